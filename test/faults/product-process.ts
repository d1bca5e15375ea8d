import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@testing/free-port';
import { sessionSecret } from '@testing/http';
import { until } from '@testing/until';
import { checkout } from './checkout';
import { patienceMs } from './storm-size';

export interface ProductEnvironment {
  databaseUrl: string;
  redisUrl?: string;
  smtpUrl?: string;
  /** Where each process writes what it says. */
  logs: string;
  /** Where API processes listen, by their number; unset: at any free port, another one after each start. */
  ports?: number[];
}

/**
 * One API or worker process of the built product, as a server runs it: when it ends it is started again, once
 * there is a database to start on.
 */
export class ProductProcess {
  private child: ChildProcess | undefined;
  private port = 0;
  private wanted = true;
  private running: Promise<void>;
  /** How often it ended although nobody killed it. */
  endedByItself = 0;

  constructor(
    private readonly role: 'api' | 'worker',
    private readonly number: number,
    private readonly environment: ProductEnvironment,
  ) {
    this.running = this.keepRunning();
  }

  /** Where an API process listens, or will. */
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** SIGKILL: no goodbye; it starts anew by itself. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** SIGTERM, as an operator restarts a server's processes one by one; answers how it ended, in milliseconds and code. */
  async restart(): Promise<{ milliseconds: number; code: number | null }> {
    const { child } = this;
    if (!child) throw new Error('It was never started.');
    const gone = once(child, 'exit');
    const asked = performance.now();
    child.kill('SIGTERM');
    const [code] = (await gone) as [number | null];
    return { milliseconds: performance.now() - asked, code };
  }

  /** SIGKILL, and no new start. */
  async end(): Promise<void> {
    this.wanted = false;
    await this.kill();
    await this.running;
  }

  private async keepRunning(): Promise<void> {
    while (this.wanted) {
      await until(
        'there is a database to start on',
        () => !this.wanted || listens(this.environment.databaseUrl),
        { withinMs: patienceMs },
      );
      if (!this.wanted) return;
      this.port = this.role === 'api' ? (this.environment.ports?.[this.number] ?? (await freePort())) : 0;
      this.child = this.spawn();
      const [, signal] = (await once(this.child, 'exit')) as [number | null, NodeJS.Signals | null];
      if (signal !== 'SIGKILL') this.endedByItself += 1;
    }
  }

  private spawn(): ChildProcess {
    const { databaseUrl, redisUrl, smtpUrl, logs } = this.environment;
    const log = openSync(join(logs, `${this.role}-${this.number}.log`), 'a');
    try {
      return spawn(process.execPath, [join(checkout, `dist/apps/${this.role}/main.js`)], {
        cwd: logs,
        stdio: ['ignore', log, log],
        env: {
          PATH: process.env.PATH,
          ROLE: this.role,
          PORT: String(this.port),
          DATABASE_URL: databaseUrl,
          SESSION_SECRET: sessionSecret,
          LOG_LEVEL: 'error',
          DEMO: '0',
          DATABASE_POOL: '8',
          DATA_DIR: logs,
          QUEUE_NAMESPACE: new URL(databaseUrl).pathname.slice(1),
          ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
          ...(smtpUrl ? { SMTP_URL: smtpUrl } : {}),
        },
      });
    } finally {
      closeSync(log);
    }
  }
}

function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((answered) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      answered(true);
    });
    socket.once('error', () => answered(false));
  });
}
