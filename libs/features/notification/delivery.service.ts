import { type Jobs, jobIds } from '@contracts/index';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { UnitOfWork } from '@platform/database';
import type { SendOutcome } from '@platform/mail';
import {
  backoff,
  HandlesJob,
  type JobContext,
  type QueuedJob,
  Queues,
  RemoteFailure,
} from '@platform/queues';
import { type Attempt, DeliveryRepository } from './delivery.repository';
import { Senders } from './senders';

/** Tries before a message that is refused each time is given up and listed. */
const mostAttempts = 6;
/** Longer than any sender waits for its server (`mailTimeouts`): after it nobody is going to say how it ended. */
export const silentMilliseconds = 120_000;
const requeueMilliseconds = 60_000;
const digestSize = 500;

/**
 * Sends what leaves the product. An attempt is recorded before it is made; where its outcome stays unknown it is
 * listed for the administrator and never repeated by itself (design 1.6; design 5, case 24).
 */
@Injectable()
export class DeliveryService {
  private readonly logger = new Logger(DeliveryService.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly senders: Senders,
    private readonly clock: Clock,
    private readonly queues: Queues,
  ) {}

  /** One letter or post for all of the messages that are still pending. */
  @HandlesJob('notification.deliver')
  async deliver({ ids }: Jobs['notification.deliver'], job: JobContext | null = null): Promise<void> {
    const jobId = job?.id ?? null;
    const attempts = await this.unitOfWork.run(async (transaction) => {
      const begun = await this.deliveries.begin(transaction, ids, jobId);
      const outdated = begun.filter((attempt) => attempt.outdated).map(({ id }) => id);
      if (outdated.length > 0) await this.deliveries.skipped(transaction, outdated);
      return begun.filter((attempt) => !attempt.outdated);
    });
    const first = attempts[0];
    if (!first) return;
    const outcome = await this.senders.send(first, attempts);
    // From here on nothing may make the job run again: the message may be with its recipient.
    await this.record(attempts, outcome).catch((error: Error) =>
      this.logger.error(`What became of ${first.id} could not be recorded: ${error.message}`),
    );
  }

  /** Queues what is due; lists attempts that nobody ended. */
  @HandlesJob('notification.sweep')
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    const silent = await this.deliveries.giveUpSilent(new Date(now - silentMilliseconds));
    if (silent > 0) this.logger.warn(`${silent} messages have an unknown outcome.`);
    const groups = await this.deliveries.claimDue(new Date(now - requeueMilliseconds), 2000);
    const jobs = groups.flatMap(({ ids, attempts }) => {
      const parts: QueuedJob[] = [];
      for (let at = 0; at < ids.length; at += digestSize) {
        const part = ids.slice(at, at + digestSize);
        const id = jobIds.deliver(part[0] ?? '', attempts);
        parts.push({ name: 'notification.deliver', payload: { ids: part }, id });
      }
      return parts;
    });
    await this.queues.enqueue(jobs);
  }

  private async record(attempts: readonly Attempt[], outcome: SendOutcome): Promise<void> {
    const ids = attempts.map(({ id }) => id);
    if (outcome.kind === 'sent') return this.deliveries.sent(ids);
    if (outcome.kind === 'unknown') return this.deliveries.uncertain(ids, outcome.reason);
    const tried = Math.max(...attempts.map((attempt) => attempt.attempts));
    const over = outcome.permanent || tried >= mostAttempts;
    const wait = backoff(tried, new RemoteFailure(outcome.reason));
    await this.deliveries.refused(
      ids,
      outcome.reason,
      over ? null : new Date(this.clock.now().getTime() + wait),
    );
  }
}
