import { Injectable, Logger } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Labels = Record<string, string>;

/** The Prometheus figures of one process: Node's own, and what features add. */
@Injectable()
export class Metrics {
  private readonly logger = new Logger(Metrics.name);
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'baoshen_http_request_seconds',
    help: 'Time to answer, by route; a stream counts until it ends',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly jobs = new Histogram({
    name: 'baoshen_job_seconds',
    help: 'Time that a try of a job took, by job and how it ended',
    labelNames: ['job', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers: [this.registry],
  });

  constructor() {
    // Event loop delay, garbage collection, memory, processor time, open handles.
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param route as it was declared, never the path that was asked for: the number of series stays bounded */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);
  }

  /** @param job a name that this version declares */
  worked(job: string, outcome: 'done' | 'failed', seconds: number): void {
    this.jobs.observe({ job, outcome }, seconds);
  }

  /**
   * A figure that is read when Prometheus asks. One that cannot be read, as while the database is away, is left out:
   * an old value would look like a healthy one.
   */
  gauge(
    name: string,
    help: string,
    labelNames: string[],
    read: (set: (labels: Labels, value: number) => void) => Promise<void> | void,
  ): void {
    const logger = this.logger;
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        this.reset();
        try {
          await read((labels, value) => this.set(labels, value));
        } catch (error) {
          this.reset();
          logger.warn(`${name} could not be read: ${(error as Error).message}`);
        }
      },
    });
  }
}
