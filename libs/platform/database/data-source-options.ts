import type { DataSourceOptions } from 'typeorm';
import { loadMigrations } from './migrations';
import { postgresWithPatientPool } from './patient-pool';
import { SteadyClient } from './steady-client';

export interface DatabaseTarget {
  /** postgres://user:password@host:port/database */
  url: string;
  /** Most connections this process opens. */
  pool: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Without the limits of a page's statements: for work that may take as long as it takes. */
  unlimited?: boolean;
}

/**
 * A connection keeps its plans: a new one pays about 100 ms of processor time until it has all that a transition
 * needs, so that the pool's usual ten seconds made every pause expensive. Shorter than what firewalls let pass idle.
 */
const idleMilliseconds = 5 * 60_000;

/** Whoever asked has given up a page that takes longer; a longer queue would only delay everybody else. */
const connectionWaitMilliseconds = 10_000;

/** What TypeORM needs to know; entities are added by the modules that own them. */
export function dataSourceOptions(target: DatabaseTarget): DataSourceOptions {
  return {
    type: 'postgres',
    url: target.url,
    driver: postgresWithPatientPool,
    connectTimeoutMS: connectionWaitMilliseconds,
    applicationName: target.applicationName,
    migrations: loadMigrations(),
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    extra: {
      Client: SteadyClient,
      max: target.pool,
      idleTimeoutMillis: idleMilliseconds,
      keepAlive: true,
      // A query that runs this long on a page's path is a defect; better an error than a queue behind it.
      settings: target.unlimited
        ? { statement_timeout: '0', idle_in_transaction_session_timeout: '0' }
        : { statement_timeout: '30s', idle_in_transaction_session_timeout: '60s' },
    },
  };
}
