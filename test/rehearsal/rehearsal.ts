import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@testing/free-port';
import type { ApiClient } from '@testing/http/api-client';
import { until } from '@testing/until';
import type { OwnRedis } from '../faults/own-redis';
import { ProductProcess } from '../faults/product-process';
import { proxies } from '../faults/proxies';
import type { DebianPostgres } from './debian-postgres';
import type { Load } from './load';
import type { Place } from './operator';

/** What the steps set up, one after the other, and what they found lost. */
export class Rehearsal {
  readonly place: Place;
  postgres?: DebianPostgres;
  redis?: OwnRedis;
  proxy?: ChildProcess;
  ports: number[] = [];
  apis: ProductProcess[] = [];
  workers: ProductProcess[] = [];
  /** Of the proxy, as people type it. */
  address = '';
  admin?: ApiClient;
  people = new Map<string, ApiClient>();
  load?: Load;
  readonly lost: string[] = [];

  constructor(readonly folder: string) {
    this.place = { databaseUrl: '', redisUrl: '', data: join(folder, 'product') };
    mkdirSync(this.place.data);
  }

  get database(): DebianPostgres {
    return present(this.postgres);
  }

  get administrator(): ApiClient {
    return present(this.admin);
  }

  get working(): Load {
    return present(this.load);
  }

  /** Ends whatever was started, in the reverse order. */
  async end(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((each) => each.end()));
    if (this.proxy && this.proxy.exitCode === null) {
      const gone = once(this.proxy, 'exit');
      this.proxy.kill('SIGTERM');
      await gone;
    }
    await this.redis?.stop();
    this.postgres?.goDown();
  }
}

export function startProcesses(rehearsal: Rehearsal): void {
  const { place, ports } = rehearsal;
  const environment = { ...place, logs: place.data, ports };
  rehearsal.apis = [0, 1].map((number) => new ProductProcess('api', number, environment));
  rehearsal.workers = [0, 1].map((number) => new ProductProcess('worker', number, environment));
}

/** Caddy, or nginx where the machine has no Caddy. */
export async function startProxy(rehearsal: Rehearsal): Promise<void> {
  const port = await freePort();
  for (const { program, configuration, start } of proxies) {
    const file = join(rehearsal.folder, `${program}.conf`);
    writeFileSync(file, configuration(rehearsal.ports, port, rehearsal.folder));
    const child = spawn(program, start(file, rehearsal.folder), { stdio: 'ignore' });
    const [started] = await Promise.race([
      once(child, 'spawn').then(() => [true]),
      once(child, 'error').then(() => [false]),
    ]);
    if (!started) continue;
    rehearsal.proxy = child;
    rehearsal.address = `http://127.0.0.1:${port}`;
    await until('the proxy passes requests on', () => ready(rehearsal.address));
    return;
  }
  throw new Error('Neither Caddy nor nginx is installed: apt-get install caddy.');
}

/** Whether people may be sent there. */
export async function ready(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/api/health/ready`).catch(() => null);
  return answer?.status === 200;
}

/** @throws Error where a step comes before the one that sets this up */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A step is out of its order.');
  return value;
}
