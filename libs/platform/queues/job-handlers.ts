import { type JobName, jobNames, jobPayload } from '@contracts/index';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type Transaction, UnitOfWork } from '@platform/database';
import { type JobContext, type JobDeclaration, jobsOf } from './job-declaration';
import { OwedJobs } from './owed-jobs';

type Work = (payload: unknown, context: JobContext) => Promise<unknown>;
type OwedWork = (transaction: Transaction, payload: unknown) => Promise<unknown>;

/** Who does which job: the methods of providers that say so. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<string, Work>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
  ) {}

  /** @throws Error unless every declared job has exactly one handler; a worker then refuses to start */
  collect(): void {
    this.handlers.clear();
    const instances = new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown));
    for (const instance of instances) {
      if (typeof instance !== 'object' || instance === null) continue;
      for (const declaration of jobsOf(instance)) this.add(instance, declaration);
    }
    const missing = jobNames.filter((name) => !this.handlers.has(name));
    if (missing.length > 0) throw new Error(`No handler for the jobs: ${missing.join(', ')}.`);
  }

  /** @throws PayloadError where the payload is not what the job declares */
  async handle(name: JobName, payload: unknown, context: JobContext): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`No handler for the job ${name}.`);
    await handler(jobPayload(name, payload), context);
  }

  /** The job failed for good. */
  async givenUp(name: JobName, payload: unknown, context: JobContext): Promise<void> {
    await this.handlers.get(`${name} given up`)?.(jobPayload(name, payload), context);
  }

  private add(instance: object, { kind, name, method }: JobDeclaration): void {
    const key = kind === 'givenUp' ? `${name} given up` : name;
    if (this.handlers.has(key)) throw new Error(`Two handlers for the job ${name}.`);
    const bound = ((instance as Record<string, unknown>)[method] as Work).bind(instance);
    this.handlers.set(key, kind === 'owed' ? this.withReceipt(bound as unknown as OwedWork) : bound);
  }

  private withReceipt(work: OwedWork): Work {
    return (payload, { id }) =>
      this.unitOfWork.run(async (transaction) => {
        if (await this.owed.settle(transaction, id)) await work(transaction, payload);
      });
  }
}
