import { until } from '@testing/until';
import type { Ledger } from './ledger';
import type { Blow } from './own-postgres';
import type { StormDeployment } from './storm-deployment';
import { branches, patienceMs, size, type Victim } from './storm-size';

/** A kill that strikes once so much has been done. */
interface Strike {
  victim: Victim;
  after: { what: 'acknowledged' | 'reminded'; count: number };
}

const blows: Blow[] = ['everything', 'postmaster', 'one process'];
export const plannedReminders = size.remindedCycles * branches.length * 2;
const patience = { withinMs: patienceMs, everyMs: 100 };

/**
 * Kills at random moments of the work, not of the clock: however slow the machine, every strike meets a storm.
 * Those of even number wait for transitions, the others for reminders.
 */
export async function breakThings(
  deployment: StormDeployment,
  ledger: Ledger,
  random: () => number,
): Promise<Record<Victim, number>> {
  const struck: Record<Victim, number> = { api: 0, worker: 0, postgres: 0, redis: 0, flush: 0 };
  const strikes = drawn(deployment, random);
  while (strikes.length > 0) {
    const due = await until('the next kill is due', () => nextDue(deployment, ledger, strikes), patience);
    strikes.splice(strikes.indexOf(due), 1);
    await strike(deployment, due.victim, random);
    struck[due.victim] += 1;
  }
  return struck;
}

function drawn(deployment: StormDeployment, random: () => number): Strike[] {
  const victims = (Object.entries(size.kills) as [Victim, number][]).filter(
    ([victim]) => deployment.redis || (victim !== 'redis' && victim !== 'flush'),
  );
  return victims
    .flatMap(([victim, count]) => Array.from({ length: count }, (_, number) => ({ victim, number })))
    .map(({ victim, number }): Strike => {
      // An API is killed for its requests alone.
      const what = number % 2 === 0 || victim === 'api' ? 'acknowledged' : 'reminded';
      const all = what === 'acknowledged' ? size.transitions : plannedReminders;
      return { victim, after: { what, count: Math.ceil(all * (0.02 + 0.9 * random())) } };
    });
}

async function nextDue(
  deployment: StormDeployment,
  ledger: Ledger,
  strikes: Strike[],
): Promise<Strike | undefined> {
  const done = { acknowledged: ledger.acknowledged.length, reminded: 0 };
  if (strikes.some(({ after }) => after.what === 'reminded')) done.reminded = await reminded(deployment);
  const due = strikes.filter(({ after }) => done[after.what] >= after.count);
  return due.sort((a, b) => a.after.count - b.after.count)[0];
}

async function reminded(deployment: StormDeployment): Promise<number> {
  const [row] = await deployment.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM notification WHERE kind = 'reminder.author' AND channel = 'in_app'`,
  );
  return row?.count ?? 0;
}

async function strike(deployment: StormDeployment, victim: Victim, random: () => number): Promise<void> {
  const anyOf = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)];
  switch (victim) {
    case 'api':
      return anyOf(deployment.apis)?.kill();
    case 'worker':
      return anyOf(deployment.workers)?.kill();
    case 'postgres':
      return deployment.postgres.crash(anyOf(blows) ?? 'everything');
    case 'redis':
      return deployment.redis?.crash();
    case 'flush':
      return deployment.redis?.flush();
  }
}
