import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Environment } from '@platform/config';
import { mostConnections } from '@platform/queues';
import { workerHarness } from '@testing/worker';

const written = (file: string) => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const pool = new Environment().DATABASE_POOL;
/** Kept for an operator by PostgreSQL itself, and what a command and a migration need beside everything else. */
const beside = 3 + 7;

describe('connections to PostgreSQL', () => {
  it('of the documented server fit what it allows, during a migration too', () => {
    const compose = written('docker-compose.yml');
    const allowed = Number(/max_connections=(\d+)/.exec(compose)?.[1]);
    const apis = compose.match(/^ {2}api-\d:/gm)?.length ?? 0;
    const workers = Number(/replicas: (\d+)/.exec(compose)?.[1]);
    expect([apis, workers]).toEqual([2, 2]);
    for (const queues of ['redis', 'postgres'] as const) {
      const all =
        apis * mostConnections({ role: 'api', queues, pool }) +
        workers * mostConnections({ role: 'worker', queues, pool });
      expect(all + beside).toBeLessThanOrEqual(allowed);
    }
  });

  it('stand in docs/operations.md as they are', () => {
    const document = written('docs/operations.md');
    const row = (name: string) =>
      new RegExp(`^\\| ${name} \\| (\\d+) \\| (\\d+) \\|`, 'm').exec(document)?.slice(1).map(Number);
    for (const [name, role] of [
      ['api', 'api'],
      ['worker', 'worker'],
      ['`npm start`', 'all'],
    ] as const)
      expect(row(name)).toEqual(
        (['redis', 'postgres'] as const).map((queues) => mostConnections({ role, queues, pool })),
      );
  });

  describe('of a worker at work', () => {
    const worker = workerHarness({ backend: 'postgres', beats: true });

    it('are no more than that', async () => {
      const [row] = await worker.database.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()',
      );
      expect(row?.count).toBeGreaterThan(6);
      expect(row?.count).toBeLessThanOrEqual(
        mostConnections({ role: 'worker', queues: 'postgres', pool: 8 }),
      );
    });
  });
});
