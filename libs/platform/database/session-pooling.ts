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

/**
 * How many transactions are held open at once. A pooler gives an idle server process before it starts another, so that
 * one of so many takes the process of the connection that is idle, unless more of them were idle already.
 */
const transactions = 8;

/**
 * Connects, and looks whether its server process stays its own while others are in transactions.
 * @throws TransactionPoolingError where it does not
 */
export async function refuseTransactionPooling(url: string): Promise<void> {
  const clients: SteadyClient[] = [];
  const connect = async () => {
    const client = new SteadyClient({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: 'baoshen-start',
    });
    clients.push(client);
    await client.connect();
    return client;
  };
  try {
    const one = await connect();
    const own = await processOf(one);
    for (let count = 0; count < transactions; count += 1) {
      const other = await connect();
      await other.query('BEGIN').catch((error: Error) => {
        throw /transaction blocks not allowed/i.test(error.message) ? new TransactionPoolingError() : error;
      });
      if ((await processOf(other)) === own || (await processOf(one)) !== own)
        throw new TransactionPoolingError();
    }
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

async function processOf(client: SteadyClient): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}
