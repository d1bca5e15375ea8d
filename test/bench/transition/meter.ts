import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '@platform/database';
import type { Load } from './load';

/** Milliseconds of processor time: of the API, of the database's connections, and of the clients, this process. */
export interface Spent {
  api: number;
  postgres: number;
  client: number;
}

/**
 * Tells what a load cost in processor time, which stays much the same while others use the machine and the rate
 * does not. Only Linux tells it; elsewhere a load comes without it.
 */
export class Meter {
  constructor(
    private readonly database: Database,
    private readonly api: number,
  ) {}

  /** Connections that `work` opens count; it must not close any. */
  async of(work: () => Promise<Load>): Promise<Load> {
    if (process.platform !== 'linux') return work();
    const before = await this.read();
    const load = await work();
    const after = await this.read();
    const postgres = [...after.connections].map(([pid, used]) => used - (before.connections.get(pid) ?? 0));
    return {
      ...load,
      spent: {
        api: after.api - before.api,
        postgres: postgres.reduce((sum, used) => sum + used, 0),
        client: after.client - before.client,
      },
    };
  }

  private async read() {
    const rows = await this.database.query<{ pid: number }>(selectConnections);
    const connections = new Map(rows.map(({ pid }) => [pid, usedBy(pid)]));
    return { api: usedBy(this.api), client: usedBy(process.pid), connections };
  }
}

const selectConnections = {
  name: 'bench_connections',
  text: `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
};

/** Of all threads of a process, in milliseconds. */
export function usedBy(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return sum + Number(nanoseconds) / 1e6;
  }, 0);
}
