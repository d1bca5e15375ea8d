import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expectedMigrations, migrate } from '@platform/database';
import { fillEmptyTables, rowsByTable } from '@testing/database/filled-rows';
import { onServer } from '@testing/database/server';
import { freePort } from '@testing/free-port';
import { until } from '@testing/until';
import { OwnRedis } from '../faults/own-redis';
import { DebianPostgres } from './debian-postgres';
import { Load } from './load';
import { cli } from './operator';
import { firstSignIn, importPeople, openCycle } from './people';
import { type Rehearsal, ready, startProcesses, startProxy } from './rehearsal';

export interface Step {
  /** What docs/operations.md says that the operator does. */
  line: string;
  run(rehearsal: Rehearsal): Promise<void>;
}

const branches = ['q0101', 'q0102', 'q0103', 'q0201', 'q0202', 'q0203'];
const units = [
  '编码,名称,类别,上级编码',
  'q,区教育局党委,教育局党委,',
  'q01,第一党总支,党总支,q',
  'q02,第二党总支,党总支,q',
  ...branches.map((code) => `${code},${code}党支部,党支部,${code.slice(0, 3)}`),
  '',
].join('\n');
const outageMilliseconds = 10_000;
/** The last schema before the migrations that are tried. */
const earlier = 1700000000900;

export const steps: Step[] = [
  {
    line: 'PostgreSQL: `initdb`, `pg_ctl start`, a role without any right and a database that it owns.',
    run: async (rehearsal) => {
      chmodSync(rehearsal.folder, 0o755);
      rehearsal.postgres = await DebianPostgres.start(join(rehearsal.folder, 'postgres'));
      await rehearsal.postgres.createRole();
      rehearsal.place.databaseUrl = await rehearsal.postgres.createDatabase('baoshen');
    },
  },
  {
    line: 'Redis: `redis-server`, which keeps nothing on disk.',
    run: async (rehearsal) => {
      rehearsal.redis = await OwnRedis.start();
      rehearsal.place.redisUrl = rehearsal.redis.url;
    },
  },
  {
    line: 'The tables: `npm run cli -- migrate`.',
    run: async ({ place }) => {
      await cli(place, 'migrate');
    },
  },
  {
    line: 'The units: `npm run cli -- import-orgs units.csv`.',
    run: async ({ place, folder }) => {
      writeFileSync(join(folder, 'units.csv'), units);
      await cli(place, 'import-orgs', join(folder, 'units.csv'));
    },
  },
  {
    line: 'Two api and two worker processes, and Caddy with the `Caddyfile` before them; `/api/health/ready` answers 200.',
    run: async (rehearsal) => {
      rehearsal.ports = [await freePort(), await freePort()];
      startProcesses(rehearsal);
      await until('both api processes are ready', async () =>
        (await Promise.all(rehearsal.ports.map((port) => ready(`http://127.0.0.1:${port}`)))).every(Boolean),
      );
      await startProxy(rehearsal);
    },
  },
  {
    line: 'The first account: `npm run cli -- user create admin 管理员 --org q --role admin`, whose password is changed at the first sign-in.',
    run: async (rehearsal) => {
      const words = ['user', 'create', 'admin', '管理员', '--org', 'q', '--role', 'admin'];
      const { password } = await cli<{ password: string }>(rehearsal.place, ...words);
      rehearsal.admin = await firstSignIn(rehearsal.address, 'admin', password);
    },
  },
  {
    line: 'The people, from a list; each signs in for the first time.',
    run: async (rehearsal) => {
      rehearsal.people = await importPeople(rehearsal.address, rehearsal.administrator, branches);
    },
  },
  {
    line: 'A template is released and a cycle opened; from now on people write, attach, submit and withdraw without a pause.',
    run: async (rehearsal) => {
      const reports = await openCycle(rehearsal.administrator, 'year');
      rehearsal.load = new Load(rehearsal.people, reports);
      rehearsal.load.start();
      await until('everybody has submitted', () => rehearsal.working.acknowledged > branches.length * 3);
    },
  },
  {
    line: 'Each process is restarted with SIGTERM, one after the other, the next when `/api/health/ready` answers 200.',
    run: async (rehearsal) => {
      for (const api of rehearsal.apis) {
        const { code } = await api.restart();
        if (code !== 0) throw new Error(`An api process ended with ${code}.`);
        await until('it is ready again', () => ready(api.address));
      }
      for (const worker of rehearsal.workers) {
        const { code } = await worker.restart();
        if (code !== 0 && code !== null) throw new Error(`A worker process ended with ${code}.`);
      }
    },
  },
  {
    line: 'Redis is killed and comes back empty.',
    run: async (rehearsal) => {
      await rehearsal.redis?.crash();
      await goesOn(rehearsal);
    },
  },
  {
    line: 'The database is away for ten seconds (`pg_ctl stop -m immediate`) and comes back; nothing is restarted.',
    run: async (rehearsal) => {
      rehearsal.working.excused = true;
      rehearsal.database.goDown();
      await delay(outageMilliseconds);
      rehearsal.database.goUp();
      await goesOn(rehearsal);
      await until('both api processes are ready', async () =>
        (await Promise.all(rehearsal.apis.map(({ address }) => ready(address)))).every(Boolean),
      );
      await goesOn(rehearsal);
      rehearsal.working.excused = false;
    },
  },
  {
    line: 'A backup, while people go on: `npm run cli -- backup FILE`.',
    run: async ({ place, folder }) => {
      await cli(place, 'backup', join(folder, 'running.zip'));
    },
  },
  {
    line: 'It is restored into a second place and checked: `npm run cli -- restore FILE --silent`, `npm run cli -- verify`.',
    run: async (rehearsal) => {
      const second = await secondPlace(rehearsal, 'second');
      await cli(second, 'restore', join(rehearsal.folder, 'running.zip'), '--silent');
      await cli(second, 'verify');
    },
  },
  {
    line: 'People stop, and what they asked for last is backed up, restored and compared, row by row.',
    run: async (rehearsal) => {
      const { place, folder, working } = rehearsal;
      await working.stop();
      rehearsal.lost.push(...(await onServer(place.databaseUrl, (client) => working.lost(client))));
      await settled(rehearsal);
      await cli(place, 'backup', join(folder, 'rest.zip'));
      const third = await secondPlace(rehearsal, 'third');
      await cli(third, 'restore', join(folder, 'rest.zip'), '--silent');
      await cli(third, 'verify');
      rehearsal.lost.push(...(await onServer(third.databaseUrl, (client) => working.lost(client))));
    },
  },
  {
    line: 'An upgrade: a filled database with the schema of an earlier version is backed up and migrated, and its backup is restored and migrated.',
    run: async (rehearsal) => {
      const old = await secondPlace(rehearsal, 'earlier');
      const names = expectedMigrations().filter((name) => Number(name.slice(-13)) <= earlier);
      await migrate({ url: old.databaseUrl, pool: 2, applicationName: 'rehearsal' }, names);
      await onServer(old.databaseUrl, fillEmptyTables);
      // A row without its file is what a backup rightly complains of.
      await onServer(old.databaseUrl, (client) => client.query('DELETE FROM attachment'));
      const before = await onServer(old.databaseUrl, rowsByTable);
      const file = join(rehearsal.folder, 'earlier.zip');
      await cli(old, 'backup', file);
      await cli(old, 'migrate');
      rehearsal.lost.push(...fewer(before, await onServer(old.databaseUrl, rowsByTable)));
      const restored = await secondPlace(rehearsal, 'upgraded');
      await cli(restored, 'restore', file);
      // Prepared downloads are in no backup.
      const kept = { ...before, document_export: 0, document_export_item: 0 };
      rehearsal.lost.push(...fewer(kept, await onServer(restored.databaseUrl, rowsByTable)));
    },
  },
  {
    line: 'Everything is worked off and holds: `npm run cli -- outbox status`, `verify`, `audit verify`, `rollup verify`.',
    run: async (rehearsal) => {
      await settled(rehearsal);
      for (const words of [['outbox', 'status'], ['verify'], ['audit', 'verify'], ['rollup', 'verify']])
        await cli(rehearsal.place, ...words);
    },
  },
];

