import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@testing/until';
import { Client } from 'pg';

const root = join(__dirname, '../..');

/** One start of the product; without npm between, so that signals and codes are its own. */
class Start {
  output = '';
  readonly ended: Promise<number | string>;
  private readonly child: ChildProcess;

  constructor(
    dataDir: string,
    variables: Record<string, string> = {},
    program = [process.execPath, 'scripts/start.mjs'],
  ) {
    const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env;
    this.child = spawn(program[0] as string, program.slice(1), {
      cwd: root,
      env: { ...inherited, DATA_DIR: dataDir, PORT: '0', DEMO: '0', LOG_LEVEL: 'warn', ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  }

  /** The address from the banner, once it stands. */
  async address(): Promise<string> {
    let gone = false;
    void this.ended.then(() => {
      gone = true;
    });
    while (!gone) {
      const address = /(http:\/\/127\.0\.0\.1:\d+)\n/.exec(this.output)?.[1];
      if (address && this.output.includes('Ctrl-C')) return address;
      await Promise.race([once(this.child.stdout as NodeJS.ReadableStream, 'data'), this.ended]);
    }
    throw new Error(`It ended before it was ready:\n${this.output}`);
  }

  async stop(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal);
    return this.ended;
  }
}

describe('npm start', () => {
  let dataDir: string;
  let started: Start[];

  const start = (variables?: Record<string, string>) => {
    const one = new Start(dataDir, variables);
    started.push(one);
    return one;
  };
  const onDatabase = async (text: string) => {
    const { databaseUrl } = JSON.parse(await readFile(join(dataDir, 'instance.json'), 'utf8'));
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    return client
      .query(text)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  };
  const postmaster = async () =>
    Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8').catch(() => ''), 10);

  // One start for all: making a cluster and migrating it is most of what a first start costs.
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'baoshen-start-'));
    await chmod(dataDir, 0o755);
  });
  beforeEach(() => {
    started = [];
  });
  afterEach(async () => {
    for (const one of started) await one.stop('SIGTERM');
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  // One story, because each start costs seconds.
  it('keeps its data through Ctrl-C and a kill, and refuses a second instance meanwhile', async () => {
    const first = start();
    const address = await first.address();
    expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
    await onDatabase('CREATE TABLE kept AS SELECT 1 AS value');
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(dataDir);
    expect(second.output).toContain(address);
    const pid = await postmaster();
    expect(await first.stop('SIGINT')).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');

    const third = start();
    await third.address();
    expect(await onDatabase('SELECT value FROM kept')).toEqual([{ value: 1 }]);
    await third.stop('SIGKILL');
    expect(await postmaster()).toBeGreaterThan(0);

    const fourth = start();
    await fourth.address();
    expect(await onDatabase('SELECT value FROM kept')).toEqual([{ value: 1 }]);
    process.kill(await postmaster(), 'SIGKILL');
    expect(await fourth.ended).toBe(1);
    expect(fourth.output).toContain('内置数据库意外停止');
  });

  it('stops everything also when npm is what gets the signal', async () => {
    const viaNpm = new Start(dataDir, {}, ['npm', 'start']);
    started.push(viaNpm);
    await viaNpm.address();
    const pid = await postmaster();
    await viaNpm.stop('SIGTERM');
    const alive = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    // npm may be gone a moment before the product is.
    await until('the database has ended', () => !alive());
    expect(await postmaster()).toBeNaN();
  });

  it('names a taken port, and leaves no database behind', async () => {
    const taken: Server = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      const late = start({ PORT: String(port) });
      expect(await late.ended).toBe(1);
      expect(late.output).toContain(`端口 ${port} 已被占用`);
      expect(await postmaster()).toBeNaN();
    } finally {
      taken.close();
    }
  });

  it('names a variable that cannot be used', async () => {
    const wrong = start({ PORT: 'eighty' });
    expect(await wrong.ended).toBe(1);
    expect(wrong.output).toContain('PORT');
  });
});
