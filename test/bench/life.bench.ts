import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@platform/database';
import { EmbeddedDatabase } from '@platform/embedded-database';
import { until } from '@testing/until';
import { Client } from 'pg';
import { hasRedisServer, OwnRedis } from '../faults/own-redis';
import { type Figure, percentile } from './figure';
import { live, liveBare } from './life/lives';
import { Product, type Spent } from './life/product';
import { BareWriter } from './transition/bare';
import { type Load, work } from './transition/load';
import { plant, type Subject } from './transition/plant';

const clients = 8;
const size = { generals: 20, branchesEach: 20, smallCycles: 0 };
const lives = size.generals * size.branchesEach;
/** Told of one life: two submissions, a return, three approvals and a publication, by the table of who is told. */
const messagesEach = 11;
const rounded = (value: number) => Number(value.toPrecision(3));

/**
 * Lives of reports, from the first save to the publication, in the product as `npm start` runs it; over when
 * everything that follows from them is done too. Beside it the same rows written by bare clients, half of them
 * before and half after.
 */
export async function run(): Promise<Figure[]> {
  const figures = await onBackend('postgres', '');
  if (!hasRedisServer()) return figures;
  const redis = await OwnRedis.start();
  try {
    return [...figures, ...(await onBackend('redis', redis.url))];
  } finally {
    await redis.stop();
  }
}

