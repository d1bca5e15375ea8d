import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, isCollision, type Transaction, UnitOfWork } from '@platform/database';
import { WorkFaults } from '@platform/queues';
import { ItemLife } from './item-life';
import { ItemStore } from './item-store';

/** Counts the seats of items' running steps anew when who holds their posts changed. */
@Injectable()
export class ItemRecount {
  constructor(
    private readonly life: ItemLife,
    private readonly store: ItemStore,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  /** Within the transaction that changed the posts. */
  async posts(
    transaction: Transaction,
    posts: ReadonlyArray<{ orgId: string; role: string }>,
  ): Promise<void> {
    const rows = await transaction.query<{ id: string }>(waitingAtPosts, [
      posts.map((post) => post.orgId),
      posts.map((post) => post.role),
    ]);
    for (const { id } of rows) {
      try {
        if (await transaction.apart(() => this.life.within(transaction, id, { action: 'recount' })))
          transaction.afterCommit(() => this.store.wake(id));
      } catch (error) {
        // After a deadlock the whole transaction is run again.
        if (isCollision(error)) throw error;
        // Nobody is refused a post because of one item that cannot be counted; the sweep tries it again.
        await this.faults.record('ledger.recount', id, error, transaction);
      }
    }
  }

  /** For appointments and delegations that began or ended by their date since. @returns how many items moved */
  async sweep(): Promise<number> {
    const rows = await this.database.query<{ id: string }>(waitingAtDates, [this.clock.now()]);
    return this.faults.each(
      'ledger.recount',
      rows,
      ({ id }) => id,
      async ({ id }) => {
        const changed = await this.unitOfWork.run((transaction) =>
          this.life.within(transaction, id, { action: 'recount' }),
        );
        if (changed) this.store.wake(id);
        return changed;
      },
    );
  }
}

const waitingAtPosts = {
  name: 'ledger_waiting_at_posts',
  text: `SELECT r.id FROM rectification r JOIN unnest($1::uuid[], $2::text[]) AS post(org_id, role)
      ON post.org_id = r.step_org_id AND post.role = r.step_role
    WHERE r.state = 'in_verification' GROUP BY r.id ORDER BY r.id`,
};
const waitingAtDates = {
  name: 'ledger_waiting_at_dates',
  text: `SELECT DISTINCT r.id FROM rectification r
    JOIN appointment a ON a.org_id = r.step_org_id AND a.role = r.step_role
    LEFT JOIN standing_delegation g ON g.appointment_id = a.id
    WHERE r.state = 'in_verification' AND ((a.starts_at > r.updated_at AND a.starts_at <= $1)
      OR (a.ends_at > r.updated_at AND a.ends_at <= $1) OR (g.starts_at > r.updated_at AND g.starts_at <= $1)
      OR (g.ends_at > r.updated_at AND g.ends_at <= $1))
    ORDER BY r.id`,
};
