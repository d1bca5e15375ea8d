import { problem } from '@domain/problems';
import type { ReportDocument } from './report-document';

/**
 * Lines that people ended themselves. A real report has some hundreds; of a quarter of a million, a document takes
 * hundreds of megabytes, since each becomes a paragraph with a format of its own.
 */
export const mostParagraphs = 10_000;

/** @throws too_costly for a report of more paragraphs than a document is laid out with */
export function requirePrintable({ sections, indicators, problems, items = [] }: ReportDocument): void {
  let paragraphs = sections.length + indicators.length + problems.length + items.length;
  const texts = [
    ...sections.map(({ body }) => body),
    ...problems.flatMap((row) => Object.values<string | undefined>({ ...row })),
    ...items.map(({ problem: text }) => text),
  ];
  for (const text of texts) {
    for (let at = text?.indexOf('\n') ?? -1; at >= 0; at = text?.indexOf('\n', at + 1) ?? -1) paragraphs += 1;
    if (paragraphs > mostParagraphs) throw problem('too_costly');
  }
}
