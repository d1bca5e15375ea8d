import { decide } from '@domain/review';
import { type EndedUnit, UnitEndings } from '@features/org';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { ReportStore } from './report-store';

const attempts = 5;

/**
 * Waives what a unit still owes when it ends, in the very transaction that ends it (design 5, case 30). What it
 * handed in before goes its way; cycles that are closed keep their numbers, but for answers that are still due.
 */
@Injectable()
export class EndedUnits implements OnModuleInit {
  constructor(
    private readonly endings: UnitEndings,
    private readonly store: ReportStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.endings.register((transaction, unit) => this.waive(transaction, unit));
  }

  private async waive(transaction: Transaction, unit: EndedUnit): Promise<void> {
    const owed = await transaction.query<{ id: string }>(owedByUnit, [unit.id]);
    for (const { id } of owed) {
      await this.one(transaction, id, unit.reason);
      transaction.afterCommit(() => this.store.wake(id));
    }
  }

  /** Again where somebody acted in between: a report that was handed in meanwhile owes nothing any more. */
  private async one(transaction: Transaction, id: string, reason: string): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const now = this.clock.now();
      const loaded = await this.store.load(transaction, id, 'system');
      const result = decide(loaded.snapshot, { action: 'unit-end', reason }, loaded.facts, now);
      if (!result.ok) return;
      if (await this.store.write(transaction, loaded, result, now)) return;
    }
    throw new Error(`Report ${id} kept changing while its unit ended.`);
  }
}

const owedByUnit = {
  name: 'report_owed_by_unit',
  text: `SELECT r.id FROM report r JOIN cycle c ON c.id = r.cycle_id
    WHERE r.org_id = $1 AND (r.state = 'returned' OR (r.state IN ('not_started', 'drafting') AND c.state = 'open'))
    ORDER BY r.id`,
};
