import { Database, databaseProblem, dataSourceOptions, type Transaction } from '@platform/database';
import { committing } from '@testing/database';
import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';

describe('a transaction has one connection', () => {
  const db = committing({ pool: 2 });
  const inside = (work: (transaction: Transaction) => Promise<unknown>) => db.unitOfWork.run(work);

  it('refuses a query on the pool inside a run, by whatever way it comes', async () => {
    const refused = 'pool is asked inside';
    await expect(inside(() => db.database.query('SELECT 1'))).rejects.toThrow(refused);
    await expect(inside(() => db.dataSource.query('SELECT 1'))).rejects.toThrow(refused);
    await expect(inside(() => db.dataSource.createQueryRunner().connect())).rejects.toThrow(refused);
    await expect(inside(async () => await Promise.all([db.database.query('SELECT 1')]))).rejects.toThrow(
      refused,
    );
  });

  it('refuses a run inside a run', async () => {
    await expect(inside(() => inside(async () => 1))).rejects.toThrow('pass the transaction');
  });

  it('lets the pool be asked before, beside and after a run, and by what a run left behind', async () => {
    let left: Promise<unknown> | undefined;
    let release = (_: unknown) => {};
    const over = new Promise((resolve) => {
      release = resolve;
    });
    await inside(async (transaction) => {
      left = over.then(() => db.database.query('SELECT 3 AS n'));
      transaction.afterCommit(() => release(undefined));
      return transaction.query('SELECT 1');
    });
    expect(await db.database.query('SELECT 2 AS n')).toEqual([{ n: 2 }]);
    expect(await left).toEqual([{ n: 3 }]);
  });
});

describe('a pool without a free connection', () => {
  const db = committing({ pool: 1 });

  it('says so with 503 after its time instead of waiting for ever', async () => {
    const options = dataSourceOptions({ url: db.url, pool: 1, applicationName: 'baoshen-test' });
    expect(options).toMatchObject({ connectTimeoutMS: 10_000 });
    const impatient = await new DataSource(options).initialize();
    const database = new Database(impatient);
    const runner = impatient.createQueryRunner();
    await runner.connect();
    // Only now: on a busy machine connecting itself takes longer.
    const { options: patience } = (impatient.driver as unknown as { master: { options: PoolConfig } }).master;
    expect(patience).toMatchObject({ connectionTimeoutMillis: 10_000 });
    patience.connectionTimeoutMillis = 100;
    const error: unknown = await database.query('SELECT 1').catch((reason: unknown) => reason);
    expect(databaseProblem(error)).toMatchObject({ code: 'unavailable', status: 503 });
    await runner.release();
    expect(await database.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await impatient.destroy();
  });
});
