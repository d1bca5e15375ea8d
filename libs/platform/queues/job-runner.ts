import { isJobName, jobDefinitions, type QueueName, queueNames } from '@contracts/index';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isOutage } from '@platform/database';
import { inSpan, underCause } from '@platform/tracing';
import { Metrics, Readiness } from '@platform/watching';
import { type Job, UnrecoverableError } from 'bullmq';
import { backoff, failureClass } from './job-failure';
import { JobHandlers } from './job-handlers';
import { OwedJobs } from './owed-jobs';
import { Pump } from './pump';
import type { JobWorker } from './queue-backend';
import { Queues } from './queues';

const concurrency: Record<QueueName, number> = {
  events: 4,
  rollups: 1,
  deliveries: 8,
  schedules: 4,
  documents: 1,
  compilations: 2,
};

/** Runs the jobs of every queue in a worker process; refuses to start while a declared job has no handler. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private workers: JobWorker[] = [];
  /** The beat of what the clock starts lies in the queue alone: whoever wipes it stops every sweep. */
  private readonly beat = new Pump({
    name: 'Schedules',
    work: async () => {
      await this.queues.restoreSchedules();
      return false;
    },
    sweepMs: 5_000,
    logger: this.logger,
  });

  constructor(
    private readonly queues: Queues,
    private readonly handlers: JobHandlers,
    private readonly owed: OwedJobs,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.handlers.collect();
    await this.queues.prepare();
    this.workers = queueNames.map((name) => this.start(name));
    await this.queues.schedule();
    this.beat.start();
    const runs = () => this.workers.every((worker) => worker.isRunning());
    this.readiness.add(() => (runs() ? null : 'worker_stopped'), 'worker_stopped');
  }

  /** Stops taking jobs and waits for those that run. A job that is killed instead runs again elsewhere. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.beat.stop();
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  private start(queue: QueueName): JobWorker {
    const worker = this.queues.backend.worker(
      queue,
      (job) => underCause(causeOf(job), () => this.process(job)),
      {
        concurrency: concurrency[queue],
        // A worker that was killed gives its job back after this long; being killed is no fault of the job.
        lockDuration: 15_000,
        stalledInterval: 5_000,
        maxStalledCount: 100,
        settings: { backoffStrategy: (attempt, _type, error) => backoff(attempt, error) },
      },
    );
    worker.on(
      'failed',
      (job: Job | undefined, error: Error) => void underCause(causeOf(job), () => this.failed(job, error)),
    );
    worker.on('error', (error: Error) => this.logger.warn(`Worker ${queue}: ${error.message}`));
    return worker;
  }

  private async process(job: Job): Promise<void> {
    const { name } = job;
    if (!isJobName(name)) throw new UnrecoverableError(`Unknown job ${name}.`);
    const id = job.id ?? name;
    const start = performance.now();
    const worked = (outcome: 'done' | 'failed') => {
      const milliseconds = performance.now() - start;
      this.metrics.worked(name, outcome, milliseconds / 1000);
      // What the clock starts comes every few seconds and would bury the rest.
      const line = `${name} ${id} ${outcome} ${Math.round(milliseconds)} ms`;
      if (jobDefinitions[name].schedule) this.logger.debug(line);
      else this.logger.log(line);
    };
    try {
      await inSpan({ name, kind: 'consumer', attributes: { 'messaging.message.id': id } }, () =>
        this.handlers.handle(name, job.data, { id }),
      );
      worked('done');
    } catch (error) {
      worked('failed');
      if (failureClass(error) === 'permanent') throw new UnrecoverableError((error as Error).message);
      throw error;
    }
  }

  /**
   * A job that the clock starts comes again by itself; every other is listed once it is given up. One that found
   * no database as often as it was tried has not failed: what it owes still stands there and is swept up.
   */
  private async failed(job: Job | undefined, error: Error): Promise<void> {
    this.logger.warn(`Job ${job?.name ?? '?'} ${job?.id ?? ''}: ${error.message}`);
    if (!job?.id) return;
    const definition = isJobName(job.name) ? jobDefinitions[job.name] : undefined;
    if (definition?.schedule) return;
    const over = error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
    if (!over || isOutage(error)) return;
    const { id, name, attemptsMade } = job;
    const payload: unknown = job.data;
    if (isJobName(name))
      await this.handlers
        .givenUp(name, payload, { id })
        .catch((cause: Error) =>
          this.logger.error(`Job ${id} was given up without a word: ${cause.message}`),
        );
    await this.owed
      .fail({ id, name, payload, attempts: attemptsMade }, error.message)
      .catch((cause: Error) =>
        this.logger.error(`Job ${id} could not be listed as failed: ${cause.message}`),
      );
  }
}

/** What was written with the job; the clock's own have none. */
function causeOf(job: Job | undefined): string | undefined {
  return job?.opts.telemetry?.metadata;
}
