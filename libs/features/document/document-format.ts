import { buffer } from 'node:stream/consumers';
import { renderDocx } from './docx-renderer';
import { renderPdf } from './pdf-renderer';
import type { ReportDocument } from './report-document';
import { renderText } from './text-renderer';

export const documentFormats = ['docx', 'pdf', 'txt'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

export const mediaTypes: Record<DocumentFormat | 'xlsx' | 'zip', string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

export interface RenderOptions {
  redHead?: boolean;
  createdAt: Date;
}

/** A report in one of the formats, whole. */
export function renderDocument(
  report: ReportDocument,
  format: DocumentFormat,
  options: RenderOptions,
): Promise<Buffer> {
  if (format === 'docx') return renderDocx(report, options);
  if (format === 'pdf') return buffer(renderPdf(report, options));
  return Promise.resolve(Buffer.from(renderText(report), 'utf8'));
}
