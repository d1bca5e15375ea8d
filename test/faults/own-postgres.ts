import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { chmod, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedDatabase } from '@platform/embedded-database';
import { until } from '@testing/until';
import { Client } from 'pg';
import { patienceMs } from './storm-size';

/** Whom a kill of PostgreSQL hits: all of it at once, its first process, or one that all others share memory with. */
export type Blow = 'everything' | 'postmaster' | 'one process';

/** A PostgreSQL that its test kills and starts again, always at the same address. */
export class OwnPostgres {
  private constructor(
    private readonly folder: string,
    private server: EmbeddedDatabase,
  ) {}

  /** With the settings of an installation: every commit is on disk before it is acknowledged. */
  static async start(): Promise<OwnPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'baoshen-faults-'));
    await chmod(folder, 0o755);
    return new OwnPostgres(folder, await EmbeddedDatabase.start({ dataDir: folder }));
  }

  url(database: string): string {
    return this.server.url(database);
  }

  ensureDatabase(name: string): Promise<string> {
    return this.server.ensureDatabase(name);
  }

  /** Settings that hold from now on, also after a crash: `ALTER SYSTEM`. */
  async configure(settings: Record<string, string>): Promise<void> {
    await this.administer(async (client) => {
      for (const [name, value] of Object.entries(settings))
        await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
      await client.query('SELECT pg_reload_conf()');
    });
  }

  /** A database with the same content; nobody may be connected to the first one. */
  async copy(from: string, to: string): Promise<string> {
    await this.administer((client) =>
      client.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`),
    );
    return this.url(to);
  }

  async drop(name: string): Promise<void> {
    await this.administer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }

  /** SIGKILL, and once nothing of it is left, a new start that recovers from the log. */
  async crash(blow: Blow): Promise<void> {
    const postmaster = Number.parseInt(
      await readFile(join(this.folder, 'postgres/postmaster.pid'), 'utf8'),
      10,
    );
    const children = childrenOf(postmaster);
    if (blow === 'one process') {
      kill(children[0] ?? postmaster);
      // The postmaster throws everybody out and recovers by itself.
      await until('PostgreSQL has recovered', () => this.administer((client) => client.query('SELECT 1')), {
        withinMs: patienceMs,
      });
      return;
    }
    for (const pid of [postmaster, ...(blow === 'everything' ? children : [])]) kill(pid);
    // Without a postmaster its children end by themselves; until then they hold its memory.
    await until('nothing of PostgreSQL is left', () => ![postmaster, ...children].some(isAlive));
    await this.server.stop();
    const { port } = this.server;
    this.server = await EmbeddedDatabase.start({ dataDir: this.folder, port });
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async administer<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    return work(client).finally(() => client.end().catch(() => undefined));
  }
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It may have ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A zombie, which nobody has waited for yet, is dead. */
function isAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}
