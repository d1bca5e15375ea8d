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

  /** How many connections this process has and may have, how many are idle, and how many are asked for in vain. */
  connections(): { total: number; idle: number; waiting: number; most: number } {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount, most: options.max };
  }
}
