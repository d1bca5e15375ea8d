import { committing } from '@testing/database';
import { until } from '@testing/until';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options';
import { migrate, NewerSchemaError } from './migrate';

describe('migrating', () => {
  const db = committing();
  const target = () => ({ url: db.url, pool: 2, applicationName: 'baoshen-test' });

  it('refuses a newer schema by its name, and changes nothing', async () => {
    await db.database.query(
      `INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
    );
    const refused = await migrate(target()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NewerSchemaError);
    expect((refused as NewerSchemaError).unknown).toEqual(['Later9999999999999']);
    expect(String(refused)).toContain('Later9999999999999');
    await db.database.query(`DELETE FROM schema_migration WHERE timestamp = 9999999999999`);
    expect(await migrate(target())).toEqual([]);
  });

  it('waits for another that is at it, without the limit of a page’s statements', async () => {
    const other = db.dataSource.createQueryRunner();
    await other.query("SELECT pg_advisory_lock(hashtext('baoshen.migrate'))");
    const held = migrate(target());
    await until('it waits', async () => {
      const waiting =
        await db.database.query(`SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE a.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`);
      return waiting.length === 1;
    });
    await other.query("SELECT pg_advisory_unlock(hashtext('baoshen.migrate'))");
    await other.release();
    expect(await held).toEqual([]);
  });

  it('has no limit on its statements, unlike everything else', async () => {
    const limitOf = async (unlimited: boolean) => {
      const source = await new DataSource(dataSourceOptions({ ...target(), unlimited })).initialize();
      const [row] = await source.query<{ statement_timeout: string }[]>('SHOW statement_timeout');
      await source.destroy();
      return row?.statement_timeout;
    };
    expect([await limitOf(true), await limitOf(false)]).toEqual(['0', '30s']);
  });
});
