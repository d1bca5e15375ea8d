import type { Finding } from '@domain/checks';
import { problem } from '@domain/problems';
import { emptyContent } from '@domain/review';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { ContentFacts } from './content-facts';
import type { DecisionAnswer, RevisionItem } from './history.repository';
import { KeptRecords } from './kept-records';
import { type ContentAnswer, titledContent } from './report-answer';
import { ReportReader } from './report-reader';
import { ReportStore } from './report-store';

/** What a caller may see of a report's past and of what the checks say about it. */
@Injectable()
export class ReportHistory {
  constructor(
    private readonly database: Database,
    private readonly store: ReportStore,
    private readonly reader: ReportReader,
    private readonly content: ContentFacts,
    private readonly kept: KeptRecords,
    private readonly clock: Clock,
  ) {}

  /** Findings about what the caller sees; empty before anything was handed in to them. */
  async findings(caller: Caller, id: string): Promise<Finding[]> {
    const loaded = await this.store.load(this.database, id, caller);
    const view = await this.reader.reading(loaded, caller, this.clock.now());
    if (view === 'row' || (view === 'submitted' && loaded.row.revision === 0)) return [];
    const content =
      view === 'working'
        ? await this.content.workingCopy(this.database, id)
        : (await this.kept.history.revision(id, loaded.row.revision)).content;
    // What was submitted is judged as it stands; a scope freezes parts of the working copy alone.
    const returned = view === 'working' ? await this.content.returned(this.database, loaded.row) : null;
    return (await this.kept.checks.run(loaded.row, content ?? emptyContent, returned)).findings;
  }

  async decisions(caller: Caller, id: string): Promise<DecisionAnswer[]> {
    const loaded = await this.store.load(this.database, id, caller);
    const view = await this.reader.reading(loaded, caller, this.clock.now());
    if (view === 'row') return [];
    return this.kept.history.decisions(id, view, loaded.row.state);
  }

  /** @throws not_found also for who sees only the report's row */
  async revision(
    caller: Caller,
    id: string,
    number: number,
  ): Promise<RevisionItem & { content: ContentAnswer }> {
    const loaded = await this.store.load(this.database, id, caller);
    if ((await this.reader.reading(loaded, caller, this.clock.now())) === 'row') throw problem('not_found');
    const found = await this.kept.history.revision(id, number);
    const template = await this.kept.templates.definition(loaded.row.template_version_id);
    return { ...found, content: titledContent(found.content, template) };
  }
}
