import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';

/** Closed when the run is over, since timers and listeners made inside it keep its context. */
interface OpenRun {
  open: boolean;
}

const current = new AsyncLocalStorage<OpenRun>();
const logger = new Logger('OpenRun');
const told = new Set<string>();
let refusing = false;

/** Marks everything that `work` awaits as part of one unit of work. */
export async function insideRun<T>(work: () => Promise<T>): Promise<T> {
  const run = { open: true };
  try {
    return await current.run(run, work);
  } finally {
    run.open = false;
  }
}

export function isInsideRun(): boolean {
  return current.getStore()?.open === true;
}

/** From now on a query on the pool inside a run throws; every test of the database asks for it. */
export function refusePoolInsideRuns(): void {
  refusing = true;
}

/**
 * Called before a connection is taken from the pool. Inside a run that already holds one, as many such requests
 * as the pool has connections would wait for each other. Tests refuse it; in operation the place is logged once
 * and the query goes on, since its wait is bounded by the pool's timeout.
 * @throws Error inside a run, where {@link refusePoolInsideRuns} was called
 */
export function mindOpenRun(): void {
  if (!isInsideRun()) return;
  const fault = new Error('The pool is asked inside a unit of work; pass the transaction instead.');
  if (refusing) throw fault;
  const place = fault.stack?.split('\n').slice(1, 12).join('\n') ?? '';
  if (told.has(place) || told.size >= 100) return;
  told.add(place);
  logger.error(`${fault.message}\n${place}`);
}
