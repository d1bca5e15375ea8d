import { resolve } from 'node:path';
import type { Environment } from '@platform/config';
import { SteadyClient } from '@platform/database';
import { EmbeddedDatabase, findRunningInstance } from '@platform/embedded-database';

export interface DatabaseAccess {
  url: string;
  close(): Promise<void>;
}

/**
 * The server of DATABASE_URL; else the embedded one of a running `npm start` on the same DATA_DIR; else
 * the embedded one started for as long as the command runs.
 */
export async function accessDatabase(environment: Environment): Promise<DatabaseAccess> {
  if (environment.DATABASE_URL) {
    await reach(environment.DATABASE_URL);
    return { url: environment.DATABASE_URL, close: () => Promise.resolve() };
  }
  const running = await findRunningInstance(resolve(environment.DATA_DIR));
  if (running?.databaseUrl) return { url: running.databaseUrl, close: () => Promise.resolve() };
  const embedded = await EmbeddedDatabase.start({ dataDir: environment.DATA_DIR });
  const url = await embedded.ensureDatabase('baoshen').catch(async (error: unknown) => {
    await embedded.stop();
    throw error;
  });
  return { url, close: () => embedded.stop() };
}

/** A person waits for the command: one try, instead of the patience a service has. */
async function reach(url: string): Promise<void> {
  const client = new SteadyClient({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().finally(() => client.end().catch(() => undefined));
}
