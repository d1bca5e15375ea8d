import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedDatabase, EmbeddedDatabaseError, findRunningInstance } from '.';
import { isAlive } from './process-identity';

const select = async (url: string, text: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client
    .query<{ value: unknown }>(text)
    .then(({ rows }) => rows[0]?.value)
    .finally(() => client.end());
};
const postmasterOf = async (dataDir: string) =>
  Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);

describe('embedded database', () => {
  let dataDir: string;

  // One for all: each test leaves it stopped, and making a cluster costs more than the rest of a test.
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'baoshen-embedded-'));
    await chmod(dataDir, 0o755);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('keeps its data from one start to the next, refuses a second user, and leaves no process', async () => {
    const first = await EmbeddedDatabase.start({ dataDir, durable: false });
    const url = await first.ensureDatabase('kept');
    await select(url, "CREATE TABLE kept AS SELECT 'still here' AS value");
    await expect(EmbeddedDatabase.start({ dataDir, durable: false })).rejects.toThrow(EmbeddedDatabaseError);
    await first.lock.publish({ address: 'http://127.0.0.1:3000' });
    await expect(EmbeddedDatabase.start({ dataDir, durable: false })).rejects.toThrow(
      'http://127.0.0.1:3000',
    );
    expect((await findRunningInstance(dataDir))?.pid).toBe(process.pid);
    const pid = await postmasterOf(dataDir);
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await findRunningInstance(dataDir)).toBeNull();

    const second = await EmbeddedDatabase.start({ dataDir, durable: false });
    try {
      expect(await select(second.url('kept'), 'SELECT value FROM kept')).toBe('still here');
    } finally {
      await second.stop();
    }
  });

  it('ends the server that a killed parent left behind', async () => {
    const orphan = await EmbeddedDatabase.start({ dataDir, durable: false });
    const url = await orphan.ensureDatabase('orphaned');
    await select(url, 'CREATE TABLE kept AS SELECT 1 AS value');
    const pid = await postmasterOf(dataDir);
    // What a SIGKILL of the parent leaves: the server runs, the lock names a process that is gone.
    const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    await writeFile(join(dataDir, 'instance.json'), JSON.stringify({ pid: gone, birth: 'long ago' }));

    const next = await EmbeddedDatabase.start({ dataDir, durable: false });
    try {
      expect(isAlive(pid)).toBe(false);
      expect(await select(next.url('orphaned'), 'SELECT value FROM kept')).toBe(1);
    } finally {
      await next.stop();
    }
  });

  it('removes the lock of a server that crashed, also where its number now belongs to another', async () => {
    const first = await EmbeddedDatabase.start({ dataDir, durable: false });
    const pid = await postmasterOf(dataDir);
    process.kill(pid, 'SIGKILL');
    await first.exited;
    await first.stop();
    const lock = join(dataDir, 'postgres/postmaster.pid');
    await writeFile(lock, (await readFile(lock, 'utf8')).replace(/^\d+/, String(process.pid)));

    const next = await EmbeddedDatabase.start({ dataDir, durable: false });
    await next.stop();
    expect(isAlive(process.pid)).toBe(true);
  });

  it('starts where others may not enter the folder', async () => {
    const closed = join(dataDir, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const database = await EmbeddedDatabase.start({ dataDir: join(closed, 'data'), durable: false });
    try {
      expect(await select(database.url('postgres'), 'SELECT 1 AS value')).toBe(1);
    } finally {
      await database.stop();
    }
  });
});
