import { CsvError, parse } from 'csv-parse/sync';
import { type Line, mostColumns, TooMuch } from './table';

/** What people's spreadsheets put between cells; the one that finds the headings is taken. */
export const separators = [',', '\t', ';', '，', '|', '｜'] as const;
export type Separator = (typeof separators)[number];

/** A file in which quotes do not match: at which line it was noticed. */
export class QuoteFault extends Error {
  override name = 'QuoteFault';

  constructor(readonly line: number) {
    super(`Quotes do not match at line ${line}.`);
  }
}

/** A spreadsheet's own word on what separates, which it does not show as a line. */
export function declaredSeparator(text: string): { separator: string | null; rest: string } {
  const match = /^\uFEFF?sep=(.)\r?\n/u.exec(text);
  return match ? { separator: match[1]!, rest: text.replace(match[0], '') } : { separator: null, rest: text };
}

/**
 * The lines of a CSV that hold something. A line is what a spreadsheet shows as one, also where a cell has several.
 * @throws QuoteFault; TooMuch where more lines than `mostLines` hold something
 */
export function readCsv(text: string, separator: string, mostLines: number, firstOnly = false): Line[] {
  const lines: Line[] = [];
  let line = 0;
  const take = (cells: string[]): null => {
    line += 1;
    const kept = new Map<number, { text: string }>();
    for (const [column, cell] of cells.entries()) {
      if (column >= mostColumns) break;
      if (cell.trim() !== '') kept.set(column, { text: withoutGuard(cell) });
    }
    if (kept.size > 0) {
      if (lines.length >= mostLines && !firstOnly) throw new TooMuch();
      if (lines.length < mostLines) lines.push({ line, cells: kept });
    }
    // Kept here and not there: a hundred thousand empty lines are no list.
    return null;
  };
  try {
    parse(text, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 200_000,
      on_record: take,
      ...(firstOnly ? { to: mostLines } : {}),
    });
  } catch (error) {
    throw error instanceof CsvError ? new QuoteFault(line + 1) : error;
  }
  return lines;
}

/** Takes back what a spreadsheet was told not to compute: '=1 and ="000101". */
function withoutGuard(cell: string): string {
  const formula = /^\s*="([^"]*)"\s*$/.exec(cell)?.[1];
  if (formula !== undefined) return formula;
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.replace("'", '') : cell;
}
