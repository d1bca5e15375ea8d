import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Environment } from '@platform/config';
import { refuseTransactionPooling } from '@platform/database';
import { EmbeddedDatabase } from '@platform/embedded-database';

/** Where the data lies, and how to let go of it. */
export interface DatabaseSource {
  url: string;
  /** Null where the server is somebody else's. */
  embedded: EmbeddedDatabase | null;
  stop(): Promise<void>;
}

/**
 * The server that DATABASE_URL names, or one of our own under DATA_DIR.
 * @throws EmbeddedDatabaseError, TransactionPoolingError with a message for people
 */
export async function openDatabase(environment: Environment): Promise<DatabaseSource> {
  if (environment.DATABASE_URL) {
    await refuseTransactionPooling(environment.DATABASE_URL);
    return { url: environment.DATABASE_URL, embedded: null, stop: () => Promise.resolve() };
  }
  const embedded = await EmbeddedDatabase.start({ dataDir: environment.DATA_DIR });
  try {
    const url = await embedded.ensureDatabase('baoshen');
    await embedded.lock.publish({ databaseUrl: url });
    return { url, embedded, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** The key of sessions beside the embedded database, so that a restart signs nobody out. */
export async function keptSessionSecret(dataDir: string): Promise<string> {
  const path = join(resolve(dataDir), 'session-secret');
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept.length >= 32) return kept;
  const secret = randomBytes(32).toString('hex');
  await mkdir(resolve(dataDir), { recursive: true });
  await writeFile(path, secret, { mode: 0o600 });
  return secret;
}
