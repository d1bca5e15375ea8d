import { SteadyClient, type SteadyClientConfig } from '@platform/database';
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
import { Pool, type PoolConfig } from 'pg';

export interface QueueTarget {
  /** Redis where it is set; PostgreSQL otherwise. */
  redisUrl?: string;
  databaseUrl: string;
  /** Keeps installations that share a Redis apart. */
  namespace?: string;
}

/** The part of BullMQ's queue that is used here, the same on both backends. */
export interface JobQueue {
  add(name: string, data: unknown, opts?: BulkJobOptions): Promise<unknown>;
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

/** Connections that each takes on PostgreSQL, at most: a worker also listens. */
export const queueConnections = { queue: 2, flows: 1, worker: 4 } as const;

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
  /**
   * BullMQ's own pools name the schema in the first packet, which PgBouncer refuses, listen on the first of several
   * hosts, and hand connections out before anybody listens to them. A pool that it was given it does not close.
   */
  const onPool = <T extends { close(): Promise<void> }>(max: number, make: (connection: Pool) => T): T => {
    const configuration: PoolConfig & Pick<SteadyClientConfig, 'settings'> = {
      connectionString,
      max,
      Client: SteadyClient,
      keepAlive: true,
      application_name: 'baoshen-queues',
      settings: { search_path: schema },
    };
    const pool = new Pool(configuration);
    const made = make(pool);
    const close = made.close.bind(made);
    let closed: Promise<void> | undefined;
    made.close = () => {
      closed ??= close().finally(() => pool.end());
      return closed;
    };
    return made;
  };
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
    queue: (name) => onPool(queueConnections.queue, (connection) => new PostgresQueue(name, { connection })),
    flows: () => onPool(queueConnections.flows, (connection) => new PostgresFlows({ connection })),
    worker: (name, processor, options) =>
      onPool(
        queueConnections.worker,
        (connection) => new PostgresWorker(name, processor, { ...options, connection }),
      ),
  };
}
