import {
  Database,
  insideRun,
  isInsideRun,
  mindOpenRun,
  type NamedStatement,
  Transaction,
  UnitOfWork,
} from '@platform/database';
import type { PoolClient, QueryResultRow } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { connect, type HarnessOptions, present } from './committing';
import { createTestDatabase, type TestDatabase } from './test-database';

/** What a test works with; everything it writes is gone after it. */
export interface RollbackHarness {
  /** The transaction that is never committed, for arranging and looking. */
  readonly transaction: Transaction;
  /** For the services under test: a run is a savepoint in that transaction, one after another. */
  readonly unitOfWork: UnitOfWork;
  /** Reads that see what the test wrote. */
  readonly database: Database;
}

/**
 * The default harness: each test in one transaction that is rolled back, so tests of a file neither see
 * each other nor clean up. Not for concurrency: there is one connection. Call at the top of a `describe`.
 */
export function inRollback(options: HarnessOptions = {}): RollbackHarness {
  let own: TestDatabase | undefined;
  let dataSource: DataSource | undefined;
  let current: Current | undefined;

  beforeAll(async () => {
    own = await createTestDatabase();
    dataSource = await connect(own.url, { ...options, pool: 2 });
  });
  beforeEach(async () => {
    current = await open(present(dataSource));
  });
  afterEach(async () => {
    await current?.runner.rollbackTransaction();
    await current?.runner.release();
    current = undefined;
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await own?.drop();
  });

  return {
    get transaction() {
      return present(current).transaction;
    },
    get unitOfWork() {
      return present(current).unitOfWork;
    },
    get database() {
      return present(current).database;
    },
  };
}

interface Current {
  runner: QueryRunner;
  transaction: Transaction;
  unitOfWork: UnitOfWork;
  database: Database;
}

async function open(dataSource: DataSource): Promise<Current> {
  const runner = dataSource.createQueryRunner();
  const client: PoolClient = await runner.connect();
  await runner.startTransaction();
  const transaction = new Transaction(runner.manager, client);
  return {
    runner,
    transaction,
    unitOfWork: new SavepointUnitOfWork(dataSource, runner, client),
    database: new SameConnectionDatabase(dataSource, transaction),
  };
}

class SavepointUnitOfWork extends UnitOfWork {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    dataSource: DataSource,
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {
    super(dataSource);
  }

  /** Serialised: on one connection the savepoints of two runs would end each other. */
  override run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (isInsideRun()) return super.run(work);
    const result = this.queue.then(() => this.inSavepoint(work));
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async inSavepoint<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = new Transaction(this.runner.manager, this.client);
    await this.client.query('SAVEPOINT unit_of_work');
    let result: T;
    try {
      result = await insideRun(() => work(transaction));
      // Deferred constraints speak at commit; here that moment is the release.
      await this.client.query('SET CONSTRAINTS ALL IMMEDIATE');
      await this.client.query('SET CONSTRAINTS ALL DEFERRED');
      await this.client.query('RELEASE SAVEPOINT unit_of_work');
    } catch (error) {
      await this.client.query('ROLLBACK TO SAVEPOINT unit_of_work');
      throw error;
    }
    transaction.committed();
    return result;
  }
}

class SameConnectionDatabase extends Database {
  constructor(
    dataSource: DataSource,
    private readonly transaction: Transaction,
  ) {
    super(dataSource);
  }

  override query<Row extends QueryResultRow>(
    statement: NamedStatement | string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    mindOpenRun();
    return this.transaction.query<Row>(statement, values);
  }
}
