import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, stat, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { quietEnvironment } from './cluster';
import { EmbeddedDatabaseError } from './embedded-database-error';
import type { RunAs } from './run-as';

export interface PostmasterOptions {
  cluster: string;
  dataDir: string;
  binaries: Binaries;
  runAs: RunAs;
  durable: boolean;
  port?: number;
}

export interface Postmaster {
  port: number;
  exited: Promise<void>;
  stop(): Promise<void>;
}

const startAttempts = 20;
const readyWithin = 60_000;
const largestLog = 10 * 1024 * 1024;

/**
 * Starts the server and waits until it takes connections. Another program may take the port in between,
 * and shared memory of a server that has just been killed takes a moment to go: both are tried again.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const log = join(options.dataDir, 'postgres.log');
  let said = '';
  for (let attempt = 1; attempt <= startAttempts; attempt += 1) {
    const port = options.port ?? (await freePort());
    const { child, from } = await spawnServer(options, port, log);
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    if (await becomesReady(child, options.cluster, exited)) return handle(child, port, exited);
    said = (await readFile(log, 'utf8').catch(() => '')).slice(from).trim();
    if (!/Address already in use|could not create any TCP|shared memory block/.test(said)) break;
    await delay(100);
  }
  throw new EmbeddedDatabaseError(
    `内置 PostgreSQL 未能启动，日志见 ${log}：\n${said.slice(-2000)}`,
    `The embedded PostgreSQL did not start; its log is ${log}.`,
  );
}

async function spawnServer(options: PostmasterOptions, port: number, log: string) {
  const { cluster, binaries, runAs, durable } = options;
  const size = (await stat(log).catch(() => null))?.size ?? 0;
  if (size > largestLog) await truncate(log);
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Locale-free error messages are what the code that reads them expects.
    lc_messages: 'C',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const [program, ...args] = [
    ...runAs.prefix,
    binaries.postgres,
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  // Output goes to a file: a pipe would break when this process dies first. Its own process group keeps
  // Ctrl-C of the terminal away from it, so that the application can still finish what it was writing.
  const file = await open(log, 'a', 0o600);
  try {
    const child = spawn(program as string, args, {
      ...(runAs.owner ?? {}),
      env: quietEnvironment(),
      stdio: ['ignore', file.fd, file.fd],
      detached: true,
    });
    child.once('error', () => undefined);
    return { child, from: Math.min(size, size > largestLog ? 0 : size) };
  } finally {
    await file.close();
  }
}

/** The last line of postmaster.pid says when the server takes connections. */
async function becomesReady(child: ChildProcess, cluster: string, exited: Promise<void>): Promise<boolean> {
  if (child.pid === undefined) return false;
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  for (let waited = 0; waited < readyWithin && !gone; waited += 10) {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return true;
    await delay(10);
  }
  if (!gone) child.kill('SIGQUIT');
  return false;
}

function handle(child: ChildProcess, port: number, exited: Promise<void>): Postmaster {
  // The last resort when this process ends without having called stop: ask at least.
  const ask = () => {
    child.kill('SIGINT');
  };
  process.once('exit', ask);
  void exited.then(() => process.removeListener('exit', ask));
  return {
    port,
    exited,
    async stop() {
      const forced = setTimeout(() => child.kill('SIGQUIT'), 20_000);
      child.kill('SIGINT');
      await exited;
      clearTimeout(forced);
    },
  };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
