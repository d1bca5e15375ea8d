import { isHeld, whoActs } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { Signals } from '@platform/signals';
import { itemAskIsOver } from './ended-item-asks';

/**
 * Ends what asked somebody for something that is not theirs to do any more: it no longer counts as unread. Reads who
 * waits now rather than at the event, so that it may run late, twice and in any order.
 */
@Injectable()
export class EndedAsks {
  constructor(
    private readonly clock: Clock,
    private readonly signals: Signals,
  ) {}

  async end(transaction: Transaction, reportIds: readonly string[]): Promise<void> {
    if (reportIds.length === 0) return;
    await this.endBy(transaction, endAsks, reportIds);
  }

  /** The same for items of the rectification ledger. */
  async endOfItems(transaction: Transaction, itemIds: readonly string[]): Promise<void> {
    if (itemIds.length > 0) await this.endBy(transaction, endItemAsks, itemIds);
  }

  private async endBy(
    transaction: Transaction,
    statement: { name: string; text: string },
    ids: readonly string[],
  ): Promise<void> {
    const rows = await transaction.query<{ recipient: string }>(statement, [ids, this.clock.now()]);
    if (rows.length === 0) return;
    transaction.afterCommit(() =>
      this.signals.raise('live', [...new Set(rows.map(({ recipient }) => recipient))]),
    );
  }
}

/**
 * Ids of who may decide at the waiting step of the report `r` at `$2`: holders and delegates of its post, or of whom
 * it is reserved for, who have not decided on this revision.
 */
export const waitingPeople = `
  SELECT acting.user_id FROM review_step s
    JOIN appointment a ON a.org_id = s.org_id AND a.role = s.role AND ${isHeld('a', '$2')}
    CROSS JOIN ${whoActs('a', '$2')} acting
   WHERE s.report_id = r.id AND s.round = r.round AND s.status = 'waiting'
     AND (s.reserved_for IS NULL OR s.reserved_for = a.user_id)
     AND NOT EXISTS (SELECT FROM decision d WHERE d.report_id = r.id AND d.round = r.round AND d.revision = r.revision
       AND d.user_id = acting.user_id AND d.void_reason IS NULL)`;

/**
 * Whether what the message `n` about the report `r` asked for is not its recipient's to do any more at `$2`; what asks
 * for nothing never ends.
 */
export const askIsOver = `CASE n.kind
        WHEN 'extension.requested' THEN
          NOT EXISTS (SELECT FROM extension x WHERE x.report_id = r.id AND x.state = 'requested')
        WHEN 'reminder.author' THEN r.state NOT IN ('not_started', 'drafting', 'returned')
        ELSE n.kind IN ('review.awaited', 'review.transferred', 'reminder.reviewer')
          AND (r.state <> 'in_review' OR n.recipient_id NOT IN (${waitingPeople})) END`;

const endItemAsks = {
  name: 'notification_end_item_asks',
  text: `UPDATE notification n SET read_at = $2::timestamptz FROM rectification i
    WHERE i.id = ANY($1::uuid[]) AND n.data ? 'item' AND n.data -> 'item' ->> 'id' = i.id::text AND n.channel = 'in_app' AND n.read_at IS NULL
      AND ${itemAskIsOver}
    RETURNING n.recipient_id AS recipient`,
};
const endAsks = {
  name: 'notification_end_asks',
  text: `UPDATE notification n SET read_at = $2::timestamptz FROM report r
    WHERE r.id = ANY($1::uuid[]) AND n.report_id = r.id AND n.channel = 'in_app' AND n.read_at IS NULL
      AND ${askIsOver}
    RETURNING n.recipient_id AS recipient`,
};
