import type { Socket } from 'node:net';
import { committing } from '@testing/database';
import { until } from '@testing/until';
import type { Pool } from 'pg';

describe('a connection that breaks while nobody listens to it', () => {
  const harness = committing({ pool: 2 });

  it('fails its next statement, and does not end the process', async () => {
    const pool = (harness.dataSource.driver as unknown as { master: Pool }).master;
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await harness.database.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    await until('the goodbye has arrived', () => stream.destroyed);
    await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable/);
    client.release(true);
    expect(await harness.database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
