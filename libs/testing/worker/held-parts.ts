import type { Database, UnitOfWork } from '@platform/database';
import { until } from '@testing/until';

interface Harness {
  database: Database;
  unitOfWork: UnitOfWork;
}

/** Ends the holding transaction without a trace. */
class LetGo extends Error {}

/**
 * While `work` goes on, whoever stores one of these parts of a run waits in the middle of its job, as long as it
 * takes: an uncommitted row of the same key is in the way. Afterwards the row was never there.
 */
export async function holdingParts(
  harness: Harness,
  runId: string,
  parts: readonly number[],
  work: () => Promise<void>,
): Promise<void> {
  let letGo = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let ended: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    const held = harness.unitOfWork.run(async (transaction) => {
      // A loaded machine may take longer to start a process than a request may take.
      await transaction.execute('SET LOCAL idle_in_transaction_session_timeout = 0', []);
      await transaction.execute(
        `INSERT INTO compilation_run_part (run_id, part, sources) SELECT $1, part, '[]' FROM unnest($2::int[]) part`,
        [runId, parts],
      );
      resolve();
      await over;
      throw new LetGo();
    });
    ended = held.catch((error: unknown) => {
      if (!(error instanceof LetGo)) reject(error as Error);
    });
  });
  try {
    // Not inside the run: `work` asks the pool.
    await work();
  } finally {
    letGo();
    await ended;
  }
}

/** Waits until so many jobs stand in the middle of storing what they read. */
export async function jobsHeld(database: Database, count: number): Promise<void> {
  await until(`${count} jobs are held`, async () => {
    const waiting = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE '%INSERT INTO compilation_run_part%'`,
    );
    return waiting.length === count;
  });
}
