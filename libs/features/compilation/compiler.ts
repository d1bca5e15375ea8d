import { type CompilationSource, type CompiledDraft, compileDraft } from '@domain/compilation';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { ReportLife } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { CompilationRepository } from './compilation.repository';

/** A report that is to be compiled, at the version it was read at. */
export interface Compiling {
  reportId: string;
  version: number;
  definition: TemplateDefinition;
}

/** Compiles a draft of sources that were read, and saves it with what it was bound to. */
@Injectable()
export class Compiler {
  constructor(
    private readonly compilations: CompilationRepository,
    private readonly life: ReportLife,
    private readonly clock: Clock,
  ) {}

  /**
   * The draft, its bindings and what `alongside` writes stand together, or not at all.
   * @throws stale_version (412) where somebody saved meanwhile, and whatever saving throws
   */
  async compile(
    caller: Caller,
    { reportId, version, definition }: Compiling,
    sources: CompilationSource[],
    alongside?: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    const compiled = await this.draft(reportId, definition, sources);
    await this.life.run(
      caller,
      reportId,
      { action: 'save', ifVersion: version, content: compiled.content },
      async (transaction) => {
        await this.compilations.bind(transaction, reportId, {
          by: caller.userId,
          at: this.clock.now(),
          bindings: compiled.bindings,
          sources,
        });
        await alongside?.(transaction);
      },
    );
  }

  /** Refuses what saving would refuse, before anything is read. @throws as {@link compile} */
  async rehearse(caller: Caller, reportId: string, version: number): Promise<void> {
    const content = await this.compilations.draft(reportId);
    await this.life.rehearse(caller, reportId, { action: 'save', ifVersion: version, content });
  }

  private async draft(
    reportId: string,
    definition: TemplateDefinition,
    sources: CompilationSource[],
  ): Promise<CompiledDraft> {
    const [draft, previous, promises] = await Promise.all([
      this.compilations.draft(reportId),
      this.compilations.stored(reportId),
      this.compilations.promises(reportId),
    ]);
    const bindings = previous?.bindings ?? null;
    return compileDraft({ definition, draft, previous: bindings, sources, promises, newId: v7 });
  }
}
