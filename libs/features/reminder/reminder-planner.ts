import { nextReminderAt } from '@domain/reminders';
import type { EventType } from '@domain/review/transitions';
import { Injectable } from '@nestjs/common';
import type { NamedStatement, Transaction, UnitOfWork } from '@platform/database';
import {
  factsKey,
  factsOf,
  type ReportRow,
  reportsOf,
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
   * Plans afresh what the events changed; other events leave the plan as it is. Instants up to a report's latest event
   * are past.
   */
  async follow(
    transaction: Transaction,
    events: ReadonlyArray<{ type: string; reportId: string; at: Date }>,
  ): Promise<void> {
    const moved = new Map<string, Date>();
    for (const { type, reportId, at } of events) {
      const known = moved.get(reportId);
      if (replanning.has(type) && (!known || known < at)) moved.set(reportId, at);
    }
    if (moved.size === 0) return;
    const ids = [...moved.keys()];
    const after = (row: ReportRow | StepRow) => moved.get(row.report_id) ?? row.since;
    const reports = await transaction.query<ReportRow & Record<string, unknown>>(reportsOf, [ids]);
    const steps = await transaction.query<StepRow & Record<string, unknown>>(stepsOf, [ids]);
    await store(transaction, storeReports, reports, planned(reports, 'author', after));
    await store(transaction, storeSteps, steps, planned(steps, 'reviewer', after));
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
        await store(
          transaction,
          storeReports,
          rows,
          planned(rows, 'author', () => after),
        );
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
        await store(
          transaction,
          storeSteps,
          rows,
          planned(rows, 'reviewer', () => after),
        );
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
  afterOf: (row: ReportRow | StepRow) => Date,
): Array<Date | null> {
  const known = new Map<string, Date | null>();
  return rows.map((row) => {
    const after = afterOf(row);
    const key = `${factsKey(row)} ${after.getTime()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const facts = factsOf(row, audience);
    const next = facts ? nextReminderAt(facts, after) : null;
    known.set(key, next);
    return next;
  });
}

/** Writes the next instants of the rows whose plan changed. */
export async function store(
  transaction: Transaction,
  statement: NamedStatement,
  rows: ReadonlyArray<{ id: string; planned_at: Date | null }>,
  next: ReadonlyArray<Date | null>,
): Promise<void> {
  const changed = rows.flatMap((row, index) => {
    const at = next[index] ?? null;
    return at?.getTime() === row.planned_at?.getTime() ? [] : [{ id: row.id, at }];
  });
  if (changed.length > 0)
    await transaction.execute(statement, [changed.map(({ id }) => id), changed.map(({ at }) => at)]);
}
