import { SettableClock } from '@platform/clock';
import { readDatabaseUrl } from '@platform/config';
import { Metrics } from '@platform/watching';
import { committing } from '@testing/database';
import { describeWithProgram } from '@testing/external-program';
import { freePort } from '@testing/free-port';
import { startPgBouncer } from '@testing/pg-bouncer';
import { until } from '@testing/until';
import { startWorker, workerEnvironment } from '@testing/worker';
import { Database } from './database';
import { refuseTransactionPooling, TransactionPoolingError } from './session-pooling';
import { SteadyClient } from './steady-client';

describeWithProgram('pgbouncer', { package: 'pgbouncer' }, () => {
  const harness = committing();

  it.each(['transaction', 'statement'] as const)(
    'in %s mode it is refused, with the reason',
    async (mode) => {
      const bouncer = await startPgBouncer(harness.url, { mode });
      const busy = await Promise.all(
        Array.from({ length: 4 }, async () => {
          const client = new SteadyClient({ connectionString: bouncer.url });
          await client.connect();
          await client.query('SELECT 1');
          return client;
        }),
      );
      try {
        await expect(refuseTransactionPooling(bouncer.url)).rejects.toThrow(TransactionPoolingError);
        await expect(refuseTransactionPooling(bouncer.url)).rejects.toThrow(/pool_mode = session/);
      } finally {
        await Promise.all(busy.map((client) => client.end()));
        await bouncer.stop();
      }
    },
  );

  it('in session mode the product works through it: limits hold, jobs run', async () => {
    const bouncer = await startPgBouncer(harness.url, { mode: 'session' });
    await refuseTransactionPooling(bouncer.url);
    const worker = await startWorker(
      workerEnvironment(bouncer.url, 'postgres'),
      new SettableClock(new Date()),
      bouncer.url,
    );
    try {
      const database = worker.get(Database);
      expect(await database.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '30s' }]);
      await until('jobs are done', async () =>
        /baoshen_job_seconds_count\{job="job.sweep",outcome="done"\} [1-9]/.test(
          await worker.get(Metrics).registry.metrics(),
        ),
      );
    } finally {
      await worker.close();
      await bouncer.stop();
    }
  });

  it('of several hosts the one that takes writes is connected to, now and after each of them took over', async () => {
    const { pathname } = new URL(harness.url);
    const follower = `${pathname.slice(1)}_follower`;
    await harness.database.query(`CREATE DATABASE ${follower}`);
    await harness.database.query(`ALTER DATABASE ${follower} SET default_transaction_read_only = on`);
    const readOnly = await startPgBouncer(harness.url, { mode: 'session', database: follower });
    const away = await freePort();
    const given = (attributes: string) => {
      const { username, password, host } = new URL(harness.url);
      const follows = new URL(readOnly.url).host;
      return readDatabaseUrl(
        `postgres://${username}:${password}@127.0.0.1:${away},${follows},${host}${pathname}${attributes}`,
      );
    };
    const reached = async (attributes: string) => {
      const client = new SteadyClient({ connectionString: given(attributes) });
      await client.connect();
      const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
      await client.end();
      return rows[0]?.name;
    };
    try {
      expect(await reached('')).toBe(pathname.slice(1));
      expect(await reached('?target_session_attrs=read-write')).toBe(pathname.slice(1));
      expect(await reached('?target_session_attrs=any')).toBe(follower);
      await harness.database.query(`ALTER DATABASE ${follower} RESET default_transaction_read_only`);
      await harness.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`,
        [follower],
      );
      await until('the other one is connected to', async () => (await reached('')) === follower);
    } finally {
      await readOnly.stop();
      await harness.database.query(`DROP DATABASE ${follower} WITH (FORCE)`);
    }
  });
});
