import { SteadyClient } from './steady-client';

/** Between this product and PostgreSQL stands something that gives a session's connection to others. */
export class TransactionPoolingError extends Error {
  override name = 'TransactionPoolingError';
  constructor() {
    super(
      'DATABASE_URL 经过按事务（transaction）或按语句（statement）复用连接的 PgBouncer，报审不能这样运行：通知（LISTEN）、' +
        '会话锁和预备语句都属于一个会话。请在 PgBouncer 中为报审设置 pool_mode = session，或直接连接 PostgreSQL。\n' +
        'DATABASE_URL leads through a pooler in transaction or statement mode; LISTEN, session locks and prepared statements ' +
        'need a session. Set pool_mode = session for this database, or connect to PostgreSQL itself.',
    );
  }
}

/** In a pooler that others use as well, the connection may come back by chance; so often, it does not. */
const tries = 8;

/**
 * Connects twice and looks whether each keeps a server process of its own while the other is in a transaction.
 * @throws TransactionPoolingError where it does not
 */
export async function refuseTransactionPooling(url: string): Promise<void> {
  const clients = [0, 1].map(
    () =>
      new SteadyClient({
        connectionString: url,
        connectionTimeoutMillis: 10_000,
        application_name: 'baoshen-start',
      }),
  );
  const [one, other] = clients as [SteadyClient, SteadyClient];
  try {
    await one.connect();
    const own = await processOf(one);
    await other.connect();
    for (let count = 0; count < tries; count += 1) {
      await other.query('BEGIN').catch((error: Error) => {
        throw /transaction blocks not allowed/i.test(error.message) ? new TransactionPoolingError() : error;
      });
      const taken = await processOf(other);
      const present = await processOf(one);
      await other.query('COMMIT');
      if (taken === own || present !== own) throw new TransactionPoolingError();
    }
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

async function processOf(client: SteadyClient): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}
