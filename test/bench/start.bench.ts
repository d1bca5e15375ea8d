import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure';

const root = process.cwd();
const restarts = 5;

interface Start {
  readyMs: number;
  /** Resident memory of the Node process when it was ready; null where the system does not tell. */
  memoryMb: number | null;
}

/** `npm start` on a built tree: from the command to the first 200 of /api/health/ready. */
export async function run(): Promise<Figure[]> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'ignore' });
  const dataDir = await mkdtemp(join(tmpdir(), 'baoshen-bench-start-'));
  await chmod(dataDir, 0o755);
  try {
    const first = await start(dataDir);
    const later: Start[] = [];
    for (let count = 0; count < restarts; count += 1) later.push(await start(dataDir));
    const times = later.map(({ readyMs }) => readyMs).sort((a, b) => a - b);
    const conditions = {
      cpus: availableParallelism(),
      node: process.version,
      restarts,
      slowest: Math.round(times.at(-1) ?? 0),
      memoryMb: Math.round(later[0]?.memoryMb ?? 0),
    };
    const figure = (name: string, value: number) => ({
      bench: 'start',
      figure: name,
      value: Math.round(value),
      unit: 'ms',
      goal: 5000,
      conditions,
    });
    return [
      figure('start_ready_ms', times[Math.floor(times.length / 2)] ?? 0),
      figure('first_start_ready_ms', first.readyMs),
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function start(dataDir: string): Promise<Start> {
  const port = 3400 + Math.floor(Math.random() * 500);
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: '1',
    },
    stdio: 'ignore',
  });
  let ended = false;
  const end = once(child, 'close').then(() => {
    ended = true;
  });
  try {
    while (!(await isReady(port))) {
      if (ended) throw new Error('It ended before it was ready.');
      await new Promise((soon) => setTimeout(soon, 10));
    }
    return { readyMs: performance.now() - began, memoryMb: await memoryOf(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await end;
  }
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function memoryOf(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}
