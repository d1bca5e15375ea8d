import { Injectable, Logger } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { insideRun, isInsideRun } from './open-run';
import { isCollision } from './outage';
import { openReceipt } from './receipt';
import { Transaction } from './transaction';

const attempts = 4;

/**
 * Runs work in one transaction. Transactions are passed explicitly; ambient are only the mark that refuses a
 * run, and a query on the pool, inside a run (`open-run.ts`), and the receipt of the request (`receipt.ts`).
 */
@Injectable()
export class UnitOfWork {
  private readonly logger = new Logger(UnitOfWork.name);

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Commits what `work` did, or nothing of it. `work` may run again after a deadlock, so it must have
   * no effect outside the transaction; use {@link Transaction.afterCommit} for that.
   * @throws Error when called inside another run
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (isInsideRun())
      throw new Error('A unit of work runs inside another one; pass the transaction instead.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= attempts || !isCollision(error)) throw error;
      }
    }
  }

  /**
   * Lets the planner count tables into which many rows have just come: until autovacuum comes by it takes them for
   * few, and joins of the new rows run through them one by one. Blocks nobody; where it fails, autovacuum does it later.
   */
  async analyse(tables: readonly string[]): Promise<void> {
    try {
      await this.dataSource.query(`ANALYZE ${tables.join(', ')}`);
    } catch (error) {
      this.logger.warn(`Statistics wait for autovacuum: ${(error as Error).message}`);
    }
  }

  private async once<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const transaction = new Transaction(runner.manager, client);
    let result: T;
    try {
      await runner.startTransaction();
      result = await insideRun(() => work(transaction));
      await openReceipt()?.sign(transaction);
      await runner.commitTransaction();
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
    transaction.committed();
    return result;
  }
}
