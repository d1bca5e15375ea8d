import { stringify } from 'csv-stringify/sync';
import { printableText } from './printable-text';

/**
 * Rows as CSV for spreadsheets: UTF-8 with a byte order mark, every field quoted, and text that a
 * spreadsheet would take for a formula behind an apostrophe (design 5, case 40). Numbers stay numbers,
 * negative ones too.
 */
export function renderCsv(rows: ReadonlyArray<ReadonlyArray<string | number | null>>): string {
  return stringify(
    rows.map((row) => row.map((value) => (typeof value === 'string' ? printableText(value) : value))),
    { bom: true, quoted: true, escape_formulas: true, record_delimiter: 'windows', cast: { number: String } },
  );
}
