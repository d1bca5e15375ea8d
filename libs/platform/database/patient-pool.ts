import pg, { Pool, type PoolClient } from 'pg';
import { mindOpenRun } from './open-run';

/** No connection came free in time; told as `unavailable` (503). */
export class NoConnectionFree extends Error {
  constructor() {
    super('No connection to the database came free in time.');
  }
}

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: () => void) => void;

/** The pool that minds open runs, and gives up when no connection comes free in time. */
class PatientPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    try {
      mindOpenRun();
    } catch (error) {
      if (!callback) return Promise.reject(error as Error);
      callback(error as Error, undefined, () => undefined);
      return undefined;
    }
    if (!callback) return super.connect().catch((error: Error) => Promise.reject(told(error)));
    super.connect((error, client, done) =>
      callback(error === undefined || error === null ? undefined : told(error), client, done as () => void),
    );
    return undefined;
  }
}

function told(error: Error): Error {
  const waitedInVain =
    error.message === 'timeout exceeded when trying to connect' ||
    error.message === 'Connection terminated due to connection timeout';
  return waitedInVain ? new NoConnectionFree() : error;
}

/** The `pg` that TypeORM is given: itself, with this pool. */
export const postgresWithPatientPool = Object.create(pg, { Pool: { value: PatientPool } }) as typeof pg;
