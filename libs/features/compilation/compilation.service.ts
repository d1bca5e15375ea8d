import {
  type CompilationBindings,
  overriddenIndicators,
  type StaleSource,
  staleSources,
} from '@domain/compilation';
import { problem } from '@domain/problems';
import { type ReportAnswer, ReportReader } from '@features/report';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { type Caller, type Page, type PageQuery, pageOf, windowOf } from '@platform/http';
import { CompilationRepository, type SectionText } from './compilation.repository';
import { Compiler } from './compiler';
import type { CompilationRun } from './run.repository';
import { RunService } from './run.service';

/** What a compiled draft rests on, for the page that shows its sources beside it. */
export interface CompilationView {
  compiledAt: Date | null;
  compiledBy: { id: string; name: string } | null;
  indicators: CompilationBindings['indicators'];
  overridden: { key: string; computed: string | null; value: number | null }[];
  problems: CompilationBindings['problems'];
  stale: StaleSource[];
  /** The children's texts to select from; none where all together are too long for one answer. */
  sources: {
    reportId: string;
    org: { code: string; name: string };
    revision: number;
    sections: { key: string; body: string }[];
  }[];
  /** Whether the texts are left out, to be asked for with `sectionTexts`. */
  textsLeftOut: boolean;
  /** The compilation that a worker is at, for a page that is opened meanwhile. */
  run: CompilationRun | null;
}

/**
 * Above so many sources a request would hold its connection for seconds and megabytes of text in memory; the
 * largest general branch has some sixty branches and stays below.
 */
export const mostSourcesAtOnce = 100;
/** The same for their length, which a few of the greatest length exceed; sixty usual reports have one megabyte. */
const mostBytesAtOnce = 2 * 1024 * 1024;
/** Texts that come with the view of a compilation; longer ones are asked for section by section. */
const mostBytesShown = 1024 * 1024;

/** What became of asking: the report where it was done at once, a run where a worker does it. */
export type Compiled = { report: ReportAnswer } | { run: CompilationRun };

/** Compiles 汇编 a report's draft from the approved reports below it (design 1.5). */
@Injectable()
export class CompilationService {
  constructor(
    private readonly compilations: CompilationRepository,
    private readonly compiler: Compiler,
    private readonly runs: RunService,
    private readonly reader: ReportReader,
    private readonly templates: TemplateCache,
  ) {}

  /**
   * Rebinds the numbers and keeps what was edited; the draft and its bindings are saved together. A worker does
   * it where that is asked for, or where there is too much to read.
   * @throws rule_broken where there is nothing to compile; stale_version (412) where somebody saved meanwhile,
   *   and whatever saving throws
   */
  async compile(
    caller: Caller,
    reportId: string,
    expectedVersion: number | undefined,
    later = false,
  ): Promise<Compiled> {
    const report = await this.reader.get(caller, reportId);
    const version = expectedVersion ?? report.version;
    const { count, bytes } = await this.compilations.sourceSize(reportId);
    if (count === 0 && (await this.compilations.promises(reportId)).length === 0) {
      throw problem('rule_broken', {
        reason: '下级还没有已审定的报告，也没有上年承诺的措施，暂时无可汇编。',
      });
    }
    if (later || count > mostSourcesAtOnce || bytes > mostBytesAtOnce) {
      await this.compiler.rehearse(caller, reportId, version);
      return { run: await this.runs.start(caller, reportId, version) };
    }
    const definition = await this.templates.definition(report.templateVersion);
    const sources = await this.compilations.sources(reportId);
    await this.compiler.compile(caller, { reportId, version, definition }, sources);
    return { report: await this.reader.get(caller, reportId) };
  }

  /** What became of a request that took effect and whose answer was lost: the same, as it stands by now. */
  async outcome(caller: Caller, reportId: string, later: boolean): Promise<Compiled> {
    const run = await this.runs.latest(reportId);
    if (run && (later || run.finishedAt === null)) return { run };
    return { report: await this.reader.get(caller, reportId) };
  }

  /** What the reports below say in one section, page by page. */
  async sectionTexts(reportId: string, query: PageQuery & { section: string }): Promise<Page<SectionText>> {
    return pageOf(query, await this.compilations.sectionTexts(reportId, query.section, windowOf(query)));
  }

  async view(reportId: string): Promise<CompilationView> {
    const [stored, draft, sources, standings, run] = await Promise.all([
      this.compilations.stored(reportId),
      this.compilations.draft(reportId),
      this.compilations.sourceTexts(reportId, mostBytesShown),
      this.compilations.standings(reportId),
      this.runs.going(reportId),
    ]);
    return {
      compiledAt: stored?.compiledAt ?? null,
      compiledBy: stored?.compiledBy ?? null,
      indicators: stored?.bindings.indicators ?? {},
      overridden: stored ? overriddenIndicators(draft, stored.bindings) : [],
      problems: stored?.bindings.problems ?? {},
      stale: stored ? staleSources(standings) : [],
      sources: sources.map((source) => ({ ...source, sections: source.sections ?? [] })),
      textsLeftOut: sources.some(({ sections }) => sections === null),
      run,
    };
  }
}
