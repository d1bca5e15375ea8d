import { jobIds } from '@contracts/index';
import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { OwedJobs } from '@platform/queues';
import { v7 } from 'uuid';
import { type CompilationRun, RunRepository } from './run.repository';

/** Sources a job reads: at 60,000 characters each they stay a few megabytes, and progress moves in steps to see. */
export const sourcesPerPart = 25;
/** What a batch may hold besides: a worker may share its process with the API, which must not wait for it. */
const bytesPerPart = 2 * 1024 * 1024;

/** Takes orders for compilations that a worker carries out. */
@Injectable()
export class RunService {
  constructor(
    private readonly runs: RunRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders a run, or answers with the one that is going on. One that can no longer come to anything, because
   * somebody saved since or because its jobs were given up, ends as failed and makes room.
   */
  async start(caller: Caller, reportId: string, version: number): Promise<CompilationRun> {
    const id = await this.unitOfWork.run(async (transaction) => {
      const going = await this.usable(transaction, reportId);
      if (going) return going;
      const wanted = { id: v7(), reportId, by: caller.userId, version, at: this.clock.now() };
      if (await this.runs.create(transaction, wanted)) {
        await this.oweJobs(transaction, wanted.id, reportId);
        return wanted.id;
      }
      const other = await this.runs.lockGoing(transaction, reportId);
      if (!other) throw problem('conflict', { reason: '汇编刚刚结束，请刷新后重试。' });
      return other.id;
    });
    return this.one(reportId, id);
  }

  /** @throws not_found also for another report's run */
  async one(reportId: string, id: string): Promise<CompilationRun> {
    const run = await this.runs.find(id);
    if (run?.reportId !== reportId) throw problem('not_found');
    return run;
  }

  latest(reportId: string): Promise<CompilationRun | null> {
    return this.runs.latest(reportId);
  }

  /** The run that is going on, for a page that is opened meanwhile. */
  going(reportId: string): Promise<CompilationRun | null> {
    return this.runs.going(reportId);
  }

  private async usable(transaction: Transaction, reportId: string): Promise<string | null> {
    const run = await this.runs.lockGoing(transaction, reportId);
    if (!run) return null;
    const { id, expectedVersion: expected, version: actual } = run;
    if (expected !== actual) {
      await this.runs.fail(transaction, id, problem('stale_version', { expected, actual }), this.clock.now());
      return null;
    }
    if (!(await this.owed.givenUp(transaction, jobIds.compilationWrite(id)))) return id;
    await this.runs.fail(transaction, id, problem('internal', { incident: id }), this.clock.now());
    return null;
  }

  private async oweJobs(transaction: Transaction, runId: string, reportId: string): Promise<void> {
    const parts = await this.runs.freeze(transaction, runId, reportId, {
      sources: sourcesPerPart,
      bytes: bytesPerPart,
    });
    await this.owed.oweFlow(transaction, {
      last: { name: 'compilation.write', payload: { runId }, id: jobIds.compilationWrite(runId) },
      first: Array.from({ length: parts }, (_, at) => ({
        name: 'compilation.read',
        payload: { runId, part: at + 1 },
        id: jobIds.compilationRead(runId, at + 1),
      })),
    });
  }
}
