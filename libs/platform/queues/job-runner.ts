import { isJobName, jobDefinitions, type QueueName, queueNames } from '@contracts/index';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isOutage } from '@platform/database';
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
    const worker = this.queues.backend.worker(queue, (job) => this.process(job), {
      concurrency: concurrency[queue],
      // A worker that was killed gives its job back after this long; being killed is no fault of the job.
      lockDuration: 15_000,
      stalledInterval: 5_000,
      maxStalledCount: 100,
      settings: { backoffStrategy: (attempt, _type, error) => backoff(attempt, error) },
    });
    worker.on('failed', (job: Job | undefined, error: Error) => void this.failed(job, error));
    worker.on('error', (error: Error) => this.logger.warn(`Worker ${queue}: ${error.message}`));
    return worker;
  }

  private async process(job: Job): Promise<void> {
    if (!isJobName(job.name)) throw new UnrecoverableError(`Unknown job ${job.name}.`);
    const start = performance.now();
    const worked = (outcome: 'done' | 'failed') =>
      this.metrics.worked(job.name, outcome, (performance.now() - start) / 1000);
    try {
      await this.handlers.handle(job.name, job.data, { id: job.id ?? job.name });
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
