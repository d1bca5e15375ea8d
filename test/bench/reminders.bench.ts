import { endOfDay } from '@domain/deadlines';
import { ReminderSweep } from '@features/reminder';
import { SettableClock } from '@platform/clock';
import { analyseFilled, Database } from '@platform/database';
import { queueBackend } from '@platform/queues';
import { until } from '@testing/until';
import { type Backend, redisAnswers, startWorker, testRedisUrl, workerEnvironment } from '@testing/worker';
import { startBenchDatabase } from './bench-database';
import type { Figure } from './figure';
import { branches, plantCycles, plantUnits } from './large-organisation';

const zone = 'Asia/Shanghai';
const round = (value: number, places = 2) => Number(value.toFixed(places));

/** Reminders that fall due at one moment, beside as many jobs that do nothing on the same backend. */
export async function run(): Promise<Figure[]> {
  const figures = [await measure('postgres')];
  if (redisAnswers()) figures.push(await measure('redis'));
  else process.stderr.write(`No Redis at ${testRedisUrl}: measured on PostgreSQL alone.\n`);
  return figures;
}

async function measure(backend: Backend): Promise<Figure> {
  const own = await startBenchDatabase();
  const openedAt = new Date('2025-11-20T01:00:00Z');
  const clock = new SettableClock(openedAt);
  const worker = await startWorker(workerEnvironment(own.url, backend), clock, own.url);
  try {
    const database = worker.get(Database);
    await plantUnits(database);
    await plantCycles(database, 1, endOfDay('2025-12-10', zone), openedAt);
    await database.query(`UPDATE report SET state = 'drafting', step_index = NULL`);
    await planned(database);
    const [before] = await database.query<{ due: number }>(
      'SELECT count(*)::int AS due FROM report WHERE next_reminder_at IS NOT NULL',
    );
    await database.query(analyseFilled);
    clock.set(new Date('2025-12-10T01:00:01Z'));
    const started = performance.now();
    await worker.get(ReminderSweep, { strict: false }).sweep();
    const sweepMs = performance.now() - started;
    const [told] = await database.query<{ people: number; messages: number }>(
      `SELECT count(DISTINCT recipient_id)::int AS people, count(*)::int AS messages
         FROM notification WHERE kind = 'reminder.author' AND channel = 'in_app'`,
    );
    const bareMs = await bareJobs(own.url, backend, branches);
    return {
      bench: 'reminders',
      figure: 'reminders_vs_bullmq',
      value: round(sweepMs / bareMs),
      unit: 'times the floor',
      floor: 1,
      goal: 1.5,
      conditions: {
        backend,
        due: before?.due ?? 0,
        peopleTold: told?.people ?? 0,
        messages: told?.messages ?? 0,
        sweepMs: round(sweepMs, 0),
        floorMs: round(bareMs, 0),
        floor: 'as many empty jobs added in bulk and processed at concurrency 8',
      },
    };
  } finally {
    await worker.close();
    await own.stop();
  }
}

async function planned(database: Database): Promise<void> {
  await until('the reminders are planned', async () => {
    const followed = await database.query('SELECT 1 FROM cycle_follow_up');
    return followed.length === 1;
  });
}

async function bareJobs(databaseUrl: string, backend: Backend, count: number): Promise<number> {
  const target = {
    databaseUrl,
    namespace: 'bare',
    ...(backend === 'redis' ? { redisUrl: testRedisUrl } : {}),
  };
  const { queue: open, worker: start } = queueBackend(target);
  const queue = open('bare');
  let done = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const started = performance.now();
  for (let at = 0; at < count; at += 1000) {
    const size = Math.min(1000, count - at);
    await queue.addBulk(
      Array.from({ length: size }, (_, index) => ({
        name: 'bare',
        data: { n: at + index },
        opts: { removeOnComplete: true },
      })),
    );
  }
  const processing = start(
    'bare',
    async () => {
      done += 1;
      if (done === count) finish();
    },
    { concurrency: 8 },
  );
  await finished;
  const elapsed = performance.now() - started;
  await processing.close();
  await queue.close();
  return elapsed;
}
