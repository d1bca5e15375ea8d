import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { type DocumentTask, documentWork } from './document-work';
import { type Proposed, proposalWork } from './proposal-work';
import type { ReadDocument } from './read-document';

/** Reads a text for the template and the year of one report. */
@Injectable()
export class TextReader {
  constructor(
    private readonly templates: TemplateCache,
    private readonly computing: Computing,
  ) {}

  /** @param by whose file it is @throws import_busy, import_takes_too_long and the problems of `readDocument` */
  readFile(file: DocumentTask, by: string): Promise<ReadDocument> {
    return this.computing.run(documentWork, file, by);
  }

  /** @param by whose text it is @throws import_busy, import_takes_too_long */
  async read(
    text: string,
    report: { templateVersionId: string; period: string },
    by: string,
  ): Promise<Proposed & { template: TemplateDefinition }> {
    const template = await this.templates.definition(report.templateVersionId);
    const options = { year: yearOf(report.period), period: report.period };
    return { template, ...(await this.computing.run(proposalWork, { text, template, options }, by)) };
  }
}

function yearOf(period: string): number | undefined {
  const year = Number(/^\d{4}/.exec(period)?.[0]);
  return Number.isInteger(year) && year > 0 ? year : undefined;
}
