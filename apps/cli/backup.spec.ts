import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedMigrations, migrate } from '@platform/database';
import { createTestDatabase, type TestDatabase } from '@testing/database';
import { databaseUrl, onServer } from '@testing/database/server';
import { apiHarness } from '@testing/http';
import { goodContent, type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';
import { SignedObjectServer } from '@testing/storage';
import { runCommand } from './run-command';

const folder = mkdtempSync(join(tmpdir(), 'baoshen-backup-'));
const picture = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, '党建')]);
const access = {
  region: 'cn-test-1',
  bucket: 'copies',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'a secret that only tests know',
};

describe('a backup', () => {
  const api = apiHarness({ environment: { DATA_DIR: join(folder, 'original') } });
  const copies: TestDatabase[] = [];
  let cycle: OpenedCycle;
  let reports: ReportDriver[];
  let serial = 0;

  const run = async (variables: Record<string, string>, ...words: string[]) => {
    let [out, error] = ['', ''];
    const streams = {
      out: (text: string) => {
        out += text;
      },
      error: (text: string) => {
        error += text;
      },
    };
    return { code: await runCommand(words, variables, streams), out, error };
  };
  const original = () => ({ DATABASE_URL: api.databaseUrl, DATA_DIR: join(folder, 'original') });
  /** An empty place beside it. */
  const place = async () => {
    const database = await createTestDatabase();
    copies.push(database);
    serial += 1;
    return { DATABASE_URL: database.url, DATA_DIR: join(folder, `place-${serial}`) };
  };
  const ask = (url: string, text: string) =>
    onServer(url, async (client) => (await client.query<Record<string, unknown>>(text)).rows);
  const archive = (name: string) => join(folder, name);
  const attach = async (report: ReportDriver, user: string) => {
    const form = new FormData();
    form.append('file', new Blob([picture], { type: 'application/pdf' }), '佐证材料.pdf');
    expect(await (await api.as(user)).post(`/reports/${report.id}/attachments`, form)).toMatchObject({
      status: 201,
    });
  };

  beforeAll(async () => {
    cycle = await openCycle(api, { allTiers: true });
    reports = ['sf0101', 'sf0102', 'sf0201', 'sf0202'].map(
      (code) => new ReportDriver(api, cycle.reports.get(code) ?? ''),
    );
    const [first] = reports;
    if (!first) throw new Error('No report.');
    await first.save('sf0101.reporter', goodContent());
    await attach(first, 'sf0101.reporter');
    await first.act('sf0101.secretary', 'submit');
    await first.act('sf01.reviewer', 'approve', { revision: 1 });
  });
  afterAll(async () => {
    for (const copy of copies) await copy.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('taken while people write comes back as one moment of all they did, and verifies clean', async () => {
    let writing = true;
    const writer = async (report: ReportDriver, unit: string) => {
      for (let turn = 0; writing; turn += 1) {
        await report.save(`${unit}.reporter`, goodContent());
        if (turn < 10) await attach(report, `${unit}.reporter`);
        await report.act(`${unit}.secretary`, 'submit');
        await report.act(`${unit}.secretary`, 'withdraw');
      }
    };
    const writers = [
      writer(reports[1] as ReportDriver, 'sf0102'),
      writer(reports[2] as ReportDriver, 'sf0201'),
    ];
    const made = await run(original(), 'backup', archive('busy.zip'), '--json').finally(() => {
      writing = false;
    });
    await Promise.all(writers);
    expect(made).toMatchObject({ code: 0, error: '' });

    const copy = await place();
    expect(await run(copy, 'restore', archive('busy.zip'))).toMatchObject({ code: 0, error: '' });
    const verified = await run(copy, 'verify', '--json');
    expect(verified).toMatchObject({ code: 0 });
    const { results } = JSON.parse(verified.out) as { results: { name: string; checked: number }[] };
    const checked = Object.fromEntries(results.map(({ name, checked: count }) => [name, count]));
    expect(checked.attachments_are_kept).toBeGreaterThan(0);
    expect(checked.chains_hold).toBeGreaterThan(0);
    // Nobody's figures were stored yet: the worker of the new place counts them.
    expect(await run(copy, 'rollup', 'verify')).toMatchObject({ code: 0 });
  });

  it('holds every row, constraint and number of the original, and nobody else may read it', async () => {
    const made = await run(original(), 'backup', archive('quiet.zip'));
    expect(made).toMatchObject({ code: 0, error: '' });
    expect((await stat(archive('quiet.zip'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
    const copy = await place();
    await run(copy, 'restore', archive('quiet.zip'));
    const tables = (await ask(api.databaseUrl, listOfTables)).map(({ name }) => String(name));
    expect(tables.length).toBeGreaterThan(30);
    for (const table of tables) {
      // What the queues of either place know of it belongs to the place.
      const rows = `SELECT to_jsonb(t) - 'enqueued_at' AS row FROM ${table} t ORDER BY 1`;
      expect([table, await ask(copy.DATABASE_URL, rows)]).toEqual([table, await ask(api.databaseUrl, rows)]);
    }
    for (const question of [constraints, numbering])
      expect(await ask(copy.DATABASE_URL, question)).toEqual(await ask(api.databaseUrl, question));
    const [{ key } = {}] = await ask(api.databaseUrl, 'SELECT storage_key AS key FROM attachment');
    expect((await readFile(join(copy.DATA_DIR, 'files', String(key)))).equals(picture)).toBe(true);
  });

  it('is refused where anything is, or anybody works', async () => {
    const refused = await run(original(), 'restore', archive('quiet.zip'));
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('api 和 worker') });
    const copy = await place();
    await ask(copy.DATABASE_URL, oneUnit);
    const inhabited = await run(copy, 'restore', archive('quiet.zip'));
    expect(inhabited).toMatchObject({ code: 1, error: expect.stringContaining('不是空的') });
    expect(await run(original(), 'backup', archive('quiet.zip'))).toMatchObject({
      code: 1,
      error: expect.stringContaining('已存在'),
    });
    expect(await run(original(), 'backup')).toMatchObject({ code: 2 });
    expect(await run(copy, 'restore', archive('none.zip'))).toMatchObject({
      code: 1,
      error: expect.stringContaining('没有文件'),
    });
  });

  it('that is cut off or changed anywhere is refused before anything is written', async () => {
    const whole = await readFile(archive('quiet.zip'));
    const copy = await place();
    const refuse = async (name: string) => {
      const answer = await run(copy, 'restore', archive(name));
      expect([name, answer.code, answer.error]).toEqual([name, 1, expect.stringContaining('已损坏')]);
    };
    for (const share of [0, 0.5, 0.99]) {
      await writeFile(archive('cut.zip'), whole);
      await truncate(archive('cut.zip'), Math.floor(whole.length * share));
      await refuse('cut.zip');
    }
    // In the rows of a table, in an attachment, in the list of attachments and in the manifest.
    const places = {
      rows: whole.indexOf('tables/event.copy') + 60,
      file: whole.indexOf('%PDF-1.7') + 1_000,
      list: whole.indexOf('files.jsonl') + 40,
      manifest: whole.indexOf('manifest.json') + 60,
    };
    for (const [name, at] of Object.entries(places)) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      await writeFile(archive(`${name}.zip`), changed);
      await refuse(`${name}.zip`);
    }
    expect(await ask(copy.DATABASE_URL, 'SELECT count(*)::int AS n FROM event')).toEqual([{ n: 0 }]);
    expect(await readdir(copy.DATA_DIR).catch(() => 'nothing')).toBe('nothing');
    expect(await run(copy, 'restore', archive('quiet.zip'))).toMatchObject({ code: 0 });
  });

  it('of an earlier schema is migrated after it came, and a later schema is refused by name', async () => {
    const beside = (await place()).DATABASE_URL;
    const named = (name: string) => {
      const database = `${new URL(beside).pathname.slice(1)}_${name}`;
      return { database, DATABASE_URL: databaseUrl(beside, database), DATA_DIR: join(folder, name) };
    };
    const [earlier, bare] = [named('earlier'), named('bare')];
    for (const { database } of [earlier, bare]) await ask(beside, `CREATE DATABASE ${database}`);
    try {
      const names = expectedMigrations();
      const target = { url: earlier.DATABASE_URL, pool: 2, applicationName: 'test' };
      await migrate(target, names.slice(0, names.indexOf('WorkFault1700000000841')));
      await ask(target.url, oneUnit);
      expect(await run(earlier, 'backup', archive('earlier.zip'))).toMatchObject({ code: 0, error: '' });
      const restored = await run(bare, 'restore', archive('earlier.zip'), '--json');
      expect(restored).toMatchObject({ code: 0, error: '' });
      expect((JSON.parse(restored.out) as { migrated: string[] }).migrated).toEqual(
        names.slice(names.indexOf('WorkFault1700000000841')),
      );
      expect(await ask(bare.DATABASE_URL, 'SELECT code FROM org_unit')).toEqual([{ code: 'a' }]);
      // Where the schema is newer already, rows of the older one do not fit.
      expect(await run(await place(), 'restore', archive('earlier.zip'))).toMatchObject({
        code: 1,
        error: expect.stringContaining('没有任何表'),
      });
      await ask(
        bare.DATABASE_URL,
        `INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
      );
      expect(await run(bare, 'backup', archive('later.zip'))).toMatchObject({
        code: 1,
        error: expect.stringContaining('Later9999999999999'),
      });
    } finally {
      for (const { database } of [earlier, bare]) await ask(beside, `DROP DATABASE ${database} WITH (FORCE)`);
    }
  });

  it('goes into an S3-compatible store as well, silently where it is a rehearsal', async () => {
    const server = await SignedObjectServer.start(access);
    await api.database.query(
      `INSERT INTO robot (id, org_id, channel, name, webhook, kinds, created_at)
       SELECT gen_random_uuid(), id, 'wecom', '群', 'https://robot.example.org/a', '{}', now() FROM org_unit WHERE code = 'sf'`,
    );
    try {
      await run(original(), 'backup', archive('robot.zip'));
      const { DATABASE_URL } = await place();
      const copy = {
        DATABASE_URL,
        S3_ENDPOINT: server.endpoint,
        S3_BUCKET: access.bucket,
        S3_REGION: access.region,
        S3_ACCESS_KEY_ID: access.accessKeyId,
        S3_SECRET_ACCESS_KEY: access.secretAccessKey,
      };
      expect(await run(copy, 'restore', archive('robot.zip'), '--silent')).toMatchObject({ code: 0 });
      expect(await ask(DATABASE_URL, 'SELECT active FROM robot')).toEqual([{ active: false }]);
      expect(await run(copy, 'verify')).toMatchObject({ code: 0 });
      expect(server.objects.size).toBeGreaterThan(0);
      expect(await run(copy, 'backup', archive('from-s3.zip'))).toMatchObject({ code: 0 });

      const [lost] = server.objects.keys();
      server.objects.delete(lost ?? '');
      expect(await run(copy, 'verify')).toMatchObject({
        code: 1,
        out: expect.stringContaining(String(lost)),
      });
      expect(await run(copy, 'backup', archive('lacking.zip'))).toMatchObject({
        code: 1,
        out: expect.stringContaining(String(lost)),
      });
    } finally {
      await server.stop();
    }
  });
});

const oneUnit = `INSERT INTO org_unit (id, code, name, kind, path, created_at) VALUES (gen_random_uuid(), 'a', '甲', 'bureau', '1', now())`;
const listOfTables = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`;
const constraints = `SELECT conname, conrelid::regclass::text AS of, convalidated, pg_get_constraintdef(oid) AS says
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 2, 1`;
const numbering = `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`;
