import { setTimeout as delay } from 'node:timers/promises';
import { RollupAudit, RollupReader } from '@features/rollup';
import { Clock } from '@platform/clock';
import { analyseFilled, Database, dataSourceOptions, UnitOfWork } from '@platform/database';
import { Signals } from '@platform/signals';
import { until } from '@testing/until';
import { move, startWorker, WorkerProcess, workerEnvironment } from '@testing/worker';
import { DataSource } from 'typeorm';
import { startBenchDatabase } from './bench-database';
import { type Figure, percentile } from './figure';
import { branches, plantCycles, plantUnits } from './large-organisation';

const cycles = 12;
const rounds = 200;
const stormPerSecond = 200;
const stormSeconds = 15;

/** Medians of what is measured and of its floor, sample by sample in turn, so that both meet the same machine. */
async function inTurn(
  times: number,
  action: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<{ ms: number; floorMs: number; ratio: number }> {
  const samples: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const started = performance.now();
    await action();
    const between = performance.now();
    await floor();
    floors.push(performance.now() - between);
    samples.push(between - started);
  }
  const [ms, floorMs] = [percentile(samples, 0.5), percentile(floors, 0.5)];
  return { ms, floorMs, ratio: ms / floorMs };
}

const round = (value: number, places = 2) => Number(value.toFixed(places));

/** 10,000 units, 12 cycles, 117,588 reports: what the dashboards read, how far behind it is, and the recount. */
export async function run(): Promise<Figure[]> {
  const own = await startBenchDatabase();
  const worker = await startWorker(workerEnvironment(own.url, 'postgres'), new Clock(), own.url);
  try {
    const database = worker.get(Database);
    const reader = worker.get(RollupReader, { strict: false });
    await plantUnits(database);
    const openedAt = new Date();
    await plantCycles(database, cycles, new Date(openedAt.getTime() + 20 * 86_400_000), openedAt);
    await followed(database);
    await plantCounters(database);
    const conditions = { units: branches + 201, cycles, reports: branches * cycles, rounds };
    const [place] = await database.query<{ tier: string; org: string; general: string }>(
      `SELECT t.id AS tier, o.id AS org, (SELECT id FROM org_unit WHERE code = 'g7') AS general
         FROM cycle c JOIN cycle_tier t ON t.cycle_id = c.id, org_unit o WHERE c.code = 'c5' AND o.code = 'sf'`,
    );
    const ask = (under: string) => () => reader.completion({ cycle: 'c5', under, tier: 'branch' });
    const counters = (org: string | undefined) => () => database.query(readCounters, [place?.tier, org]);
    const completion = await inTurn(rounds, ask('sf'), counters(place?.org));
    const subtree = await inTurn(rounds, ask('g7'), counters(place?.general));
    const rollup = await inTurn(
      rounds,
      () => reader.rollup({ cycle: 'c5', under: 'sf', tier: 'branch' }),
      () => database.query(readRows, [place?.tier, place?.org]),
    );
    const recount = await recounting(
      worker.get(RollupAudit, { strict: false }),
      worker.get(UnitOfWork),
      database,
    );
    await worker.close();
    const lag = await lagUnderStorm(own.url);
    return [
      {
        bench: 'rollup',
        figure: 'completion_vs_counters',
        value: round(completion.ratio),
        unit: 'times the floor',
        floor: 1,
        goal: 2,
        conditions: {
          ...conditions,
          bureauMs: round(completion.ms),
          floorMs: round(completion.floorMs),
          subtreeMs: round(subtree.ms),
          subtreeFloorMs: round(subtree.floorMs),
          floor: 'one query on a table of plain counters: the bureau and its 200 general branches',
        },
      },
      {
        bench: 'rollup',
        figure: 'rollup_vs_rows',
        value: round(rollup.ratio),
        unit: 'times the floor',
        floor: 1,
        goal: 2,
        conditions: {
          ...conditions,
          bureauMs: round(rollup.ms),
          floorMs: round(rollup.floorMs),
          floor: 'reading the stored rows',
        },
      },
      {
        bench: 'rollup',
        figure: 'rollup_recount_ms',
        value: round(recount.ms, 0),
        unit: 'ms',
        floor: round(recount.floorMs, 0),
        goal: 1000,
        conditions: {
          units: branches,
          floor: 'the same counts and sums by plain SQL, per general branch and bureau',
        },
      },
      {
        bench: 'rollup',
        figure: 'rollup_lag_p95_ms',
        value: round(percentile(lag.lags, 0.95), 0),
        unit: 'ms',
        goal: 1000,
        conditions: {
          transitionsPerSecond: round(lag.rate, 0),
          transitions: lag.lags.length,
          p50Ms: round(percentile(lag.lags, 0.5), 0),
          p99Ms: round(percentile(lag.lags, 0.99), 0),
          backend: 'postgres',
          equalsTheRecount: lag.exact,
        },
      },
    ];
  } finally {
    await worker.close();
    await own.stop();
  }
}

