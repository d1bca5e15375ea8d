import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './embedded-database-error';
import { commandOf, isAlive } from './process-identity';

const patience = 15_000;
const interval = 25;

/**
 * Makes way for a new start after a parent that was killed outright: a postmaster that it left behind
 * is shut down, a lock of one that is gone is removed. Call only while holding the instance lock.
 */
export async function clearStalePostmaster(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number.parseInt(text, 10);
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid) && (await commandOf(pid)).includes(cluster)) {
    await shutDown(pid, cluster);
  }
  await rm(path, { force: true });
}

async function shutDown(pid: number, cluster: string): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one, which recovers at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < patience && isAlive(pid); waited += interval) await delay(interval);
    if (!isAlive(pid)) return;
  }
  throw new EmbeddedDatabaseError(
    `上次遗留的 PostgreSQL 进程 ${pid} 仍占用 ${cluster}，无法停止。请手工结束该进程后再启动。`,
    `A PostgreSQL process (${pid}) left from before still holds ${cluster} and does not stop. End it by hand and start again.`,
  );
}
