import { type JobName, type Jobs, jobNames, jobPayload } from '@contracts/index';
import { Injectable } from '@nestjs/common';

export interface JobContext {
  /** The job's id: for work that is owed, the id to settle in the transaction of the effect. */
  id: string;
  /** Counted from 1. */
  attempt: number;
}

export type JobHandler<N extends JobName> = (payload: Jobs[N], context: JobContext) => Promise<void>;

/** Who does which job. Features register theirs as their modules start. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<JobName, (payload: unknown, context: JobContext) => Promise<void>>();

  register<N extends JobName>(name: N, handler: JobHandler<N>): void {
    if (this.handlers.has(name)) throw new Error(`Two handlers for the job ${name}.`);
    this.handlers.set(name, (payload, context) => handler(jobPayload(name, payload), context));
  }

  /** @throws Error naming the declared jobs that nobody handles; a worker then refuses to start. */
  proveComplete(): void {
    const missing = jobNames.filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`No handler for the jobs: ${missing.join(', ')}.`);
  }

  /** @throws PayloadError where the payload is not what the job declares */
  async handle(name: JobName, payload: unknown, context: JobContext): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`No handler for the job ${name}.`);
    await handler(payload, context);
  }
}
