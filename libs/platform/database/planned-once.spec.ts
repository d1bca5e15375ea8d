import { committing } from '@testing/database';
import type { PoolClient } from 'pg';
import type { NamedStatement } from './transaction';

const once: NamedStatement = { name: 'planned_once', plannedOnce: true, text: 'SELECT $1::int + 1 AS next' };
const each: NamedStatement = { name: 'planned_each_time', text: 'SELECT $1::int + 2 AS next' };

describe('a statement that is planned once', () => {
  const harness = committing({ pool: 1 });

  async function plans(work: (client: PoolClient) => Promise<unknown>): Promise<Record<string, string>> {
    const pool = (harness.dataSource.driver as unknown as { master: { connect(): Promise<PoolClient> } })
      .master;
    const client = await pool.connect();
    try {
      await work(client);
      const { rows } = await client.query<{ name: string; plans: string }>(
        `SELECT name, generic_plans || ' for all, ' || custom_plans || ' for their values' AS plans FROM pg_prepared_statements`,
      );
      return Object.fromEntries(rows.map(({ name, plans: made }) => [name, made]));
    } finally {
      client.release(true);
    }
  }

  it('has a plan for all values from the first on, beside those that are planned for theirs', async () => {
    const made = await plans(async (client) => {
      for (const value of [1, 2, 3]) {
        expect((await client.query(once, [value])).rows).toEqual([{ next: value + 1 }]);
        expect((await client.query(each, [value])).rows).toEqual([{ next: value + 2 }]);
      }
    });
    expect(made).toEqual({
      planned_once: '3 for all, 0 for their values',
      planned_each_time: '0 for all, 3 for their values',
    });
  });

  it('still has it where a rollback took the setting back, and where a transaction had failed', async () => {
    const made = await plans(async (client) => {
      await client.query('BEGIN');
      await client.query(once, [1]);
      await client.query('ROLLBACK');
      await client.query(once, [2]);
      await client.query('BEGIN');
      await expect(client.query(each, ['none'])).rejects.toThrow(/invalid input syntax/);
      await expect(client.query(once, [3])).rejects.toThrow(/aborted/);
      await client.query('ROLLBACK');
      await client.query(each, [4]);
      await client.query(once, [5]);
    });
    expect(made).toEqual({
      planned_once: '3 for all, 0 for their values',
      planned_each_time: '0 for all, 1 for their values',
    });
  });

  it('finds its row by the index where the table was empty when it was planned', async () => {
    await harness.dataSource.query(
      'CREATE TABLE grows (id integer PRIMARY KEY); ANALYZE grows; CREATE TABLE grows_too (id integer PRIMARY KEY); ANALYZE grows_too',
    );
    const found: NamedStatement = {
      name: 'grows',
      plannedOnce: true,
      text: 'SELECT id FROM grows WHERE id = $1',
    };
    const other: NamedStatement = { name: 'grows_too', text: 'SELECT id FROM grows_too WHERE id = $1' };
    await plans(async (client) => {
      const explained = async (statement: NamedStatement) => {
        await client.query(statement, [1]);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE ${statement.name}(1)`);
        return rows[0]?.['QUERY PLAN'];
      };
      // What is planned by its values looks at the table as it is each time.
      expect(await explained(other)).toMatch(/Seq Scan/);
      expect(await explained(found)).toMatch(/Index Only Scan/);
    });
  });
});
