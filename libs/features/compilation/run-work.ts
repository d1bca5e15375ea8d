import type { Jobs } from '@contracts/index';
import { abridger, type CompilationSource } from '@domain/compilation';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { isProblem, problem } from '@domain/problems';
import { CallerRepository } from '@features/sign-in';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { GivesUpJob, HandlesJob, type JobContext } from '@platform/queues';
import { Compiler } from './compiler';
import { type CompilationRun, RunRepository } from './run.repository';
import { RunReceipts } from './run-receipts';

/** Somebody ended the run while its draft was being written: what was to be written is not. */
class RunIsOver extends Error {}

/** Carries out runs, job by job. Each job may run twice: its effect and its receipt are one transaction. */
@Injectable()
export class RunWork {
  constructor(
    private readonly runs: RunRepository,
    private readonly receipts: RunReceipts,
    private readonly compiler: Compiler,
    private readonly templates: TemplateCache,
    private readonly callers: CallerRepository,
    private readonly clock: Clock,
  ) {}

  /** Reads one batch of sources, and keeps of it what compiling can use. */
  @HandlesJob('compilation.read')
  async read({ runId, part }: Jobs['compilation.read'], { id: jobId }: JobContext): Promise<void> {
    const run = await this.receipts.takeUp(runId, jobId);
    if (!run) return;
    const definition = await this.templates.definition(run.templateVersion);
    const sources = abridger(definition)(await this.runs.batch(runId, part));
    await this.receipts.settle(jobId, (transaction) =>
      this.runs.storePart(transaction, runId, part, sources),
    );
    this.receipts.tell(run);
  }

  /**
   * Compiles the draft in the name of who asked, with the posts that they hold by now, on the version that they
   * asked for. A refusal ends the run; whatever else happens is tried again.
   */
  @HandlesJob('compilation.write')
  async write({ runId }: Jobs['compilation.write'], { id: jobId }: JobContext): Promise<void> {
    const run = await this.receipts.takeUp(runId, jobId);
    if (!run) return;
    await this.runs.writing(runId);
    this.receipts.tell(run);
    try {
      await this.compile(run, jobId);
    } catch (error) {
      if (error instanceof RunIsOver) await this.receipts.settle(jobId);
      else if (isProblem(error)) await this.receipts.end(run, error, jobId);
      else throw error;
    }
    this.receipts.tell(run);
  }

  /** Says for good that it did not work; the administrator sees the job, the author the state. */
  @GivesUpJob('compilation.read')
  @GivesUpJob('compilation.write')
  async giveUp({ runId }: { runId: string }): Promise<void> {
    const run = await this.runs.find(runId);
    if (run) await this.receipts.end(run, problem('internal', { incident: runId }));
  }

  private async compile(run: CompilationRun, jobId: string): Promise<void> {
    const caller = await this.callers.byJob(jobId, run.requestedBy, this.clock.now());
    if (!caller) throw problem('forbidden');
    const definition = await this.templates.definition(run.templateVersion);
    const sources = await this.sources(run, definition);
    const target = { reportId: run.reportId, version: run.expectedVersion, definition };
    await this.compiler.compile(caller, target, sources, async (transaction) => {
      if (!(await this.runs.finish(transaction, run.id, this.clock.now()))) throw new RunIsOver();
      await this.receipts.settleIn(transaction, jobId);
    });
  }

  /** Everything that was read, less what was reopened meanwhile. */
  private async sources(run: CompilationRun, definition: TemplateDefinition): Promise<CompilationSource[]> {
    const abridge = abridger(definition);
    const changed = await this.runs.changedSources(run.id);
    const sources: CompilationSource[] = [];
    const parts = await this.runs.parts(run.id);
    for (let part = 1; part <= parts; part += 1) {
      const read = await this.runs.readPart(run.id, part);
      if (!read) throw new Error(`The batch ${part} of the compilation ${run.id} was not read.`);
      sources.push(...abridge(read.filter(({ reportId }) => !changed.has(reportId))));
    }
    return sources;
  }
}
