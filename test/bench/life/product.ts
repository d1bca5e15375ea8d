import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@testing/free-port';
import { until } from '@testing/until';
import { usedBy } from '../transition/meter';
import { sessionSecret } from '../transition/plant';

/** Milliseconds of processor time: of API and worker, which are one process; of the database's; of the clients. */
export interface Spent {
  node: number;
  postgres: number;
  client: number;
}

/** The product as `npm start` runs it, on data that is there. */
export class Product {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly databaseUrl: string,
    private readonly postmaster: number,
  ) {}

  static async start(dataDir: string, redisUrl: string): Promise<Product> {
    const port = await freePort();
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: process.cwd(),
      env: {
        ...process.env,
        DATABASE_URL: '',
        REDIS_URL: redisUrl,
        DATA_DIR: dataDir,
        PORT: String(port),
        SESSION_SECRET: sessionSecret,
        DEMO: '0',
        LOG_LEVEL: 'error',
        NODE_OPTIONS: `${process.env.BENCH_NODE ?? ''} --require ${join(__dirname, 'count-statements.js')}`,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await until('the product is ready', async () => {
      const { ok } = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
      return ok;
    });
    const { databaseUrl } = JSON.parse(await readFile(join(dataDir, 'instance.json'), 'utf8')) as {
      databaseUrl: string;
    };
    const [postmaster] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
    return new Product(child, port, databaseUrl, Number(postmaster));
  }

  /** How often each statement was sent since this was last asked. */
  async statements(): Promise<Record<string, number>> {
    const answer = once(this.child, 'message');
    this.child.send('statements');
    const [counts] = (await answer) as [Record<string, number>];
    return counts;
  }

  /** Up to now. Only Linux tells it. */
  spent(): Spent {
    if (process.platform !== 'linux') return { node: Number.NaN, postgres: Number.NaN, client: Number.NaN };
    return {
      node: usedBy(this.child.pid ?? 0),
      postgres: usedByTree(this.postmaster),
      client: usedBy(process.pid),
    };
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}

const clockTicks = 10;

/** Of a server, of the processes that it runs and of those that it ran. */
function usedByTree(server: number): number {
  const statOf = (pid: string | number) =>
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  const ended = statOf(server);
  const children = readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && Number(statOf(pid)[1]) === server;
    } catch {
      return false;
    }
  });
  const living = children.reduce((sum, pid) => {
    try {
      return sum + usedBy(Number(pid));
    } catch {
      // It ended since it was listed.
      return sum;
    }
  }, usedBy(server));
  return living + (Number(ended[13]) + Number(ended[14])) * clockTicks;
}
