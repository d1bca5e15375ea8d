import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@platform/database';
import { EmbeddedDatabase } from '@platform/embedded-database';

export interface BenchDatabase {
  /** Connection string of a migrated, empty database. */
  url: string;
  stop(): Promise<void>;
}

/**
 * A server of its own with the safety of production (fsync, synchronous commit), so that a figure and its
 * floor both pay for durability.
 */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'baoshen-bench-'));
  // As root the server runs as user postgres, who must be able to pass.
  await chmod(folder, 0o755);
  const server = await EmbeddedDatabase.start({ dataDir: folder });
  const url = await server.ensureDatabase('bench');
  await migrate({ url, pool: 1, applicationName: 'baoshen-bench' });
  return {
    url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
