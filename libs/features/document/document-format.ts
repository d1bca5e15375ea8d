import { buffer } from 'node:stream/consumers';
import { renderDocx } from './docx-renderer';
import { renderPdf } from './pdf-renderer';
import { requirePrintable } from './printed-size';
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

/** A report in one of the formats, whole. @throws too_costly where only its plain text can be had */
export async function renderDocument(
  report: ReportDocument,
  format: DocumentFormat,
  options: RenderOptions,
): Promise<Buffer> {
  if (format === 'txt') return Buffer.from(renderText(report), 'utf8');
  requirePrintable(report);
  return format === 'docx' ? renderDocx(report, options) : buffer(renderPdf(report, options));
}