/** Waits until something more was acknowledged than was at the moment of asking. */
async function goesOn({ working }: Rehearsal): Promise<void> {
  const before = working.acknowledged;
  await until('people get on', () => working.acknowledged > before + branches.length);
}

async function settled({ place }: Rehearsal): Promise<void> {
  let left: unknown;
  await until(
    'nothing waits',
    async () => {
      [left] = await onServer(place.databaseUrl, async (client) => (await client.query(whatWaits)).rows);
      return Object.values(left as Record<string, number>).every((count) => count === 0);
    },
    { everyMs: 500, state: () => left },
  );
}

const whatWaits = `
  SELECT (SELECT count(*)::int FROM event WHERE dispatched_at IS NULL) AS events,
         (SELECT count(*)::int FROM job_owed) AS jobs,
         (SELECT count(*)::int FROM rollup_mark) AS marks,
         (SELECT count(*)::int FROM cycle c WHERE c.state <> 'draft' AND NOT EXISTS
           (SELECT 1 FROM cycle_follow_up f WHERE f.cycle_id = c.id)) AS cycles`;

async function secondPlace(rehearsal: Rehearsal, name: string) {
  const data = join(rehearsal.folder, `${name}-${randomUUID()}`);
  mkdirSync(data);
  const databaseUrl = await rehearsal.database.createDatabase(`baoshen_${name}`);
  return { ...rehearsal.place, databaseUrl, data };
}

function fewer(before: Record<string, number>, after: Record<string, number>): string[] {
  return Object.entries(before).flatMap(([table, count]) =>
    (after[table] ?? 0) < count ? [`${table}: ${after[table] ?? 0} of ${count} rows`] : [],
  );
}
