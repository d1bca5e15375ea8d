import { cutText } from '@domain/text';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction } from '@platform/database';
import { waitingPeople } from './ended-asks';
import { itemAskIsOver, itemMoved, itemOfMessage } from './ended-item-asks';
import type { MessageData } from './message';
import type { MessageKind } from './message-kind';

/** A message whose sending has been recorded as begun. */
export interface Attempt {
  id: string;
  kind: MessageKind;
  channel: 'email' | 'wecom' | 'dingtalk';
  data: MessageData;
  reportId: string | null;
  createdAt: Date;
  attempts: number;
  email: string | null;
  webhook: string | null;
  secret: string | null;
  /** Who was reminded or asked no longer holds the report up or cannot hand it in any more, or its due date moved. */
  outdated: boolean;
}

export interface Trouble {
  id: string;
  kind: string;
  channel: string;
  state: 'failed' | 'uncertain';
  recipient: { id: string; name: string } | null;
  robot: { id: string; name: string } | null;
  attempts: number;
  attemptedAt: Date | null;
  error: string | null;
}

/** What must be sent, and what became of it. */
@Injectable()
export class DeliveryRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Records an attempt for those of the messages that are still pending; nobody else gets them now. A job that
   * was listed as failed and is replayed owes nothing any more.
   */
  async begin(transaction: Transaction, ids: readonly string[], jobId: string | null): Promise<Attempt[]> {
    return transaction.query<Attempt & Record<string, unknown>>(beginAttempts, [
      ids,
      this.clock.now(),
      jobId,
    ]);
  }

  /** Also where the answer came so late that the attempt was listed as uncertain meanwhile. */
  async sent(ids: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE notification SET state = 'sent', sent_at = $2, error = NULL
        WHERE id = ANY($1) AND state IN ('sending', 'uncertain')`,
      [ids, this.clock.now()],
    );
  }

  async skipped(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.execute(
      `UPDATE notification SET state = 'skipped' WHERE id = ANY($1) AND state = 'sending'`,
      [ids],
    );
  }

  /** Certainly not delivered: to be tried again at `again`, or given up where that is null. */
  async refused(ids: readonly string[], reason: string, again: Date | null): Promise<void> {
    await this.database.query(
      `UPDATE notification
          SET state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE 'pending' END,
              deliver_after = coalesce($3, deliver_after), enqueued_at = NULL, error = $2
        WHERE id = ANY($1) AND state = 'sending'`,
      [ids, cutText(reason, 500), again],
    );
  }

  async uncertain(ids: readonly string[], reason: string): Promise<void> {
    await this.database.query(
      `UPDATE notification SET state = 'uncertain', error = $2 WHERE id = ANY($1) AND state = 'sending'`,
      [ids, cutText(reason, 500)],
    );
  }

  /** Attempts begun before `before` whose process never said how they ended. */
  async giveUpSilent(before: Date): Promise<number> {
    const rows = await this.database.query(
      `UPDATE notification SET state = 'uncertain', error = '发送过程中断，结果不明'
        WHERE state = 'sending' AND attempted_at < $1 RETURNING id`,
      [before],
    );
    return rows.length;
  }

  /**
   * Claims what is due and was not queued since `queuedBefore`. Messages of a digest come as one group a
   * person, every other alone.
   */
  async claimDue(queuedBefore: Date, limit: number): Promise<Array<{ ids: string[]; attempts: number }>> {
    return this.database.query<{ ids: string[]; attempts: number }>(claimDueNotifications, [
      this.clock.now(),
      queuedBefore,
      limit,
    ]);
  }

  async troubles(limit: number, offset: number): Promise<{ items: Trouble[]; total: number }> {
    const [counted] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM notification WHERE state IN ('failed', 'uncertain')`,
    );
    const items = await this.database.query<Trouble & Record<string, unknown>>(
      `SELECT n.id, n.kind, n.channel, n.state, n.attempts, n.attempted_at AS "attemptedAt", n.error,
              CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS recipient,
              CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'name', b.name) END AS robot
         FROM notification n
         LEFT JOIN app_user u ON u.id = n.recipient_id
         LEFT JOIN robot b ON b.id = n.robot_id
        WHERE n.state IN ('failed', 'uncertain')
        ORDER BY n.attempted_at DESC, n.id LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
    return { items, total: counted?.total ?? 0 };
  }

  /** An administrator decided to send these after all; answers how many were listed. */
  async sendAgain(transaction: Transaction, ids: readonly string[]): Promise<number> {
    const rows = await transaction.query(
      `UPDATE notification SET state = 'pending', deliver_after = $2, enqueued_at = NULL, attempts = 0, error = NULL
        WHERE id = ANY($1) AND state IN ('failed', 'uncertain') RETURNING id`,
      [ids, this.clock.now()],
    );
    return rows.length;
  }
}

const beginAttempts = {
  name: 'notification_begin',
  text: `
    WITH settled AS (DELETE FROM job_owed WHERE id = $3),
    begun AS (
      UPDATE notification SET state = 'sending', attempts = attempts + 1, attempted_at = $2
       WHERE id = ANY($1) AND state = 'pending'
      RETURNING *
    )
    SELECT n.id, n.kind, n.channel, n.data, n.report_id AS "reportId", n.created_at AS "createdAt", n.attempts,
           u.email, b.webhook, b.secret,
           coalesce(CASE n.kind
             WHEN 'reminder.author' THEN r.state NOT IN ('not_started', 'drafting', 'returned')
               OR r.held_since > n.created_at OR c.state = 'draft'
               OR $2 > greatest(CASE WHEN c.state = 'closed' THEN coalesce(c.closed_at, c.opened_at)
                                     ELSE coalesce(c.closes_at, 'infinity') END,
                                CASE WHEN r.state = 'returned' THEN (r.returned ->> 'dueAt')::timestamptz
                                     ELSE r.extended_until END)
               OR (n.data ->> 'dueAt')::timestamptz IS DISTINCT FROM
                  (CASE WHEN r.state = 'returned' THEN (r.returned ->> 'dueAt')::timestamptz
                        ELSE coalesce(r.extended_until, t.due_at) END)
             WHEN 'reminder.superior' THEN r.state NOT IN ('not_started', 'drafting', 'returned', 'in_review')
               OR r.held_since > n.created_at
             WHEN 'reminder.reviewer' THEN r.state <> 'in_review' OR r.held_since > n.created_at
             WHEN 'rectification.overdue' THEN ${itemMoved}
             WHEN 'review.awaited' THEN r.state <> 'in_review' OR n.recipient_id NOT IN (${waitingPeople})
             WHEN 'review.transferred' THEN r.state <> 'in_review' OR n.recipient_id NOT IN (${waitingPeople})
             ELSE n.recipient_id IS NOT NULL AND ${itemAskIsOver}
           END, false) AS outdated
      FROM begun n
      LEFT JOIN app_user u ON u.id = n.recipient_id
      LEFT JOIN robot b ON b.id = n.robot_id
      LEFT JOIN report r ON r.id = n.report_id
      LEFT JOIN cycle c ON c.id = r.cycle_id
      LEFT JOIN cycle_tier t ON t.id = r.tier_id
      ${itemOfMessage}
     ORDER BY n.created_at, n.id`,
};

// Limited: a batch; the sweep comes back until nothing is due.
const claimDueNotifications = {
  name: 'notification_claim_due',
  text: `
    WITH claimed AS (
      UPDATE notification SET enqueued_at = $1
       WHERE id IN (
         SELECT id FROM notification
          WHERE state = 'pending' AND deliver_after <= $1 AND (enqueued_at IS NULL OR enqueued_at < $2)
          ORDER BY deliver_after LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING id, recipient_id, channel, digest, attempts
    )
    SELECT array_agg(id ORDER BY id) AS ids, max(attempts) AS attempts FROM claimed
     GROUP BY CASE WHEN digest THEN recipient_id ELSE id END, channel, digest`,
};
