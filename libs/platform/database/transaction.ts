import type { PoolClient, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';

/** A statement that PostgreSQL parses and plans once per connection. Names are unique in the process. */
export interface NamedStatement {
  name: string;
  text: string;
  /**
   * One plan is good for all values. PostgreSQL otherwise plans the first five executions on each connection each
   * by itself, which takes longer than the statements of a transition themselves (5 ms for what loads a report). Not for
   * what works off batches: its first plan, made while tables are empty, scans them when they have grown.
   */
  plannedOnce?: boolean;
}

/** Whatever answers statements: the pool, or an open transaction. */
export interface Querier {
  query<Row extends QueryResultRow>(statement: NamedStatement | string, values?: unknown[]): Promise<Row[]>;
}

/**
 * One open database transaction. `manager` maps entities; `query` is the hot path on the very same
 * connection, four to five times cheaper in Node's time than the mapper (design 4.1).
 */
export class Transaction {
  private readonly afterCommitTasks: Array<() => void> = [];

  constructor(
    readonly manager: EntityManager,
    private readonly client: PoolClient,
  ) {}

  /** Rows of a named or plain statement. */
  async query<Row extends QueryResultRow>(
    statement: NamedStatement | string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await this.run<Row>(statement, values)).rows;
  }

  /** How many rows the statement changed. */
  async execute(statement: NamedStatement | string, values: unknown[] = []): Promise<number> {
    return (await this.run(statement, values)).rowCount ?? 0;
  }

  /**
   * Does something of which all stands or nothing, whatever becomes of the rest: where it throws, what it wrote is
   * undone and the transaction can go on.
   * @throws what `work` threw
   */
  async apart<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.run('SAVEPOINT apart', []);
    try {
      return await work();
    } catch (error) {
      await this.run('ROLLBACK TO SAVEPOINT apart', []);
      throw error;
    } finally {
      await this.run('RELEASE SAVEPOINT apart', []);
    }
  }

  /** Runs once the transaction is durable; never when it rolled back. Must not throw. */
  afterCommit(task: () => void): void {
    this.afterCommitTasks.push(task);
  }

  /** Called by the unit of work alone. */
  committed(): void {
    for (const task of this.afterCommitTasks) task();
  }

  private run<Row extends QueryResultRow>(statement: NamedStatement | string, values: unknown[]) {
    return this.client.query<Row>(statement, values);
  }
}
