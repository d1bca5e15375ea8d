import type { Finding } from '@domain/checks';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { contentOfProposal, type ImportProposal } from '@domain/importing';
import { mergeImport, oversizedParts } from '@domain/importing/merge-import';
import { problem } from '@domain/problems';
import type { ProblemItem } from '@domain/review/content';
import { ContentFacts, DraftChecks, ReportLife, ReportStore } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import type { DocumentTask } from './document-work';
import type { ReadDocument } from './read-document';
import type { SourceLoss } from './source-loss';
import { TextReader } from './text-reader';

/** A document as it was read. `report` takes one report, counted from 1, of a text that holds several. */
export interface ImportSource {
  text: string;
  report?: number;
  /** What of the document is not in the text. */
  losses: SourceLoss[];
}

/** What a document would become, and what of it would not. */
export type DocumentProposal = ImportProposal & { losses: SourceLoss[] };

/** Proposes a report's content from a document, and saves it (design 1.7, 2.4). */
@Injectable()
export class ImportService {
  constructor(
    private readonly database: Database,
    private readonly store: ReportStore,
    private readonly content: ContentFacts,
    private readonly reader: TextReader,
    private readonly checks: DraftChecks,
    private readonly life: ReportLife,
  ) {}

  /** @throws the problems of `readDocument` */
  readFile(caller: Caller, file: DocumentTask): Promise<ReadDocument> {
    return this.reader.readFile(file, caller.userId);
  }

  /** What the text would become; nothing is saved. `text` is checked by `readDocument` or `soundText`. */
  async propose(caller: Caller, reportId: string, source: ImportSource): Promise<DocumentProposal> {
    // Findings about a proposed problem name it by its number in the proposal, from 1.
    return (await this.consider(caller, reportId, source, ({ id }) => id)).proposal;
  }

  /**
   * Saves what `mergeImport` makes of the draft and the text; answers the report's version afterwards.
   * @throws import_does_not_fit where a part is longer than may be saved, and whatever saving throws:
   * stale_version where the draft is no longer the one that was read
   */
  async apply(
    caller: Caller,
    reportId: string,
    source: ImportSource,
    expectedVersion: number,
  ): Promise<{ proposal: DocumentProposal; version: number }> {
    const { proposal, content } = await this.consider(caller, reportId, source, () => v7());
    const errors = oversizedParts(content);
    if (errors.length > 0) throw problem('import_does_not_fit', {}, { errors });
    const { loaded, written } = await this.life.run(caller, reportId, {
      action: 'save',
      ifVersion: expectedVersion,
      content,
    });
    return { proposal, version: written?.snapshot.version ?? loaded.snapshot.version };
  }

  private async consider(
    caller: Caller,
    reportId: string,
    { text, report, losses }: ImportSource,
    newId: (item: ProblemItem) => string,
  ) {
    // Read before the draft: a draft saved in between has another version than the one expected.
    const { row } = await this.store.load(this.database, reportId, caller);
    const draft = await this.content.workingCopy(this.database, reportId);
    const { template, proposal, outline } = await this.reader.read(
      text,
      { templateVersionId: row.template_version_id, period: row.period },
      caller.userId,
    );
    const imported = contentOfProposal(proposal, template, report);
    const content = mergeImport(draft, imported, template, newId);
    const returned = await this.content.returned(this.database, row);
    const { findings } = await this.checks.run(this.database, row, content, returned);
    proposal.findings = withOutline(findings, outline, template);
    return { proposal: { ...proposal, losses }, content };
  }
}

/** A number missing between two sections shows only in the whole text; one inside a section in both. */
function withOutline(findings: Finding[], whole: Finding[], template: TemplateDefinition): Finding[] {
  const told = new Set(findings.map(({ message }) => message));
  const outline = whole.flatMap((finding) => {
    const severity = template.checks[finding.rule] ?? finding.severity;
    return severity === 'off' || told.has(finding.message) ? [] : [{ ...finding, severity }];
  });
  return [...findings, ...outline].sort((a, b) => rank(a) - rank(b));
}

function rank({ severity }: Finding): number {
  return severity === 'error' ? 0 : 1;
}
