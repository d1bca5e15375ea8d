import { SettableClock } from '@platform/clock';
import { Database } from '@platform/database';
import { until } from '@testing/until';
import { type Backend, startWorker, workerEnvironment } from '@testing/worker';
import type { StormDeployment } from './storm-deployment';
import { patienceMs } from './storm-size';

/**
 * An hour later somebody starts a worker again, which works off what is left in peace. By its clock, which is
 * moved on, attempts whose process died have been silent long enough to be listed as uncertain.
 */
export async function workOff(deployment: StormDeployment, backend: Backend): Promise<void> {
  const clock = new SettableClock(new Date(Date.now() + 3_600_000));
  const environment = workerEnvironment(deployment.url, backend, {
    SMTP_URL: deployment.smtpUrl,
    ...(deployment.redis ? { REDIS_URL: deployment.redis.url } : {}),
  });
  const worker = await startWorker(environment, clock, deployment.url);
  let left: Record<string, number> | undefined;
  try {
    const database = worker.get(Database);
    const settled = async () => {
      [left] = await database.query<Record<string, number>>(whatIsLeft, [clock.now()]);
      // Its sweeps look at the clock, so that whatever is waited for comes due.
      clock.advance(10_000);
      return Object.values(left ?? {}).every((count) => count === 0);
    };
    await until('nothing is left to do', settled, { withinMs: patienceMs, everyMs: 250, state: () => left });
  } finally {
    await worker.close();
  }
}

// What failed for good is no longer worked on: the examination finds it.
const whatIsLeft = `
  SELECT (SELECT count(*)::int FROM event WHERE dispatched_at IS NULL) AS events,
         (SELECT count(*)::int FROM rectification_event WHERE dispatched_at IS NULL) AS "itemEvents",
         (SELECT count(*)::int FROM rectification WHERE next_reminder_at <= $1) AS "itemReminders",
         (SELECT count(*)::int FROM job_owed WHERE failed_at IS NULL) AS owed,
         (SELECT count(*)::int FROM rollup_mark) AS marks,
         (SELECT count(*)::int FROM report WHERE next_reminder_at <= $1) AS reminders,
         (SELECT count(*)::int FROM cycle c WHERE NOT EXISTS
           (SELECT 1 FROM cycle_follow_up f WHERE f.cycle_id = c.id)) AS cycles,
         (SELECT count(*)::int FROM notification WHERE state IN ('pending', 'sending') AND NOT digest) AS messages`;
