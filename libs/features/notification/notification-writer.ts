import { jobIds } from '@contracts/index';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import type { Transaction } from '@platform/database';
import { type QueuedJob, Queues } from '@platform/queues';
import { Signals } from '@platform/signals';
import { v7 as uuidv7 } from 'uuid';
import type { MessageData } from './message';
import type { MessageKind } from './message-kind';
import { defaultPreferences, emailDelivery, type Preferences } from './preferences';

/** One thing to say, to people and to the groups of units. */
export interface Message {
  /** Null for what is not about one report. */
  reportId: string | null;
  kind: MessageKind;
  planVersion: number;
  /** The planned instant of a reminder, or the event's id: with the rest of the key, said once. */
  occurrence: string;
  data: MessageData;
  people: readonly string[];
  /** Units whose groups may hear of it, if they have a robot for this kind. */
  units: readonly string[];
}

type Channel = 'in_app' | 'email' | 'wecom' | 'dingtalk';

interface Row {
  id: string;
  message: Message;
  recipient: string | null;
  robot: string | null;
  channel: Channel;
  state: 'sent' | 'pending';
  digest: boolean;
  after: Date;
}

interface Wish {
  user_id: string;
  has_email: boolean;
  settings: Partial<Preferences> | null;
}

interface Robot {
  id: string;
  org_id: string;
  channel: 'wecom' | 'dingtalk';
  kinds: string[];
}

/**
 * Writes messages, each once per person and channel however often it is asked to: the key is in the database
 * (`notification_once`). In-app the row is the message; for every other channel it is what must be sent.
 */
@Injectable()
export class NotificationWriter {
  private readonly logger = new Logger(NotificationWriter.name);

  constructor(
    private readonly clock: Clock,
    private readonly environment: Environment,
    private readonly signals: Signals,
    private readonly queues: Queues,
  ) {}

  /** Answers how many rows were new. Sending begins once the transaction is durable. */
  async write(transaction: Transaction, messages: readonly Message[]): Promise<number> {
    const rows = await this.rowsFor(transaction, messages);
    if (rows.length === 0) return 0;
    const now = this.clock.now();
    const written = await transaction.query<{ id: string }>(insertNotifications, [
      rows.map((row) => row.id),
      rows.map(({ message }) => message.reportId),
      rows.map(({ message }) => message.kind),
      rows.map(({ message }) => message.planVersion),
      rows.map(({ message }) => message.occurrence),
      rows.map((row) => row.recipient),
      rows.map((row) => row.robot),
      rows.map((row) => row.channel),
      rows.map(({ message }) => JSON.stringify(message.data)),
      rows.map((row) => row.state),
      rows.map((row) => row.digest),
      rows.map((row) => row.after),
      now,
    ]);
    const fresh = new Set(written.map(({ id }) => id));
    this.announce(
      transaction,
      rows.filter(({ id }) => fresh.has(id)),
      now,
    );
    return fresh.size;
  }

  private announce(transaction: Transaction, rows: readonly Row[], now: Date): void {
    const people = rows.flatMap(({ channel, recipient, message }) =>
      channel === 'in_app' && recipient ? [`${recipient} ${message.reportId ?? ''}`.trim()] : [],
    );
    const jobs = rows
      .filter((row) => row.state === 'pending' && !row.digest && row.after <= now)
      .map(
        ({ id }): QueuedJob => ({
          name: 'notification.deliver',
          payload: { ids: [id] },
          id: jobIds.deliver(id, 0),
        }),
      );
    transaction.afterCommit(() => {
      if (people.length > 0) this.signals.raise('live', people);
      if (jobs.length === 0) return;
      this.queues
        .enqueue(jobs)
        .catch((error: Error) =>
          this.logger.warn(`${jobs.length} messages wait for the sweep: ${error.message}`),
        );
    });
  }

  private async rowsFor(transaction: Transaction, messages: readonly Message[]): Promise<Row[]> {
    const now = this.clock.now();
    const wishes = await this.wishesOf(transaction, messages);
    const robots = await this.robotsOf(transaction, messages);
    const rows: Row[] = [];
    for (const message of messages) {
      const common = { message, recipient: null, robot: null, digest: false, after: now };
      for (const recipient of new Set(message.people)) {
        rows.push({ ...common, id: uuidv7(), recipient, channel: 'in_app', state: 'sent' });
        const wish = wishes.get(recipient);
        if (!wish?.has_email) continue;
        const preferences = { ...defaultPreferences, ...wish.settings };
        const delivery = emailDelivery(preferences, message.kind, now, this.environment.TZ_DEFAULT);
        if (delivery)
          rows.push({ ...common, ...delivery, id: uuidv7(), recipient, channel: 'email', state: 'pending' });
      }
      for (const unit of new Set(message.units)) {
        for (const { id, channel, kinds } of robots.get(unit) ?? []) {
          if (kinds.includes(message.kind))
            rows.push({ ...common, id: uuidv7(), robot: id, channel, state: 'pending' });
        }
      }
    }
    return rows;
  }

  /** Without a mail server nobody is promised an e-mail. */
  private async wishesOf(transaction: Transaction, messages: readonly Message[]): Promise<Map<string, Wish>> {
    if (!this.environment.SMTP_URL) return new Map();
    const people = [...new Set(messages.flatMap((message) => message.people))];
    const rows = await transaction.query<Wish & Record<string, unknown>>(wishesOfPeople, [people]);
    return new Map(rows.map((row) => [row.user_id, row]));
  }

  private async robotsOf(
    transaction: Transaction,
    messages: readonly Message[],
  ): Promise<Map<string, Robot[]>> {
    const units = [...new Set(messages.flatMap((message) => message.units))];
    if (units.length === 0) return new Map();
    const rows = await transaction.query<Robot & Record<string, unknown>>(robotsOfUnits, [units]);
    const byUnit = new Map<string, Robot[]>();
    for (const row of rows) byUnit.set(row.org_id, [...(byUnit.get(row.org_id) ?? []), row]);
    return byUnit;
  }
}

const insertNotifications = {
  name: 'notification_insert',
  text: `
    INSERT INTO notification (id, report_id, kind, plan_version, occurrence, recipient_id, robot_id, channel, data,
                              state, digest, deliver_after, enqueued_at, sent_at, created_at)
    SELECT id, report_id, kind, plan_version, occurrence, recipient_id, robot_id, channel, data::jsonb,
           state, digest, deliver_after,
           CASE WHEN state = 'pending' AND NOT digest AND deliver_after <= $13 THEN $13 END,
           CASE WHEN state = 'sent' THEN $13 END, $13::timestamptz
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::uuid[], $8::text[],
                  $9::text[], $10::text[], $11::boolean[], $12::timestamptz[])
        AS row(id, report_id, kind, plan_version, occurrence, recipient_id, robot_id, channel, data, state, digest,
               deliver_after)
    ON CONFLICT ON CONSTRAINT notification_once DO NOTHING
    RETURNING id`,
};

const wishesOfPeople = {
  name: 'notification_wishes',
  text: `SELECT u.id AS user_id, coalesce(u.email, '') <> '' AS has_email, p.settings
           FROM app_user u LEFT JOIN notification_preference p ON p.user_id = u.id WHERE u.id = ANY($1)`,
};

const robotsOfUnits = {
  name: 'notification_robots',
  text: 'SELECT id, org_id, channel, kinds FROM robot WHERE active AND org_id = ANY($1)',
};
