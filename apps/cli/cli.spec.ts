import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@testing/database';
import { Client } from 'pg';
import { runCommand } from './run-command';

describe("the operator's commands", () => {
  let database: TestDatabase;
  let folder: string;

  const run = async (...words: string[]) => {
    let out = '';
    let error = '';
    const code = await runCommand(
      words,
      { DATABASE_URL: database.url },
      {
        out: (text) => {
          out += text;
        },
        error: (text) => {
          error += text;
        },
      },
    );
    return { code, out, error };
  };
  const sql = async (text: string) => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    return client.query(text).finally(() => client.end());
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'baoshen-cli-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists what there is, and refuses what there is not with code 2', async () => {
    expect(await run('help')).toMatchObject({ code: 0, out: expect.stringContaining('rollup rebuild') });
    expect(await run('fly')).toMatchObject({ code: 2, error: expect.stringContaining('migrate') });
    expect(await run('verify', '--loud')).toMatchObject({
      code: 2,
      error: expect.stringContaining('--loud'),
    });
  });

  it('migrates, and says when nothing is left to do', async () => {
    expect(await run('migrate', '--json')).toEqual({ code: 0, out: '{"applied":[]}\n', error: '' });
  });

  it('imports the tree, tries without doing, and names the line at fault', async () => {
    const file = join(folder, 'orgs.csv');
    await writeFile(file, '编码,名称,类别,上级编码\nq,区教育局党委,教育局党委,\nq01,区一中党总支,党总支,q\n');
    expect((await run('import-orgs', file, '--dry-run', '--json')).out).toContain('"created":2');
    expect((await run('import-orgs', file, '--json')).out).toContain('"created":2');
    expect((await run('import-orgs', file, '--json')).out).toContain('"unchanged":2');
    await writeFile(file, '编码,名称,类别,上级编码\nq02,区二中党总支,党总支,nowhere\n');
    expect(await run('import-orgs', file)).toMatchObject({
      code: 1,
      error: expect.stringContaining('/rows/2'),
    });
    expect(await run('import-orgs', join(folder, 'none.csv'))).toMatchObject({ code: 2 });
    const sound = 'q03,区三中党总支,党总支,q';
    await writeFile(file, `编码,名称,类别,上级编码\n${sound}\nq02,区二中党总支,党总支,nowhere\n`);
    const rest = join(folder, 'rest.csv');
    expect(await run('import-orgs', file, '--rest', rest)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/新增 1.*\n.*rest\.csv/),
    });
    expect(await readFile(rest, 'utf8')).toMatch(/退回原因.*\r\n.*nowhere.*"q02","区二中党总支"/);
    expect(await run('import-orgs', file, '--rest', rest)).toMatchObject({
      code: 2,
      error: expect.stringContaining('已经存在'),
    });
  });

  it('adds a known sample once, from any document that can be imported', async () => {
    const file = join(folder, '范文一.txt');
    await writeFile(file, '组织党员教师每周三下午到新苗社区，为行动不便的老人和留守儿童送教上门。');
    expect(await run('likeness', 'add-sample', file, '--source', '某网站', '--json')).toMatchObject({
      code: 0,
      out: '{"title":"范文一","added":true}\n',
    });
    expect((await run('likeness', 'add-sample', file, '--json')).out).toContain('"added":false');
    await writeFile(file, Buffer.from('PK\u0003\u0004'));
    expect(await run('likeness', 'add-sample', file)).toMatchObject({
      code: 1,
      error: expect.stringContaining('扩展名'),
    });
    expect(await run('likeness', 'add-sample')).toMatchObject({ code: 2 });
  });

  it('makes an account whose password must be changed, once', async () => {
    const made = await run('user', 'create', 'q.admin', '陈立', '--org', 'q', '--role', 'admin', '--json');
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out).password).toHaveLength(16);
    const { rows } = await sql(
      `SELECT u.must_change_password, a.role FROM app_user u JOIN appointment a ON a.user_id = u.id`,
    );
    expect(rows).toEqual([{ must_change_password: true, role: 'admin' }]);
    expect(await run('user', 'create', 'q.admin', '陈立', '--org', 'q')).toMatchObject({
      code: 1,
      error: expect.stringContaining('q.admin'),
    });
    expect(await run('user', 'create', 'b', '乙', '--org', 'q', '--role', 'king')).toMatchObject({ code: 2 });
  });

  it('imports people in an administrator’s name, tries without doing, and names the line at fault', async () => {
    const file = join(folder, 'people.csv');
    const heading = '账号,姓名,党组织编码,角色\n';
    await writeFile(
      file,
      `${heading}q01.shuji,林书记,q01,书记\nq01.shuji,林书记,q01,审核人\nq01.tian,田填报,q01,填报人\n`,
    );
    const people = (...more: string[]) => run('people', 'import', file, ...more);
    expect((await people('--as', 'q.admin', '--dry-run', '--json')).out).toContain('"appointments":3');
    expect((await sql(`SELECT 1 FROM app_user WHERE username LIKE 'q01.%'`)).rows).toHaveLength(0);
    const done = JSON.parse((await people('--as', 'q.admin', '--json')).out);
    expect(done.created).toHaveLength(2);
    expect(done.created[0].temporaryPassword.length).toBeGreaterThan(8);
    expect((await sql(`SELECT 1 FROM app_user WHERE username LIKE 'q01.%'`)).rows).toHaveLength(2);
    expect(await people('--as', 'q.admin')).toMatchObject({
      code: 1,
      error: expect.stringContaining('第2行：账号“q01.shuji”已存在'),
    });
    expect(await people()).toMatchObject({ code: 2 });
    expect(await people('--as', 'nobody.here')).toMatchObject({ code: 2 });
  });

  it('names the columns of a file in the help of its command', async () => {
    expect((await run('people', 'import', '--help')).out).toMatch(
      /必有 required {2}账号[\s\S]*可有 optional {2}角色/,
    );
    expect((await run('import-orgs', '--help')).out).toMatch(/必有 required {2}上级编码/);
  });

  it.each([
    ['verify'],
    ['audit', 'verify'],
    ['rollup', 'verify'],
    ['rollup', 'rebuild'],
    ['outbox', 'status'],
  ])('%s %s answers on a sound database', async (...words) => {
    expect(await run(...words)).toMatchObject({ code: 0, error: '' });
  });

  it('leaves a database that holds data of its own alone when asked to seed', async () => {
    expect(await run('seed', '--json')).toMatchObject({ code: 1, out: '{"loaded":false,"state":"own"}\n' });
  });

  it('says that a server cannot be reached', async () => {
    const lines: string[] = [];
    const streams = { out: () => undefined, error: (text: string) => void lines.push(text) };
    const code = await runCommand(['verify'], { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }, streams);
    expect(code).toBe(1);
    expect(lines.join('')).toContain('DATABASE_URL');
  });
});
