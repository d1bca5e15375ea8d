import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port';
import { until } from './until';

export interface PgBouncerOptions {
  mode: 'session' | 'transaction' | 'statement';
  /** Another database than the one that its clients name. */
  database?: string;
}

/** A real PgBouncer before the database of a test, which is reached by `url` and ended by `stop`. */
export async function startPgBouncer(
  databaseUrl: string,
  { mode, database }: PgBouncerOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const target = new URL(databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), 'baoshen-bouncer-'));
  const port = await freePort();
  const name = target.pathname.slice(1);
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
${name} = host=${target.hostname} port=${target.port} dbname=${database ?? name} user=${target.username} password=${decodeURIComponent(target.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = 60
max_client_conn = 200
`,
  );
  // It refuses to run as root, and its user must be able to read this.
  chmodSync(folder, 0o755);
  const user = process.getuid?.() === 0 ? ['--user', 'nobody'] : [];
  const bouncer = spawn('pgbouncer', [...user, file], { stdio: 'ignore' });
  const url = new URL(databaseUrl);
  url.port = String(port);
  await until('PgBouncer answers', async () => {
    const client = new Client({ connectionString: url.toString() });
    client.on('error', () => undefined);
    await client.connect();
    await client.end();
    return true;
  });
  return {
    url: url.toString(),
    stop: async () => {
      const gone = once(bouncer, 'exit');
      bouncer.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
