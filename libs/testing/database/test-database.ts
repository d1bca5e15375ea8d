import { databaseUrl, onServer, prefixVariable, serverVariable } from './server';

export interface TestDatabase {
  name: string;
  /** Connection string, to hand to the application under test. */
  url: string;
  /** Ends what is still connected, and removes it. */
  drop(): Promise<void>;
}

let count = 0;

/**
 * A database of its own, migrated and empty, cloned from the run's template in some 30 ms.
 * @throws Error outside the jest project "database", which starts the server
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env[serverVariable];
  const prefix = process.env[prefixVariable];
  if (!server || !prefix)
    throw new Error(
      'No test server: this spec belongs to the jest project "database" (see jest.config.cjs).',
    );
  count += 1;
  const name = `${prefix}_${process.env.JEST_WORKER_ID ?? '0'}_${process.pid}_${Date.now()}_${count}`;
  await onServer(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${prefix}_template STRATEGY wal_log`),
  );
  return {
    name,
    url: databaseUrl(server, name),
    drop: async () => {
      await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
