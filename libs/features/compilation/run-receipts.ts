import type { Problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import { OwedJobs } from '@platform/queues';
import { Signals } from '@platform/signals';
import { type CompilationRun, RunRepository } from './run.repository';

/** Takes up the jobs of runs and settles them, each in the transaction of its effect. */
@Injectable()
export class RunReceipts {
  constructor(
    private readonly runs: RunRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** The run, where it still goes on; else the job is settled and there is nothing to do. */
  async takeUp(runId: string, jobId: string): Promise<CompilationRun | null> {
    const run = await this.runs.find(runId);
    if (run && run.finishedAt === null) return run;
    await this.settle(jobId);
    return null;
  }

  async settle(jobId: string, effect?: (transaction: Transaction) => Promise<unknown>): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.owed.settle(transaction, jobId);
      await effect?.(transaction);
    });
  }

  async settleIn(transaction: Transaction, jobId: string): Promise<void> {
    await this.owed.settle(transaction, jobId);
  }

  /** Ends a run that is still going on. Without a job, none is settled: it stays listed as given up. */
  async end(run: CompilationRun, refusal: Problem, jobId?: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.runs.fail(transaction, run.id, refusal, this.clock.now());
      if (jobId) await this.owed.settle(transaction, jobId);
    });
    this.tell(run);
  }

  /** Lets pages that show the report ask how far it is. */
  tell(run: CompilationRun): void {
    this.signals.raise('live', [run.reportId]);
  }
}
