import { buffer } from 'node:stream/consumers';
import type { HeavyWork } from '@platform/computing';
import { type CompletionBook, renderCompletionWorkbook } from './completion-workbook';
import { type DocumentFormat, type RenderOptions, renderDocument } from './document-format';
import type { ReportDocument } from './report-document';
import { type RollupBook, renderRollupWorkbook } from './rollup-workbook';
import { renderWorkbook, type Sheet } from './workbook';

/** What is laid out: a report, a spreadsheet of a cycle, or the sheets that another feature gathered. */
export type Layout =
  | { kind: 'report'; report: ReportDocument; format: DocumentFormat; options: RenderOptions }
  | { kind: 'completion'; book: CompletionBook }
  | { kind: 'rollup'; book: RollupBook }
  | { kind: 'workbook'; sheets: readonly Sheet[] };

/** Laying out a document. A text of the greatest length takes some seconds as .docx or .pdf. */
export const documentWork: HeavyWork<Layout, Buffer> = {
  file: __filename,
  perform: layOut,
  milliseconds: 20_000,
  refusal: 'too_costly',
};

function layOut(layout: Layout): Promise<Buffer> {
  switch (layout.kind) {
    case 'report':
      return renderDocument(layout.report, layout.format, layout.options);
    case 'completion':
      return buffer(renderCompletionWorkbook(layout.book));
    case 'rollup':
      return buffer(renderRollupWorkbook(layout.book));
    case 'workbook':
      return buffer(renderWorkbook(layout.sheets));
  }
}

export default documentWork;