async function onBackend(backend: 'postgres' | 'redis', redisUrl: string): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baoshen-bench-life-'));
  // As root the server runs as user postgres, who must be able to pass.
  await chmod(folder, 0o755);
  try {
    const subjects = await prepare(folder);
    const product = await Product.start(folder, redisUrl);
    try {
      return await measure(product, backend, subjects);
    } finally {
      await product.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The product's data with an organisation and an open cycle, and a copy for the floor, which nobody follows up. */
async function prepare(folder: string): Promise<Subject[]> {
  const server = await EmbeddedDatabase.start({ dataDir: folder });
  try {
    const url = await server.ensureDatabase('baoshen');
    await migrate({ url, pool: 1, applicationName: 'baoshen-bench' });
    const { dataSource, database, large } = await plant(url, size);
    await database.query(announceMessages);
    await dataSource.destroy();
    await asked(server.url('postgres'), 'CREATE DATABASE floor TEMPLATE baoshen');
    return large;
  } finally {
    await server.stop();
  }
}

async function measure(product: Product, backend: string, subjects: Subject[]): Promise<Figure[]> {
  const { databaseUrl } = product;
  const floorUrl = databaseUrl.replace(/\/baoshen$/, '/floor');
  const observer = await Observer.connect(databaseUrl);
  try {
    await until('the cycle is followed', () => observer.counted());
    const half = Math.floor(subjects.length / 2);
    const floorBefore = await floor(floorUrl, subjects.slice(0, half), 0);
    const before = { spent: product.spent(), wal: await observer.wal() };
    await product.statements();
    const started = performance.now();
    const load = await work(subjects, clients, (subject) => live(product.port, subject));
    const answered = (performance.now() - started) / 1000;
    await until('everything is settled', () => observer.settled(), { everyMs: 20 });
    const seconds = (performance.now() - started) / 1000;
    const statements = await product.statements();
    const spent = since(before.spent, product.spent());
    const wal = (await observer.wal()) - before.wal;
    const floorAfter = await floor(floorUrl, subjects.slice(half), half);
    const lags = await observer.lags();
    if (lags.length !== lives * messagesEach)
      throw new Error(`${lags.length} messages instead of ${lives * messagesEach}.`);
    if (process.env.BENCH_STATEMENTS) tell(statements);
    return figuresOf(backend, {
      load,
      floor: { ...floorBefore, rate: 2 / (1 / floorBefore.rate + 1 / floorAfter.rate) },
      answered,
      seconds,
      statements: Object.values(statements).reduce((sum, count) => sum + count, 0),
      spent,
      wal,
      lags,
    });
  } finally {
    await observer.close();
  }
}

interface Measured {
  load: Load;
  floor: Load;
  /** Seconds until the last request was answered, and until everything was settled. */
  answered: number;
  seconds: number;
  statements: number;
  spent: Spent;
  wal: number;
  /** From each transition to its message, in milliseconds. */
  lags: number[];
}

function figuresOf(backend: string, measured: Measured): Figure[] {
  const { load, floor, spent, lags } = measured;
  const suffix = backend === 'redis' ? '_redis' : '';
  const conditions = {
    backend,
    clients,
    lives,
    perSecond: rounded(lives / measured.seconds),
    answeredPerSecond: rounded(lives / measured.answered),
    lifeP50Ms: rounded(load.p50),
    lifeP95Ms: rounded(load.p95),
    floorPerSecond: rounded(floor.rate),
    cpuNodeMs: rounded(spent.node / lives),
    cpuPostgresMs: rounded(spent.postgres / lives),
    cpuClientMs: rounded(spent.client / lives),
    statementsEach: rounded(measured.statements / lives),
    walKbEach: rounded(measured.wal / lives / 1000),
  };
  const figure = (name: string, value: number, unit: string, goal?: number, least?: number): Figure => ({
    bench: 'life',
    figure: `${name}${suffix}`,
    value: rounded(value),
    unit,
    ...(least === undefined ? {} : { floor: least }),
    ...(goal === undefined ? {} : { goal }),
    conditions,
  });
  const rate = lives / measured.seconds / floor.rate;
  return [
    figure('settled_life_vs_pg_c8', rate, 'times the floor’s rate', 0.25, 1),
    figure('told_lag_p95_ms', percentile(lags, 0.95), 'ms', 1000),
    figure('life_cpu_ms', (spent.node + spent.postgres) / lives, 'ms of processor time a life'),
    figure('life_statements', measured.statements / lives, 'statements a life'),
    figure('life_wal_kb', measured.wal / lives / 1000, 'kB of WAL a life'),
  ];
}

function since(before: Spent, after: Spent): Spent {
  return {
    node: after.node - before.node,
    postgres: after.postgres - before.postgres,
    client: after.client - before.client,
  };
}

async function floor(url: string, subjects: Subject[], firstSerial: number): Promise<Load> {
  const writers = await Promise.all(Array.from({ length: clients }, () => BareWriter.connect(url)));
  try {
    const tasks = subjects.map((subject, index) => ({ subject, serial: firstSerial + index + 1 }));
    return await work(tasks, clients, ({ subject, serial }, client) =>
      liveBare(writers[client] as BareWriter, subject, serial),
    );
  } finally {
    await Promise.all(writers.map((writer) => writer.close()));
  }
}

/** Looks at the product's database from outside. */
class Observer {
  /** When the messages between two ids were seen to be committed. */
  private readonly seen: Array<{ first: string; last: string; at: number }> = [];

  private constructor(private readonly client: Client) {
    client.on('notification', ({ payload }) => {
      const [first = '', last = ''] = (payload ?? '').split(' ');
      this.seen.push({ first, last, at: Date.now() });
    });
  }

  static async connect(url: string): Promise<Observer> {
    const client = new Client({ connectionString: url, application_name: 'baoshen-bench' });
    await client.connect();
    await client.query('LISTEN bench_told');
    return new Observer(client);
  }

  async counted(): Promise<boolean> {
    const { rows } = await this.client.query(
      `SELECT 1 FROM cycle_follow_up f JOIN rollup_stored s ON s.cycle_id = f.cycle_id`,
    );
    return rows.length > 0;
  }

  async settled(): Promise<boolean> {
    const { rows } = await this.client.query<{ left: number }>(whatIsLeft);
    return rows[0]?.left === 0;
  }

  async wal(): Promise<number> {
    const { rows } = await this.client.query<{ bytes: number }>(
      `SELECT (pg_current_wal_lsn() - '0/0')::float8 AS bytes`,
    );
    return rows[0]?.bytes ?? Number.NaN;
  }

  /** The transition's own instant is before its commit, so that these are too long rather than too short. */
  async lags(): Promise<number[]> {
    const { rows } = await this.client.query<{ at: Date; id: string }>(
      `SELECT e.at, n.id::text AS id FROM notification n JOIN event e ON e.id::text = n.occurrence
        WHERE n.channel = 'in_app'`,
    );
    return rows.map(({ at, id }) => {
      const seen = this.seen.find(({ first, last }) => first <= id && id <= last);
      if (!seen) throw new Error(`Nobody saw the message ${id}.`);
      return seen.at - at.getTime();
    });
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

async function asked(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Tells at each commit which messages were written; their ids ascend, and one process writes them. */
const announceMessages = `
  CREATE FUNCTION bench_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_notify('bench_told', (SELECT min(id::text) || ' ' || max(id::text) FROM written));
    RETURN NULL;
  END $$;
  CREATE TRIGGER bench_told AFTER INSERT ON notification REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION bench_told();`;

const whatIsLeft = `
  SELECT (SELECT count(*)::int FROM event WHERE dispatched_at IS NULL)
       + (SELECT count(*)::int FROM job_owed)
       + (SELECT count(*)::int FROM rollup_mark)
       + (SELECT count(*)::int FROM report r WHERE r.revision > 0 AND NOT EXISTS
           (SELECT FROM likeness_document d WHERE d.report_id = r.id AND d.revision = r.revision)) AS left`;

function tell(statements: Record<string, number>): void {
  const most = Object.entries(statements).sort(([, one], [, other]) => other - one);
  for (const [name, count] of most) process.stderr.write(`${rounded(count / lives)}\t${name}\n`);
}
