import { isProblem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import type { ArchiveEntry } from './archive';
import { DocumentRepository } from './document.repository';
import { DocumentFiles } from './document-files';
import type { DocumentFormat } from './document-format';
import { documentOf, documentTitle } from './document-source';

/** Documents of revisions as an archive takes them. */
@Injectable()
export class RevisionFiles {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly files: DocumentFiles,
  ) {}

  /** One that is too large for its format comes as plain text, so that it stops none of the others. */
  async of(
    reportId: string,
    revision: number,
    format: DocumentFormat,
    by: string,
  ): Promise<Omit<ArchiveEntry, 'folders'>> {
    const source = await this.documents.revision(reportId, revision);
    if (!source) throw new Error(`The revision ${revision} of ${reportId} is gone.`);
    const name = `${source.orgCode} ${documentTitle(source)}`;
    const report = documentOf(source);
    const layOut = (as: DocumentFormat) =>
      this.files.of({ kind: 'report', report, format: as, options: { createdAt: source.at } }, by);
    try {
      return { name, ending: `.${format}`, content: await layOut(format) };
    } catch (error) {
      if (!isProblem(error) || error.code !== 'too_costly' || format === 'txt') throw error;
      return { name, ending: '.txt', content: await layOut('txt') };
    }
  }
}
