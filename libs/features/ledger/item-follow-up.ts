import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { isCollision, isOutage, type Transaction } from '@platform/database';
import { WorkFaults } from '@platform/queues';
import { ItemNotifier } from './item-notifier';

/** What follows from acts on items: who is told of them. Claims what nobody followed yet, as the outbox of reports. */
@Injectable()
export class ItemFollowUp {
  private readonly logger = new Logger(ItemFollowUp.name);

  constructor(
    private readonly notifier: ItemNotifier,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  /** At most `limit` events, within the transaction of the outbox. @returns how many were taken */
  async take(transaction: Transaction, limit: number): Promise<number> {
    const events = await transaction.query<{ id: string }>(claimEvents, [this.clock.now(), limit]);
    const ids = events.map(({ id }) => id);
    if (ids.length === 0) return 0;
    try {
      await transaction.apart(() => this.notifier.tell(transaction, ids));
    } catch (error) {
      if (isOutage(error) || isCollision(error)) throw error;
      this.logger.warn(`A batch of items' events is followed one by one: ${(error as Error).message}`);
      for (const id of ids) await this.one(transaction, id);
    }
    return ids.length;
  }

  /** An event that cannot be told is listed for the administrator and keeps no other waiting. */
  private async one(transaction: Transaction, id: string): Promise<void> {
    try {
      await transaction.apart(() => this.notifier.tell(transaction, [id]));
    } catch (error) {
      if (isOutage(error) || isCollision(error)) throw error;
      await this.faults.record('ledger.follow', id, error, transaction);
    }
  }
}

// Limited: a batch; the pump goes on while one is full.
const claimEvents = {
  name: 'ledger_outbox_claim',
  text: `UPDATE rectification_event SET dispatched_at = $1
    WHERE id IN (SELECT id FROM rectification_event WHERE dispatched_at IS NULL ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING id`,
};
