import { SteadyClient } from '@platform/database';
import {
  type BulkJobOptions,
  createPostgresBackend,
  createRedisBackend,
  type FlowJob,
  type Job,
  type JobSchedulerTemplateOptions,
  type RepeatOptions,
  runMigrations,
  type WorkerOptions,
  withBackend,
} from 'bullmq';

export interface QueueTarget {
  /** Redis where it is set; PostgreSQL otherwise. */
  redisUrl?: string;
  databaseUrl: string;
  /** Keeps installations that share a Redis apart. */
  namespace?: string;
}

/** The part of BullMQ's queue that is used here, the same on both backends. */
export interface JobQueue {
  addBulk(jobs: Array<{ name: string; data: unknown; opts?: BulkJobOptions }>): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  /** Nothing where the queue knows none of that id. */
  getJobScheduler(id: string): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: Omit<RepeatOptions, 'key'>,
    template: { name: string; data: unknown; opts: JobSchedulerTemplateOptions },
  ): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Adds a job together with those that it waits for: all of them, or none. */
export interface JobFlows {
  add(flow: FlowJob): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface JobWorker {
  isRunning(): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  close(): Promise<void>;
}

export type JobProcessor = (job: Job) => Promise<void>;
export type JobWorkerOptions = Omit<WorkerOptions, 'connection' | 'prefix'>;

export interface QueueBackend {
  kind: 'redis' | 'postgres';
  /** Brings the backend's own tables up to date; must run before the first queue or worker. */
  prepare(): Promise<void>;
  queue(name: string): JobQueue;
  flows(): JobFlows;
  worker(name: string, processor: JobProcessor, options: JobWorkerOptions): JobWorker;
}

const schema = 'bullmq';

/**
 * The one place where the backend is chosen. On PostgreSQL `prepare` is not optional: without BullMQ's tables
 * a worker spins until memory is gone, and does not hear SIGTERM.
 */
export function queueBackend(target: QueueTarget): QueueBackend {
  return target.redisUrl
    ? onRedis(target.redisUrl, target.namespace ?? 'baoshen')
    : onPostgres(target.databaseUrl);
}

function onRedis(url: string, prefix: string): QueueBackend {
  const {
    Queue: RedisQueue,
    Worker: RedisWorker,
    FlowProducer: RedisFlows,
  } = withBackend(createRedisBackend);
  return {
    kind: 'redis',
    prepare: async () => undefined,
    // A queue gives up soon while Redis is away: what it should have taken is owed and swept later.
    queue: (name) =>
      new RedisQueue(name, {
        connection: { url, commandTimeout: 5_000 },
        prefix,
        skipWaitingForReady: true,
      }),
    flows: () => new RedisFlows({ connection: { url, commandTimeout: 5_000 }, prefix }),
    worker: (name, processor, options) =>
      new RedisWorker(name, processor, {
        ...options,
        connection: { url, maxRetriesPerRequest: null },
        prefix,
      }),
  };
}

function onPostgres(connectionString: string): QueueBackend {
  const {
    Queue: PostgresQueue,
    Worker: PostgresWorker,
    FlowProducer: PostgresFlows,
  } = withBackend(createPostgresBackend);
  // Its pool, too, hands connections out before anybody listens to them.
  const connection = (max: number) => ({ connectionString, schema, max, Client: SteadyClient });
  return {
    kind: 'postgres',
    async prepare() {
      const client = new SteadyClient({ connectionString });
      await client.connect();
      try {
        await runMigrations(client, schema);
      } finally {
        await client.end();
      }
    },
    queue: (name) => new PostgresQueue(name, { connection: connection(2) }),
    flows: () => new PostgresFlows({ connection: connection(1) }),
    worker: (name, processor, options) =>
      new PostgresWorker(name, processor, { ...options, connection: connection(3) }),
  };
}
