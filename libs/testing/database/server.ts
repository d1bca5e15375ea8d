import { mkdtempSync } from 'node:fs';
import { chmod, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
// By path: jest's global setup knows no aliases.
import { dataSourceOptions } from '../../platform/database/data-source-options';
import { EmbeddedDatabase, findRunningInstance } from '../../platform/embedded-database';

/** How the specs, in processes of their own, find the server: through the environment. */
export const serverVariable = 'BAOSHEN_TEST_SERVER';
/** Names of everything this run makes begin so; runs beside each other on one server stay apart. */
export const prefixVariable = 'BAOSHEN_TEST_PREFIX';

const folderPrefix = 'baoshen-test-';

export interface TestServer {
  stop(): Promise<void>;
}

/**
 * One PostgreSQL for all specs of a run, with a migrated template to clone: embedded and unsafe against
 * power loss, or the server that TEST_DATABASE_URL names.
 */
export async function startTestServer(): Promise<TestServer> {
  const prefix = `baoshen_test_${process.pid}`;
  const given = process.env.TEST_DATABASE_URL?.trim();
  const started = given ? null : await startEmbedded();
  const url = given || (started as Started).database.url('postgres');
  process.env[serverVariable] = url;
  process.env[prefixVariable] = prefix;
  try {
    await onServer(url, (client) => client.query(`CREATE DATABASE ${prefix}_template`));
    await migrateTemplate(databaseUrl(url, `${prefix}_template`));
  } catch (error) {
    await stop(url, prefix, started);
    throw error;
  }
  const end = () => stop(url, prefix, started);
  // jest ends at a signal without its teardown, and the server would outlive it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void end().finally(() => process.exit(1)));
  }
  return { stop: end };
}

/** The same server, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs `work` with a connection of its own. */
export async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Started {
  folder: string;
  database: EmbeddedDatabase;
}

async function startEmbedded(): Promise<Started> {
  await removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), folderPrefix));
  // As root the server runs as user postgres, who must be able to pass.
  await chmod(folder, 0o755);
  return { folder, database: await EmbeddedDatabase.start({ dataDir: folder, durable: false }) };
}

/** A run that was killed outright leaves its server behind; the next run ends it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const files = await readdir(folder).catch((): string[] => []);
    if (!files.includes('instance.json') || (await findRunningInstance(folder))) continue;
    await EmbeddedDatabase.clearLeftover(folder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function migrateTemplate(url: string): Promise<void> {
  const target = { url, pool: 1, applicationName: 'baoshen-test-template' };
  const dataSource = await new DataSource(dataSourceOptions(target)).initialize();
  await dataSource.runMigrations().finally(() => dataSource.destroy());
}

async function stop(url: string, prefix: string, started: Started | null): Promise<void> {
  if (started) {
    await started.database.stop();
    await rm(started.folder, { recursive: true, force: true });
    return;
  }
  await onServer(url, async (client) => {
    const left = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1 || '_')",
      [prefix],
    );
    for (const { datname } of left.rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  });
}
