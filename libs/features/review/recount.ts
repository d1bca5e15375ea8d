import { decide } from '@domain/review';
import { ReportStore } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, isCollision, type Querier, type Transaction, UnitOfWork } from '@platform/database';
import { WorkFaults } from '@platform/queues';

const attempts = 5;

/** A post whose holders or delegates changed. */
export interface RecountedPost {
  orgId: string;
  role: string;
}

/** Counts the seats of waiting steps anew when who holds their posts changed (design 1.3). */
@Injectable()
export class Recount {
  constructor(
    private readonly store: ReportStore,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  /** Within the transaction that changed the posts. */
  async posts(transaction: Transaction, posts: readonly RecountedPost[]): Promise<void> {
    const rows = await transaction.query<{ report_id: string }>(waitingAtPosts, [
      posts.map((post) => post.orgId),
      posts.map((post) => post.role),
    ]);
    for (const { report_id: id } of rows) {
      try {
        if (await transaction.apart(() => this.one(transaction, id)))
          transaction.afterCommit(() => this.store.wake(id));
      } catch (error) {
        // After a deadlock the whole transaction is run again.
        if (isCollision(error)) throw error;
        // Nobody is refused a post because of one report that cannot be counted; the sweep tries it again.
        await this.faults.record('recount', id, error, transaction);
      }
    }
  }

  /**
   * For posts whose appointments or delegations began or ended by their date since the step was entered.
   * Counting again what was counted changes nothing. @returns how many reports moved
   */
  async sweep(): Promise<number> {
    const rows = await this.database.query<{ report_id: string }>(waitingAtDates, [this.clock.now()]);
    return this.faults.each(
      'recount',
      rows,
      (row) => row.report_id,
      async ({ report_id: id }) => {
        const changed = await this.unitOfWork.run((transaction) => this.one(transaction, id));
        if (changed) this.store.wake(id);
        return changed;
      },
    );
  }

  private async one(querier: Querier, id: string): Promise<boolean> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const now = this.clock.now();
      const loaded = await this.store.load(querier, id, 'system');
      const result = decide(loaded.snapshot, { action: 'recount' }, loaded.facts, now);
      if (!result.ok || (result.steps.length === 0 && result.events.length === 0)) return false;
      if (await this.store.write(querier, loaded, result, now)) return result.events.length > 0;
    }
    return false;
  }
}

const waitingAtPosts = {
  name: 'recount_waiting_at_posts',
  text: `SELECT DISTINCT s.report_id FROM review_step s
    JOIN unnest($1::uuid[], $2::text[]) AS post(org_id, role) ON post.org_id = s.org_id AND post.role = s.role
    WHERE s.status = 'waiting' ORDER BY s.report_id`,
};
const waitingAtDates = {
  name: 'recount_waiting_at_dates',
  text: `SELECT DISTINCT s.report_id FROM review_step s
    JOIN appointment a ON a.org_id = s.org_id AND a.role = s.role
    LEFT JOIN standing_delegation g ON g.appointment_id = a.id
    WHERE s.status = 'waiting' AND ((a.starts_at > s.entered_at AND a.starts_at <= $1) OR (a.ends_at > s.entered_at AND a.ends_at <= $1)
      OR (g.starts_at > s.entered_at AND g.starts_at <= $1) OR (g.ends_at > s.entered_at AND g.ends_at <= $1))
    ORDER BY s.report_id`,
};
