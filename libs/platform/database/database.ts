import { Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import type { NamedStatement } from './transaction';

/** Reads outside a transaction, each on any free connection. */
@Injectable()
export class Database {
  private readonly pool: Pool;

  constructor(dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  async query<Row extends QueryResultRow>(
    statement: NamedStatement | string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await this.pool.query<Row>(statement, values)).rows;
  }

  /**
   * Does what `name` stands for unless another process, or another call, is at it; who dies gives it back. Holds a
   * connection meanwhile.
   * @returns what `work` answered; undefined where another is at it
   */
  async exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      const { rows } = await client.query<{ got: boolean }>(tryLock, [name]);
      const result = rows[0]?.got ? await work() : undefined;
      if (rows[0]?.got) await client.query(unlock, [name]);
      broken = false;
      return result;
    } finally {
      // A connection that may still hold the lock is not given to anybody else.
      client.release(broken);
    }
  }

  /** How many connections this process has and may have, how many are idle, and how many are asked for in vain. */
  connections(): { total: number; idle: number; waiting: number; most: number } {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount, most: options.max };
  }
}

const tryLock = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got';
const unlock = 'SELECT pg_advisory_unlock(hashtextextended($1, 0))';
