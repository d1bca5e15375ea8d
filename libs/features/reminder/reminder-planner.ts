import { nextReminderAt } from '@domain/reminders';
import type { EventType } from '@domain/review/transitions';
import { Injectable } from '@nestjs/common';
import type { NamedStatement, Transaction, UnitOfWork } from '@platform/database';
import {
  factsKey,
  factsOf,
  type ReportRow,
  reportOf,
  reportsOfCycle,
  type StepRow,
  stepsOf,
  stepsOfCycle,
  storeReports,
  storeSteps,
} from './reminder-row';

/** Transitions after which somebody else holds the report up, or until another date. */
const replanning: ReadonlySet<string> = new Set<EventType>([
  'report.submitted',
  'report.withdrawn',
  'report.approved',
  'report.returned',
  'report.recalled',
  'report.reopened',
  'report.waived',
  'report.reinstated',
  'report.extended',
  'report.step_skipped',
  'report.rerouted',
  'report.recused',
  'report.recounted',
]);

const batch = 500;
const nil = '00000000-0000-0000-0000-000000000000';

/** Stores, with every report and step, when it must next be reminded of (design 3.2). */
@Injectable()
export class ReminderPlanner {
  /**
   * Plans afresh what the event changed; other events leave the plan as it is.
   * @param after instants up to this one are past: the event's own
   */
  async follow(transaction: Transaction, event: { type: string; reportId: string; at: Date }): Promise<void> {
    if (!replanning.has(event.type)) return;
    const reports = await transaction.query<ReportRow & Record<string, unknown>>(reportOf, [event.reportId]);
    const steps = await transaction.query<StepRow & Record<string, unknown>>(stepsOf, [event.reportId]);
    await store(transaction, storeReports, reports, planned(reports, 'author', event.at));
    await store(transaction, storeSteps, steps, planned(steps, 'reviewer', event.at));
  }

  /** Plans a whole cycle afresh, after it was opened or its dates were changed; in batches of their own. */
  async followCycle(unitOfWork: UnitOfWork, cycleId: string, after: Date): Promise<void> {
    await inBatches((last) =>
      unitOfWork.run(async (transaction) => {
        const rows = await transaction.query<ReportRow & Record<string, unknown>>(reportsOfCycle, [
          cycleId,
          last,
          batch,
        ]);
        await store(transaction, storeReports, rows, planned(rows, 'author', after));
        return rows;
      }),
    );
    await inBatches((last) =>
      unitOfWork.run(async (transaction) => {
        const rows = await transaction.query<StepRow & Record<string, unknown>>(stepsOfCycle, [
          cycleId,
          last,
          batch,
        ]);
        await store(transaction, storeSteps, rows, planned(rows, 'reviewer', after));
        return rows;
      }),
    );
  }
}

async function inBatches(run: (last: string) => Promise<ReadonlyArray<{ id: string }>>): Promise<void> {
  for (let last: string | undefined = nil; last !== undefined; ) {
    const rows = await run(last);
    last = rows.length < batch ? undefined : rows.at(-1)?.id;
  }
}

function planned(
  rows: ReadonlyArray<ReportRow | StepRow>,
  audience: 'author' | 'reviewer',
  after: Date,
): Array<Date | null> {
  const known = new Map<string, Date | null>();
  return rows.map((row) => {
    const key = factsKey(row);
    const found = known.get(key);
    if (found !== undefined) return found;
    const facts = factsOf(row, audience);
    const next = facts ? nextReminderAt(facts, after) : null;
    known.set(key, next);
    return next;
  });
}

/** Writes the next instants of rows that changed. */
export async function store(
  transaction: Transaction,
  statement: NamedStatement,
  rows: ReadonlyArray<{ id: string }>,
  next: ReadonlyArray<Date | null>,
): Promise<void> {
  if (rows.length > 0) await transaction.execute(statement, [rows.map(({ id }) => id), next]);
}
