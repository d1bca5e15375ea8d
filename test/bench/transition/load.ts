import { Agent, request } from 'node:http';
import { percentile } from '../figure';
import type { Spent } from './meter';

/** What a load came to: how many a second, and how long each took, in milliseconds. */
export interface Load {
  rate: number;
  p50: number;
  p95: number;
  p99: number;
  /** Of all its tasks together, where it was metered. */
  spent?: Spent;
}

/** Works through the tasks with so many at a time. @throws the first failure */
export async function work<Task>(
  tasks: Task[],
  clients: number,
  one: (task: Task, client: number) => Promise<void>,
): Promise<Load> {
  const durations: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let index = next++; index < tasks.length; index = next++) {
        const begun = performance.now();
        await one(tasks[index] as Task, client);
        durations.push(performance.now() - begun);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return {
    rate: tasks.length / seconds,
    p50: percentile(durations, 0.5),
    p95: percentile(durations, 0.95),
    p99: percentile(durations, 0.99),
  };
}

/** All are submitted, then all approved, then all returned; the load over the three together. */
export async function threeTimes<Task>(
  tasks: Task[],
  clients: number,
  by: (client: number) => ((task: Task) => Promise<unknown>)[],
): Promise<Load> {
  const loads: Load[] = [];
  for (const turn of [0, 1, 2]) {
    loads.push(
      await work(tasks, clients, async (task, client) => {
        await by(client)[turn]?.(task);
      }),
    );
  }
  return overall(loads);
}

/** Loads of as many tasks each, one after the other, as one. */
export function overall(loads: Load[]): Load {
  const mean = (pick: (load: Load) => number) =>
    loads.reduce((sum, load) => sum + pick(load), 0) / loads.length;
  return {
    rate: loads.length / loads.reduce((sum, load) => sum + 1 / load.rate, 0),
    p50: mean((load) => load.p50),
    p95: Math.max(...loads.map((load) => load.p95)),
    p99: Math.max(...loads.map((load) => load.p99)),
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request over a kept-alive connection, by the token unless there is a cookie; anything but success is a failure. */
export function send(
  port: number,
  method: string,
  path: string,
  token: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method,
        path: `/api/v1${path}`,
        headers: {
          ...(headers.cookie ? {} : { authorization: `Bearer ${token}` }),
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200 || response.statusCode === 201) resolve(text);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
