import type { Finding } from '@domain/checks';
import type { ItemList } from '@domain/ledger/listed-item';
import { problem } from '@domain/problems';
import { emptyContent } from '@domain/review';
import { ItemLists } from '@features/item-list';
import { type ContentAnswer, ContentFacts, DraftChecks, ReportReader, titledContent } from '@features/report';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import type { Caller, Page } from '@platform/http';
import {
  type DecisionAnswer,
  type EventAnswer,
  HistoryRepository,
  type RevisionItem,
} from './history.repository';

/** What a caller may see of a report's past and of what the checks say about it. */
@Injectable()
export class ReportHistory {
  constructor(
    private readonly database: Database,
    private readonly reader: ReportReader,
    private readonly content: ContentFacts,
    private readonly history: HistoryRepository,
    private readonly checks: DraftChecks,
    private readonly templates: TemplateCache,
    private readonly lists: ItemLists,
  ) {}

  /** Findings about what the caller sees; empty before anything was handed in to them. */
  async findings(caller: Caller, id: string): Promise<Finding[]> {
    const { loaded, view, disclosure } = await this.reader.see(caller, id);
    const { revision } = loaded.row;
    if (view !== 'working' && (revision === 0 || !disclosure.content(revision))) return [];
    if (view === 'working') return this.content.ofWorkingCopy(this.database, loaded.row);
    const { content } = await this.history.revision(id, revision);
    const list = await this.lists.frozen(this.database, id, revision);
    // What was submitted is judged as it stands; a scope freezes parts of the working copy alone.
    const found = await this.checks.run(this.database, loaded.row, content ?? emptyContent, null, list);
    return found.findings;
  }

  async decisions(caller: Caller, id: string): Promise<DecisionAnswer[]> {
    return this.history.decisions(id, (await this.reader.see(caller, id)).disclosure);
  }

  async events(caller: Caller, id: string, page: number, pageSize: number): Promise<Page<EventAnswer>> {
    return this.history.events(id, (await this.reader.see(caller, id)).disclosure, page, pageSize);
  }

  async revisions(caller: Caller, id: string): Promise<RevisionItem[]> {
    return this.history.revisions(id, (await this.reader.see(caller, id)).disclosure);
  }

  /**
   * The unit's items of the rectification ledger: as they stand for whoever writes, else as they were frozen with the
   * revision. Null where the template does not ask to account for them.
   *
   * @throws not_found also where that revision is not the caller's to see
   */
  async itemList(caller: Caller, id: string, revision?: number): Promise<ItemList | null> {
    const { loaded, view, disclosure } = await this.reader.see(caller, id);
    if (view === 'working' && revision === undefined) {
      return this.checks.itemList(this.database, loaded.row);
    }
    const number = revision ?? loaded.row.revision;
    if (number === 0) return null;
    if (!disclosure.content(number)) throw problem('not_found');
    return this.lists.frozen(this.database, id, number);
  }

  /** @throws not_found also where that revision is not the caller's to see */
  async revision(
    caller: Caller,
    id: string,
    number: number,
  ): Promise<RevisionItem & { content: ContentAnswer }> {
    const { loaded, disclosure } = await this.reader.see(caller, id);
    if (!disclosure.content(number)) throw problem('not_found');
    const found = await this.history.revision(id, number);
    const template = await this.templates.definition(loaded.row.template_version_id);
    return { ...found, content: titledContent(found.content, template) };
  }
}
