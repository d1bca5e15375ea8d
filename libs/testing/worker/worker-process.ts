import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Backend, testRedisUrl } from './worker-harness';

/** The repository's folder, from the sources as from the built files. */
function root(folder = __dirname): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'scripts/run.mjs'))) return folder;
  return root(dirname(folder));
}

/** A worker as a server runs it: a process of its own, which can be killed. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static start(
    databaseUrl: string,
    backend: Backend,
    variables: Record<string, string> = {},
    redisUrl = testRedisUrl,
  ): WorkerProcess {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'apps/worker/main'], {
      cwd: root(),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        SESSION_SECRET: 'a secret that only tests know',
        LOG_LEVEL: 'fatal',
        DATABASE_POOL: '8',
        QUEUE_NAMESPACE: new URL(databaseUrl).pathname.slice(1),
        ...(backend === 'redis' ? { REDIS_URL: redisUrl } : {}),
        ...variables,
      },
    });
    return new WorkerProcess(child);
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** Whether it runs still: neither ended nor killed. */
  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** SIGKILL: no goodbye. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM: it finishes what it has begun. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}
