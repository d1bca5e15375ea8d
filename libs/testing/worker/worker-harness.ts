import { spawnSync } from 'node:child_process';
import { WorkerModule } from '@apps/worker/worker.module';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Clock, SettableClock } from '@platform/clock';
import { Environment } from '@platform/config';
import { Database, UnitOfWork } from '@platform/database';
import { Queues } from '@platform/queues';
import { createTestDatabase, type TestDatabase } from '@testing/database';
import { type SeededOrganisation, seedOrganisation } from '@testing/organisation';

export type Backend = 'postgres' | 'redis';

/** Where the Redis of the tests is. */
export const testRedisUrl = process.env.TEST_REDIS_URL?.trim() || 'redis://127.0.0.1:6379';

let reached: boolean | undefined;

/** Whether a Redis answers there. Asked in a process of its own, since jest collects tests synchronously. */
export function redisAnswers(): boolean {
  const { hostname, port } = new URL(testRedisUrl);
  const probe = `require('net').connect({host: process.argv[1], port: Number(process.argv[2]), timeout: 1000})
    .once('connect', () => process.exit(0)).once('timeout', () => process.exit(1)).once('error', () => process.exit(1))`;
  reached ??= spawnSync(process.execPath, ['-e', probe, hostname, port || '6379']).status === 0;
  return reached;
}

/**
 * Runs a suite on both backends. Without Redis that half says so and passes on a newcomer's machine; in CI it
 * fails.
 */
export function onEachBackend(name: string, suite: (backend: Backend) => void): void {
  describe(`${name}, on PostgreSQL`, () => suite('postgres'));
  describe(`${name}, on Redis`, () => {
    if (redisAnswers()) suite('redis');
    else {
      it('needs a Redis', () => {
        const message = `No Redis at ${testRedisUrl}: the Redis half of “${name}” did not run.`;
        if (process.env.CI) throw new Error(message);
        process.stderr.write(`\n  ${message}\n`);
      });
    }
  });
}

export interface WorkerHarnessOptions {
  backend: Backend;
  now?: Date;
  /**
   * Whether the worker's own sweeps come by at their beat, as in the product. Where a test starts a sweep itself and
   * looks at what that did, the worker's own could come in between and do it first.
   * @default false
   */
  beats?: boolean;
  /** Further variables of the environment, asked for when the worker starts. */
  variables?: () => Promise<Partial<Environment>>;
}

export interface WorkerHarness {
  readonly application: INestApplicationContext;
  readonly clock: SettableClock;
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly organisation: SeededOrganisation;
  readonly url: string;
}

const standardNow = new Date('2025-11-20T01:00:00Z');

/** Starts a real worker on a database of its own before the tests of a suite, and stops it afterwards. */
export function workerHarness(options: WorkerHarnessOptions): WorkerHarness {
  let own: TestDatabase;
  let application: INestApplicationContext;
  let organisation: SeededOrganisation;
  const clock = new SettableClock(options.now ?? standardNow);

  if (!options.beats) withoutBeats();
  beforeAll(async () => {
    own = await createTestDatabase();
    const environment = workerEnvironment(own.url, options.backend, await options.variables?.());
    application = await startWorker(environment, clock, own.url);
    organisation = await seedOrganisation(application.get(Database), clock.now());
  });
  afterAll(async () => {
    await application?.close();
    await own?.drop();
  });

  return {
    clock,
    get application() {
      return application;
    },
    get database() {
      return application.get(Database);
    },
    get unitOfWork() {
      return application.get(UnitOfWork);
    },
    get organisation() {
      return organisation;
    },
    get url() {
      return own.url;
    },
  };
}

/** Until the suite is over, workers started here set up none of what the clock starts. */
export function withoutBeats(): void {
  let silenced: jest.SpyInstance[] = [];
  beforeAll(() => {
    silenced = (['schedule', 'restoreSchedules'] as const).map((name) =>
      jest.spyOn(Queues.prototype, name).mockResolvedValue(),
    );
  });
  afterAll(() => {
    for (const each of silenced) each.mockRestore();
  });
}

export function workerEnvironment(
  databaseUrl: string,
  backend: Backend,
  variables: Partial<Environment> = {},
): Environment {
  return Object.assign(new Environment(), {
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret that only tests know',
    LOG_LEVEL: 'fatal',
    DATABASE_POOL: 8,
    ...(backend === 'redis' ? { REDIS_URL: testRedisUrl } : {}),
    ...variables,
  });
}

export async function startWorker(
  environment: Environment,
  clock: Clock,
  databaseUrl: string,
): Promise<INestApplicationContext> {
  const queueNamespace = new URL(databaseUrl).pathname.slice(1);
  const module = WorkerModule.composedOf({ environment, clock, databaseUrl, queueNamespace });
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
}
