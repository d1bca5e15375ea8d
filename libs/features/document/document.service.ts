import { dateIn } from '@domain/deadlines';
import { problem } from '@domain/problems';
import { BulletinRepository, type EditionPage, editionPage, type Reader } from '@features/bulletin';
import { ReportReader } from '@features/report';
import { ReportHistory } from '@features/report-history';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import type { Caller } from '@platform/http';
import { DocumentRepository } from './document.repository';
import { DocumentFiles } from './document-files';
import type { DocumentFormat } from './document-format';
import {
  type DocumentSource,
  dayText,
  documentOf,
  documentTitle,
  periodText,
  printedItems,
} from './document-source';
import type { ReportDocument } from './report-document';

export interface DocumentFile {
  content: Buffer;
  /** Without ending, and not yet safe as a file's name. */
  name: string;
  format: DocumentFormat;
}

/** Prints reports and editions as whoever asks may see them. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly reports: ReportReader,
    private readonly history: ReportHistory,
    private readonly bulletin: BulletinRepository,
    private readonly files: DocumentFiles,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Without `revision`, the working copy for the author's side and the latest revision for others.
   * @throws not_found also where nothing was handed in yet that the caller may see; too_costly, busy
   */
  async ofReport(
    caller: Caller,
    reportId: string,
    asked: { format: DocumentFormat; revision?: number; redHead?: boolean },
  ): Promise<DocumentFile> {
    const source = await this.source(caller, reportId, asked.revision);
    const content = await this.files.of(
      {
        kind: 'report',
        report: documentOf(source),
        format: asked.format,
        options: { redHead: asked.redHead, createdAt: source.at },
      },
      caller.userId,
    );
    const suffix = source.revision === null ? '（草稿）' : `（第${source.revision}版）`;
    return { content, name: `${documentTitle(source)}${suffix}`, format: asked.format };
  }

  /**
   * @param by who asks, by account or address
   * @throws not_found where the reader may not see it, or only its tombstone is left; too_costly, busy
   */
  async ofEdition(reader: Reader, number: string, format: DocumentFormat, by: string): Promise<DocumentFile> {
    const row = await this.bulletin.one(reader, number);
    if (!row || row.retracted) throw problem('not_found');
    const edition = editionPage(row);
    const publishedAt = new Date(edition.publishedAt);
    const content = await this.files.ofEdition(
      [row.reportId, row.number, format, ...edition.items.map(({ number: item }) => item)].join(' '),
      () => ({
        kind: 'report',
        report: this.editionDocument(edition, publishedAt),
        format,
        options: { createdAt: publishedAt },
      }),
      by,
    );
    return { content, name: `${edition.title}（${edition.documentNumber}）`, format };
  }

  private async source(
    caller: Caller,
    reportId: string,
    revision: number | undefined,
  ): Promise<DocumentSource> {
    const report = await this.reports.get(caller, reportId);
    // Whoever sees the row alone is shown no revision of it either.
    if (report.content === null) throw problem('not_found');
    const working = report.allowedActions.includes('save') || report.revision === 0;
    const number = revision ?? (working ? null : report.revision);
    if (number !== null) {
      const { disclosure } = await this.reports.see(caller, reportId);
      if (!disclosure.content(number)) throw problem('not_found');
      const found = await this.documents.revision(reportId, number);
      if (!found) throw problem('not_found');
      return found;
    }
    const frame = await this.documents.frame(reportId);
    if (!frame) throw problem('not_found');
    const list = await this.history.itemList(caller, reportId);
    return { ...frame, content: report.content, revision: null, nilReason: null, list, at: this.clock.now() };
  }

  private editionDocument(edition: EditionPage, publishedAt: Date): ReportDocument {
    return {
      title: edition.title,
      orgName: edition.org.name,
      dateText: dayText(dateIn(publishedAt, this.environment.TZ_DEFAULT)),
      period: periodText(edition.period),
      number: edition.documentNumber,
      sections: edition.sections,
      indicators: edition.indicators,
      problems: edition.problems.map((item) => ({
        problem: item.problem,
        measure: item.measure ?? undefined,
        dueOn: item.dueOn ?? undefined,
        account: item.account ?? undefined,
      })),
      ...(edition.items.length > 0 ? { items: printedItems(edition.items) } : {}),
    };
  }
}