/** The worker has started once it listens. */
async function awake(database: Database): Promise<void> {
  await until('the worker listens', async () => {
    const listening = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'baoshen-signals' AND query LIKE 'LISTEN%'`,
    );
    return listening.length > 0;
  });
}

async function followed(database: Database): Promise<void> {
  await until('every cycle is followed', async () => {
    const [row] = await database.query<{ left: number }>(
      'SELECT (SELECT count(*) FROM cycle)::int - (SELECT count(*) FROM cycle_follow_up)::int AS left',
    );
    return row?.left === 0;
  });
  await database.query(analyseFilled);
}

async function plantCounters(database: Database): Promise<void> {
  await database.query(`
    CREATE TABLE counter AS
    SELECT tier_id, org_id, parent_id,
           (counts -> 'states' ->> 'not_started')::int AS not_started, (counts -> 'states' ->> 'drafting')::int AS drafting,
           (counts -> 'states' ->> 'in_review')::int AS in_review, (counts -> 'states' ->> 'returned')::int AS returned,
           (counts -> 'states' ->> 'approved')::int AS approved, (counts -> 'states' ->> 'published')::int AS published,
           (counts ->> 'waived')::int AS waived, (counts ->> 'late')::int AS late, 0 AS overdue, 0 AS extended
      FROM rollup_node`);
  await database.query('CREATE INDEX ON counter (tier_id, org_id)');
  await database.query('CREATE INDEX ON counter (tier_id, parent_id)');
  await database.query('ANALYZE counter');
}

const readCounters = {
  name: 'bench_counters',
  text: `SELECT o.code, o.name, o.kind, c.* FROM counter c JOIN org_unit o ON o.id = c.org_id
          WHERE c.tier_id = $1 AND (c.org_id = $2 OR c.parent_id = $2)`,
};
const readRows = {
  name: 'bench_rows',
  text: `SELECT o.code, o.name, n.indicators FROM rollup_node n JOIN org_unit o ON o.id = n.org_id
          WHERE n.tier_id = $1 AND (n.org_id = $2 OR n.parent_id = $2)`,
};

async function recounting(
  audit: RollupAudit,
  unitOfWork: UnitOfWork,
  database: Database,
): Promise<{ ms: number; floorMs: number }> {
  const [tier] = await database.query<{ id: string }>(
    `SELECT t.id FROM cycle_tier t JOIN cycle c ON c.id = t.cycle_id WHERE c.code = 'c3'`,
  );
  if (!tier) throw new Error('No cycle c3.');
  return inTurn(
    7,
    () => unitOfWork.run((transaction) => audit.recount(transaction, tier.id)),
    async () => {
      await database.query(plainCounts, [tier.id]);
      await database.query(plainSums, [tier.id]);
    },
  );
}

const plainCounts = `
  SELECT above.org_id, r.state, count(*) FROM report r JOIN cycle_org o USING (cycle_id, org_id)
    JOIN cycle_org above ON above.cycle_id = r.cycle_id AND above.path @> o.path
   WHERE r.tier_id = $1 AND above.kind <> 'branch' GROUP BY above.org_id, r.state`;
const plainSums = `
  SELECT above.org_id, i.key, sum(i.value::numeric) FROM report r
    JOIN revision v ON v.report_id = r.id AND v.number = r.revision
    JOIN cycle_org o USING (cycle_id, org_id)
    JOIN cycle_org above ON above.cycle_id = r.cycle_id AND above.path @> o.path,
         jsonb_each_text(v.content -> 'indicators') i
   WHERE r.tier_id = $1 AND r.state IN ('approved', 'published') AND above.kind <> 'branch'
   GROUP BY above.org_id, i.key`;

/**
 * Reports are begun at a steady rate; each commit is visible once the bureau's counter has passed it. The worker
 * is a process of its own, as on a server.
 */
async function lagUnderStorm(url: string): Promise<Lag> {
  const target = { url, pool: 8, applicationName: 'baoshen-bench' };
  const dataSource = await new DataSource(dataSourceOptions(target)).initialize();
  const database = new Database(dataSource);
  const signals = new Signals(dataSource, database);
  const worker = WorkerProcess.start(url, 'postgres');
  try {
    return await storm(database, new UnitOfWork(dataSource), signals);
  } finally {
    await signals.beforeApplicationShutdown();
    await worker.stop();
    await dataSource.destroy();
  }
}

interface Lag {
  lags: number[];
  rate: number;
  exact: boolean;
}

async function storm(database: Database, unitOfWork: UnitOfWork, signals: Signals): Promise<Lag> {
  await awake(database);
  const total = stormPerSecond * stormSeconds;
  const reports = await database.query<{ id: string }>(
    `SELECT r.id FROM report r JOIN cycle c ON c.id = r.cycle_id
      WHERE c.code IN ('c0', 'c1', 'c2') AND r.state = 'not_started' ORDER BY md5(r.id::text) LIMIT $1`,
    [total],
  );
  const visible = async () => {
    const [row] = await database.query<{ drafting: number }>(
      `SELECT sum((n.counts -> 'states' ->> 'drafting')::int)::int AS drafting
         FROM rollup_node n JOIN org_unit o ON o.id = n.org_id WHERE o.code = 'sf'`,
    );
    return row?.drafting ?? 0;
  };
  const base = await visible();
  const committed: number[] = [];
  const lags: number[] = [];
  const started = performance.now();
  const look = async () => {
    const seen = (await visible()) - base;
    const now = performance.now();
    while (lags.length < Math.min(seen, committed.length)) lags.push(now - (committed[lags.length] ?? now));
    return lags.length === reports.length;
  };
  const watching = until('every report is counted', look, { everyMs: 10, state: () => lags.length });
  const begun = reports.map(async ({ id }, index) => {
    // The rate is what the storm consists of.
    await delay((index * 1000) / stormPerSecond);
    await unitOfWork.run(async (transaction) => {
      await move(transaction, id, { type: 'report.started', to: 'drafting', at: new Date() });
      transaction.afterCommit(() => {
        committed.push(performance.now());
        signals.raise('events');
      });
    });
  });
  await Promise.all(begun);
  const rate = (reports.length / (performance.now() - started)) * 1000;
  await watching;
  return { lags, rate, exact: (await visible()) - base === reports.length };
}
