import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@testing/free-port';
import { sessionSecret } from './plant';

const built = join(__dirname, '../../../apps');

/** An API process, its id in `api`, and with `worker` one that follows up events, on the given database. */
export async function startProcesses(
  url: string,
  worker: boolean,
): Promise<{ port: number; api: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const environment = {
    ...process.env,
    DATABASE_URL: url,
    SESSION_SECRET: sessionSecret,
    PORT: String(port),
    LOG_LEVEL: 'fatal',
    REDIS_URL: '',
    DEMO: '0',
  };
  const api = fork(join(built, 'api/main.js'), { env: environment });
  const children = [api];
  if (worker) children.push(fork(join(built, 'worker/main.js'), { env: environment }));
  await ready(port);
  return { port, api: api.pid ?? 0, stop: async () => void (await Promise.all(children.map(end))) };
}

async function ready(port: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await delay(50);
  }
  throw new Error('The API did not become ready.');
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
