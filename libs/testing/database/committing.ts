import { Database, dataSourceOptions, UnitOfWork } from '@platform/database';
import { DataSource, type MixedList } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './test-database';

export interface HarnessOptions {
  /** Entities that the spec maps; plain SQL needs none. */
  entities?: MixedList<new () => object>;
  /**
   * Connections of the pool.
   * @default 20
   */
  pool?: number;
}

/** What a spec works with; filled before its first test. */
export interface CommittingHarness {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
}

/**
 * A database per spec file where everything commits: for races, locks, and whatever uses connections
 * of its own. Call at the top of a `describe`; tests of one file see each other's rows.
 */
export function committing(options: HarnessOptions = {}): CommittingHarness {
  let own: TestDatabase | undefined;
  let dataSource: DataSource | undefined;
  let unitOfWork: UnitOfWork | undefined;
  let database: Database | undefined;

  beforeAll(async () => {
    own = await createTestDatabase();
    dataSource = await connect(own.url, options);
    unitOfWork = new UnitOfWork(dataSource);
    database = new Database(dataSource);
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await own?.drop();
  });

  return {
    get url() {
      return present(own).url;
    },
    get dataSource() {
      return present(dataSource);
    },
    get unitOfWork() {
      return present(unitOfWork);
    },
    get database() {
      return present(database);
    },
  };
}

export async function connect(url: string, options: HarnessOptions): Promise<DataSource> {
  const target = { url, pool: options.pool ?? 20, applicationName: 'baoshen-test' };
  return new DataSource({ ...dataSourceOptions(target), entities: options.entities ?? [] }).initialize();
}

/** @throws Error when the harness is used before jest has run its `beforeAll` */
export function present<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('The database harness is used outside a test; use it inside it() or beforeEach().');
  return value;
}
