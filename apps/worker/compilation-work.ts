import { type JobName, jobDefinitions } from '@contracts/index';
import { RunWork } from '@features/compilation';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isOutage } from '@platform/database';
import { failureClass, type JobContext, JobHandlers } from '@platform/queues';

/** Carries out the compilations that were ordered: batches are read side by side, the draft is written last. */
@Injectable()
export class CompilationWork implements OnModuleInit {
  constructor(
    private readonly runs: RunWork,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('compilation.read', ({ runId, part }, context) =>
      this.orGiveUp('compilation.read', runId, context, () => this.runs.read(runId, part, context.id)),
    );
    this.handlers.register('compilation.write', ({ runId }, context) =>
      this.orGiveUp('compilation.write', runId, context, () => this.runs.write(runId, context.id)),
    );
  }

  private async orGiveUp(
    name: JobName,
    runId: string,
    { attempt }: JobContext,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      const last = attempt >= jobDefinitions[name].attempts || failureClass(error) === 'permanent';
      // A job that found no database is not given up but swept up: its run goes on then.
      if (last && !isOutage(error)) await this.runs.giveUp(runId);
      throw error;
    }
  }
}
