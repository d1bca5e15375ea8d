import { cutText } from '@domain/text';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, databaseProblem, isOutage, type Transaction } from '@platform/database';

/** What a sweep does for many items, by the job or the service that does it. */
export type Duty =
  | 'cycle.close'
  | 'cycle.closing'
  | 'cycle.follow'
  | 'cycle.tick'
  | 'export.expire'
  | 'ledger.follow'
  | 'ledger.months'
  | 'ledger.recount'
  | 'ledger.remind'
  | 'outbox.dispatch'
  | 'record.forget'
  | 'recount'
  | 'recurrence.draft'
  | 'reminder.sweep'
  | 'rollup.count';

/** One item of a duty that failed, as the administrator sees it. */
export interface WorkFault {
  duty: string;
  item: string;
  error: string;
  times: number;
  firstAt: Date;
  lastAt: Date;
}

const longestError = 2000;

/**
 * Does the same for many items, each by itself: what fails is recorded for the administrator, the rest goes on, and
 * the next round tries it again.
 */
@Injectable()
export class WorkFaults {
  private readonly logger = new Logger(WorkFaults.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * `items` are all that the duty has to do: what failed before and is no longer among them needs nothing any more.
   * @returns how many `act` answered true for
   * @throws where the database is away: every further item would fail the same, and none of them is at fault
   */
  async each<Item>(
    duty: Duty,
    items: readonly Item[],
    idOf: (item: Item) => string,
    act: (item: Item) => Promise<boolean>,
  ): Promise<number> {
    const failed: string[] = [];
    let done = 0;
    for (const item of items) {
      try {
        if (await act(item)) done += 1;
      } catch (error) {
        failed.push(idOf(item));
        await this.record(duty, idOf(item), error);
      }
    }
    await this.database.query(forgetOthers, [duty, failed]);
    return done;
  }

  /** Several duties of one job, one after the other: what fails of them keeps none of the others from its turn. */
  async inTurn(duty: Duty, parts: Record<string, () => Promise<unknown>>): Promise<void> {
    await this.each(
      duty,
      Object.entries(parts),
      ([name]) => name,
      async ([, work]) => {
        await work();
        return true;
      },
    );
  }

  /** @throws the error itself where the database is away */
  async record(duty: Duty, item: string, error: unknown, transaction?: Transaction): Promise<void> {
    if (isOutage(error) || databaseProblem(error)?.status === 503) throw error;
    const told = error instanceof Error ? error.message : String(error);
    this.logger.error(`${duty} ${item}: ${told}`, error instanceof Error ? error.stack : undefined);
    await (transaction ?? this.database).query(recordFault, [
      duty,
      item,
      cutText(told, longestError),
      this.clock.now(),
    ]);
  }

  /** What a duty could not do, of the items named, has been done since. */
  async settle(duty: Duty, items: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM work_fault WHERE duty = $1 AND item = ANY($2::text[])', [
      duty,
      items,
    ]);
  }

  /** How many items of each duty could not be done; a duty that did everything is left out. */
  count(): Promise<Array<{ duty: string; items: number }>> {
    return this.database.query('SELECT duty, count(*)::int AS items FROM work_fault GROUP BY duty');
  }

  /** The latest first. */
  async list(window: { limit: number; offset: number }): Promise<{ items: WorkFault[]; total: number }> {
    const [count] = await this.database.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM work_fault',
    );
    const items = await this.database.query<WorkFault & Record<string, unknown>>(
      `SELECT duty, item, error, times, first_at AS "firstAt", last_at AS "lastAt" FROM work_fault
        ORDER BY last_at DESC, duty, item LIMIT $1 OFFSET $2`,
      [window.limit, window.offset],
    );
    return { items, total: count?.total ?? 0 };
  }
}

const recordFault = {
  name: 'work_fault_record',
  text: `INSERT INTO work_fault (duty, item, error, first_at, last_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (duty, item) DO UPDATE SET error = excluded.error, last_at = excluded.last_at, times = work_fault.times + 1`,
};
const forgetOthers = {
  name: 'work_fault_forget_others',
  text: 'DELETE FROM work_fault WHERE duty = $1 AND NOT (item = ANY($2::text[]))',
};
