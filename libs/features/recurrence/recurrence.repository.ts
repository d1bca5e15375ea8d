import type { RecurrenceInterval } from '@domain/deadlines';
import { Injectable } from '@nestjs/common';
import { Database, idIn, isNamed, type Transaction, UnitOfWork } from '@platform/database';
import type { Recurrence, RecurringPlan } from './recurrence';

export interface RecurrenceRow {
  id: string;
  orgId: string;
  every: RecurrenceInterval;
  plan: RecurringPlan;
  nextPeriod: string;
  nextAt: Date;
  createdBy: string | null;
  createdAt: Date;
}

@Injectable()
export class RecurrenceRepository {
  constructor(
    readonly unitOfWork: UnitOfWork,
    private readonly database: Database,
  ) {}

  async find(id: string): Promise<Recurrence | undefined> {
    const [row] = await this.database.query<Recurrence & Record<string, unknown>>(
      `${select} WHERE r.id = ${idIn('$1')}`,
      [id],
    );
    return row;
  }

  async list(window: { limit: number; offset: number }): Promise<{ items: Recurrence[]; total: number }> {
    const [count] = await this.database.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM cycle_recurrence',
    );
    const items = await this.database.query<Recurrence & Record<string, unknown>>(
      `${select} ORDER BY r.next_at, r.id LIMIT $1 OFFSET $2`,
      [window.limit, window.offset],
    );
    return { items, total: count?.total ?? 0 };
  }

  /** All of them, since one that fails stays due and must not keep another from its turn. */
  async due(now: Date): Promise<Recurrence[]> {
    return this.database.query<Recurrence & Record<string, unknown>>(
      `${select} WHERE r.active AND r.next_at <= $1 ORDER BY r.next_at, r.id`,
      [now],
    );
  }

  async unit(reference: string): Promise<{ orgId: string; path: string } | null> {
    const [row] = await this.database.query<{ orgId: string; path: string }>(
      `SELECT id AS "orgId", path::text AS path FROM org_unit WHERE ${isNamed('id', 'code', '$1')}`,
      [reference],
    );
    return row ?? null;
  }

  async cycleExists(code: string): Promise<boolean> {
    return (await this.database.query('SELECT 1 FROM cycle WHERE code = $1', [code])).length > 0;
  }

  async insert(transaction: Transaction, row: RecurrenceRow): Promise<void> {
    await transaction.execute(
      `INSERT INTO cycle_recurrence (id, org_id, every, plan, next_period, next_at, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.orgId,
        row.every,
        JSON.stringify(row.plan),
        row.nextPeriod,
        row.nextAt,
        row.createdBy,
        row.createdAt,
      ],
    );
  }

  async setActive(transaction: Transaction, id: string, active: boolean): Promise<void> {
    await transaction.execute('UPDATE cycle_recurrence SET active = $2 WHERE id = $1', [id, active]);
  }

  /** Does nothing where another process was first. */
  async advance(transaction: Transaction, from: Recurrence, to: { period: string; at: Date }): Promise<void> {
    await transaction.execute(
      'UPDATE cycle_recurrence SET next_period = $3, next_at = $4 WHERE id = $1 AND next_period = $2',
      [from.id, from.nextPeriod, to.period, to.at],
    );
  }
}

const select = `
  SELECT r.id, r.every, r.plan, r.next_period AS "nextPeriod", r.next_at AS "nextAt", r.active,
         o.path::text AS "orgPath", jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) AS org
    FROM cycle_recurrence r JOIN org_unit o ON o.id = r.org_id`;
