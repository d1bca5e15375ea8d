import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { findBinaries } from './binaries';
import { initialiseCluster } from './cluster';
import { InstanceLock } from './instance-lock';
import { type Postmaster, startPostmaster } from './postmaster';
import { chooseRunAs } from './run-as';
import { clearStalePostmaster } from './stale-postmaster';

export interface EmbeddedDatabaseOptions {
  /** Holds the cluster, its password and the instance lock; made when missing. */
  dataDir: string;
  /**
   * False trades safety against power loss for speed. For tests alone.
   * @default true
   */
  durable?: boolean;
  /** Listens there. @default a port that is free */
  port?: number;
}

/** A PostgreSQL server of our own on 127.0.0.1, with its data under one directory. */
export class EmbeddedDatabase {
  private constructor(
    readonly lock: InstanceLock,
    private readonly postmaster: Postmaster,
    private readonly password: string,
  ) {}

  /**
   * Starts the server; the first time it makes the cluster. A start after a crash finds its data.
   * @throws EmbeddedDatabaseError when the directory is in use, or the server cannot run here
   */
  static async start(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
    const dataDir = resolve(options.dataDir);
    const cluster = join(dataDir, 'postgres');
    const durable = options.durable ?? true;
    const lock = await InstanceLock.take(dataDir);
    try {
      const binaries = await findBinaries();
      const runAs = await chooseRunAs(cluster, [dataDir, binaries.root]);
      const password = await keptPassword(dataDir);
      await clearStalePostmaster(cluster);
      await initialiseCluster({ cluster, binaries, runAs, password, durable });
      const postmaster = await startPostmaster({
        cluster,
        dataDir,
        binaries,
        runAs,
        durable,
        port: options.port,
      });
      return new EmbeddedDatabase(lock, postmaster, password);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Ends a server that a killed process left running in `dataDir`, and starts none. */
  static async clearLeftover(dataDir: string): Promise<void> {
    const lock = await InstanceLock.take(resolve(dataDir));
    await clearStalePostmaster(join(resolve(dataDir), 'postgres')).finally(() => lock.release());
  }

  /** Where it listens on 127.0.0.1. */
  get port(): number {
    return this.postmaster.port;
  }

  /** Connection string of one database of the server. */
  url(database: string): string {
    return `postgres://baoshen:${this.password}@127.0.0.1:${this.postmaster.port}/${database}`;
  }

  /** Settles when the server ends, also when nobody asked it to. */
  get exited(): Promise<void> {
    return this.postmaster.exited;
  }

  /** Makes a database unless it is there. */
  async ensureDatabase(name: string): Promise<string> {
    await this.administer(async (client) => {
      const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    });
    return this.url(name);
  }

  /** Throws a database away with all it holds and makes it empty. */
  async recreateDatabase(name: string): Promise<void> {
    await this.administer(async (client) => {
      const quoted = client.escapeIdentifier(name);
      await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${quoted}`);
    });
  }

  private async administer(work: (client: Client) => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: this.url('postgres') });
    await client.connect();
    await work(client).finally(() => client.end());
  }

  /** Shuts the server down, waits for its end and frees the directory. */
  async stop(): Promise<void> {
    await this.postmaster.stop();
    await this.lock.release();
  }
}

async function keptPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres-password');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept) return kept.trim();
  const password = randomBytes(18).toString('hex');
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, password, { mode: 0o600 });
  return password;
}
