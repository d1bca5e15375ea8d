import { type Disclosure, disclosureOf, type ReportView } from '@domain/access';
import type { ContentComparison } from '@domain/comparison';
import { problem } from '@domain/problems';
import { emptyContent, type ReportContent } from '@domain/review';
import { ContentFacts, previousReports, ReportReader, type ReportRow } from '@features/report';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { Database, type Querier } from '@platform/database';
import type { Caller } from '@platform/http';
import { comparisonWork } from './comparison-work';
import { HistoryRepository } from './history.repository';

/** What a report says, as each view of it has it. */
@Injectable()
export class ReportContents {
  constructor(
    private readonly database: Database,
    private readonly reader: ReportReader,
    private readonly facts: ContentFacts,
    private readonly history: HistoryRepository,
    private readonly templates: TemplateCache,
    private readonly computing: Computing,
  ) {}

  /** The text behind a view; null where it shows none. */
  async shown(
    row: ReportRow,
    view: ReportView,
    querier: Querier = this.database,
  ): Promise<ReportContent | null> {
    if (view === 'working') return this.facts.workingCopy(querier, row.id);
    const seen = { view, userId: '', state: row.state, revision: row.revision };
    if (row.revision === 0 || !disclosureOf(seen).content(row.revision)) return null;
    return (await this.history.revision(row.id, row.revision, querier)).content;
  }

  /** Keys that the report's template has. */
  async keys(row: ReportRow, querier?: Querier): Promise<{ sections: string[]; indicators: string[] }> {
    const template = await this.templates.definition(row.template_version_id, querier);
    return {
      sections: template.sections.map((section) => section.key),
      indicators: template.indicators.map((indicator) => indicator.key),
    };
  }

  /**
   * What changed between two revisions, or since the unit's approved report of the cycle before on the
   * same template. 0 is nothing at all; without `to` it is what the caller sees now, the working copy for
   * the author's side.
   * @throws not_found also where there is no report of the cycle before, and for a draft not the caller's;
   * too_costly, busy for very long texts
   */
  async compare(
    caller: Caller,
    id: string,
    from: number | 'last-year',
    to: number | 'draft' | undefined,
  ): Promise<ContentComparison> {
    const { row, view, disclosure } = await this.see(caller, id);
    if (to === 'draft' && view !== 'working') throw problem('not_found');
    const numbered = (revision: number) => this.numbered(id, revision, disclosure);
    const [before, after] = [
      from === 'last-year' ? await this.lastYears(caller, id) : await numbered(from),
      typeof to === 'number' ? await numbered(to) : await this.shown(row, view),
    ];
    const template = await this.templates.definition(row.template_version_id);
    return this.computing.run(
      comparisonWork,
      { before, after: after ?? emptyContent, template },
      caller.userId,
    );
  }

  private async numbered(id: string, revision: number, disclosure: Disclosure): Promise<ReportContent> {
    if (revision !== 0 && !disclosure.content(revision)) throw problem('not_found');
    return revision === 0 ? emptyContent : (await this.history.revision(id, revision)).content;
  }

  private async lastYears(caller: Caller, id: string): Promise<ReportContent> {
    const [last] = await this.database.query<{ id: string; revision: number }>(selectLastYears, [id]);
    if (!last) throw problem('not_found');
    const { disclosure } = await this.see(caller, last.id);
    return this.numbered(last.id, last.revision, disclosure);
  }

  private async see(caller: Caller, id: string) {
    const { loaded, view, disclosure } = await this.reader.see(caller, id);
    if (view === 'row') throw problem('not_found');
    return { row: loaded.row, view, disclosure };
  }
}

const selectLastYears = {
  name: 'report_of_last_year',
  text: `SELECT last.id, last.revision FROM ${previousReports} WHERE r.id = $1 ORDER BY lt.due_at DESC LIMIT 1`,
};
