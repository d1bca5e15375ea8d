import { storedText } from '@domain/text';
import { stringify } from 'csv-stringify/sync';
import type { Table } from './table';

/** The column of reasons; a list that is sent again has it, and nobody reads it. */
export const reasonHeading = '退回原因';

/** Why lines of a list were not taken, in Chinese, by their numbers. */
export type RefusedLines = ReadonlyMap<number, readonly string[]>;

/**
 * The lines of a list that were not taken, as the text of a CSV with its own columns and one that says why: to be put right
 * and sent again. Null where all were taken.
 */
export function restFile({ headings, rows }: Table, refused: RefusedLines): string | null {
  const rest = rows.filter(({ line }) => refused.has(line));
  if (rest.length === 0) return null;
  // The reasons of an earlier time are out of date.
  const kept = headings.flatMap((heading, index) => (heading === reasonHeading ? [] : [index]));
  const lines = rest.map(({ line, cells }) => [
    (refused.get(line) ?? []).map((reason) => reason.replace(/^第\d+行：/, '')).join('；'),
    ...kept.map((index) => written(cells[index] ?? '')),
  ]);
  return stringify([[reasonHeading, ...kept.map((index) => headings[index] ?? '')], ...lines], {
    bom: true,
    quoted: true,
    record_delimiter: 'windows',
  });
}

/** As a spreadsheet keeps it: no formula is run, no digit of a code is lost, and only rows end with a carriage return. */
function written(cell: string): string {
  const text = storedText(cell);
  if (/^0\d+$|^\d{12,}$/.test(text)) return `="${text}"`;
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
