import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { Mailer, type SendOutcome } from '@platform/mail';
import type { Attempt } from './delivery.repository';
import { letterOf } from './mail-layout';
import { type MessageText, messageText, pageOf } from './message';
import { RobotSender } from './robot-sender';

/** The channels by which messages leave the product. */
@Injectable()
export class Senders {
  constructor(
    private readonly mailer: Mailer,
    private readonly robots: RobotSender,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  async send(first: Attempt, attempts: readonly Attempt[]): Promise<SendOutcome> {
    if (first.channel === 'email') return this.mail(first, attempts);
    if (!first.webhook) return { kind: 'refused', permanent: true, reason: '机器人已删除' };
    const address = { channel: first.channel, webhook: first.webhook, secret: first.secret };
    const text = attempts.map((attempt) => this.asText(attempt)).join('\n\n');
    return this.robots.send(address, text, this.clock.now());
  }

  private async mail(first: Attempt, attempts: readonly Attempt[]): Promise<SendOutcome> {
    if (!first.email) return { kind: 'refused', permanent: true, reason: '没有电子邮箱' };
    const letter = letterOf(
      attempts.map((attempt) => ({ ...messageText(attempt.kind, attempt.data), link: this.link(attempt) })),
    );
    return this.mailer.send({ to: first.email, ...letter, messageId: `<${first.id}@baoshen>` });
  }

  private asText(attempt: Attempt): string {
    const { title, body }: MessageText = messageText(attempt.kind, attempt.data);
    const link = this.link(attempt);
    return [`【报审】${title}`, ...body, ...(link ? [link] : [])].join('\n');
  }

  private link({ kind, data, reportId }: Attempt): string | null {
    const { PUBLIC_URL } = this.environment;
    const page = pageOf(kind, data, reportId);
    return PUBLIC_URL && page ? new URL(page, PUBLIC_URL).toString() : null;
  }
}
