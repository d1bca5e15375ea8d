import {
  type JobName,
  type Jobs,
  jobDefinitions,
  jobNames,
  type QueueName,
  queueNames,
} from '@contracts/index';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { JobFlows, JobQueue, QueueBackend } from './queue-backend';

export type QueuedJob = {
  [N in JobName]: { name: N; payload: Jobs[N]; id: string; delayMs?: number; cause?: string | null };
}[JobName];

/** A job that runs once all the others are over, done or given up; without others it runs at once. */
export interface QueuedFlow {
  last: QueuedJob;
  first: readonly QueuedJob[];
}

/** Puts jobs into the queues. What must not be lost goes through {@link OwedJobs} instead. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly logger = new Logger(Queues.name);
  private readonly open = new Map<QueueName, JobQueue>();
  private prepared: Promise<void> | undefined;
  private flows: JobFlows | undefined;
  private closing = false;

  constructor(
    readonly backend: QueueBackend,
    private readonly timeZone: string,
  ) {}

  /** Brings the backend's tables up to date; a worker does so before anything else, others with their first job. */
  async prepare(): Promise<void> {
    this.prepared ??= this.backend.prepare().catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    await this.prepared;
  }

  /** Adds in bulk. A job whose id the queue still knows is left as it is. */
  async enqueue(jobs: readonly QueuedJob[]): Promise<void> {
    for (const queueName of queueNames) {
      const own = jobs.filter(({ name }) => jobDefinitions[name].queue === queueName);
      for (let at = 0; at < own.length; at += 1000) {
        const queue = await this.queue(queueName);
        const [first, ...more] = own.slice(at, at + 1000).map((job) => ({
          name: job.name,
          data: job.payload,
          opts: jobOptions(job),
        }));
        // In PostgreSQL each bulk makes two temporary tables, which takes ten times as long as a single job.
        if (first && more.length === 0) await queue.add(first.name, first.data, first.opts);
        else if (first) await queue.addBulk([first, ...more]);
      }
    }
  }

  /**
   * Adds a flow as a whole. Jobs of it that the queue still knows are left as they are, so that adding what is
   * left of a flow brings back what was lost of it and no more.
   */
  async enqueueFlow({ last, first }: QueuedFlow): Promise<void> {
    if (first.length === 0) return this.enqueue([last]);
    await this.prepare();
    if (!this.flows) {
      this.flows = this.backend.flows();
      this.flows.on('error', (error: Error) => this.logger.warn(`Flows: ${error.message}`));
    }
    await this.flows.add({
      ...flowNode(last),
      children: first.map((job) => {
        const node = flowNode(job);
        // A job that is given up is the handler's to answer for; the last one must not wait for it forever.
        return { ...node, opts: { ...node.opts, removeDependencyOnFailure: true } };
      }),
    });
  }

  /** Sets up what the clock starts; with any number of workers each fires once. */
  async schedule(): Promise<void> {
    for (const name of clockJobs) await this.scheduleOne(name);
  }

  /** Sets up again what a queue that was wiped has forgotten; what it knows is left to its beat. */
  async restoreSchedules(): Promise<void> {
    for (const name of clockJobs) {
      const queue = await this.queue(jobDefinitions[name].queue);
      if (await queue.getJobScheduler(name)) continue;
      this.logger.warn(`The schedule of ${name} was lost and is set up again.`);
      await this.scheduleOne(name);
    }
  }

  private async scheduleOne(name: JobName): Promise<void> {
    const { schedule, queue } = jobDefinitions[name];
    if (!schedule) return;
    const repeat =
      'cron' in schedule ? { pattern: schedule.cron, tz: this.timeZone } : { every: schedule.everyMs };
    const scheduling = await this.queue(queue);
    await scheduling.upsertJobScheduler(name, repeat, { name, data: {}, opts: optionsOf(name) });
  }

  /** How many jobs stand in which state, by queue. */
  async counts(): Promise<Record<QueueName, Record<string, number>>> {
    const entries = await Promise.all(
      queueNames.map(async (name) => [name, await (await this.queue(name)).getJobCounts()] as const),
    );
    return Object.fromEntries(entries) as Record<QueueName, Record<string, number>>;
  }

  /** @throws Error where jobs can be neither added nor fetched at present */
  async reach(): Promise<void> {
    await (await this.queue('schedules')).getJobCounts();
  }

  /** Every queue as BullMQ knows it, to look at. */
  async all(): Promise<Queue[]> {
    return Promise.all(queueNames.map(async (name) => (await this.queue(name)) as unknown as Queue));
  }

  async onApplicationShutdown(): Promise<void> {
    // Connections that BullMQ leaves to the database's own end are no fault to tell of.
    this.closing = true;
    const connected = [...this.open.values(), ...(this.flows ? [this.flows] : [])];
    await Promise.all(connected.map((one) => one.close().catch(() => undefined)));
  }

  private async queue(name: QueueName): Promise<JobQueue> {
    await this.prepare();
    let queue = this.open.get(name);
    if (!queue) {
      queue = this.backend.queue(name);
      queue.on('error', (error: Error) => {
        if (!this.closing) this.logger.warn(`Queue ${name}: ${error.message}`);
      });
      this.open.set(name, queue);
    }
    return queue;
  }
}

const clockJobs = jobNames.filter((name) => jobDefinitions[name].schedule);

function optionsOf(name: JobName) {
  return {
    attempts: jobDefinitions[name].attempts,
    backoff: { type: 'by-class' },
    // Both sets stay empty: what failed for good is kept in PostgreSQL, and a known id would block its replay.
    removeOnComplete: true,
    removeOnFail: true,
  };
}

/** What caused the job stands where BullMQ keeps such things, so that its payload stays what it declares. */
function jobOptions({ name, id, delayMs, cause }: QueuedJob) {
  return {
    ...optionsOf(name),
    jobId: id,
    delay: delayMs,
    ...(cause ? { telemetry: { metadata: cause } } : {}),
  };
}

function flowNode(job: QueuedJob) {
  const { name, payload } = job;
  return { name, queueName: jobDefinitions[name].queue, data: payload, opts: jobOptions(job) };
}
