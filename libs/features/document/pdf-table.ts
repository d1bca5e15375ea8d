import type { Pace } from '@platform/computing';
import type { TableColumn } from './block';
import { typeSize } from './official-format';
import { cellsOf } from './pdf-cell';
import type { PdfFontSet } from './pdf-font';
import { alignedLines, type PdfLine } from './pdf-line';

export const tableMetrics = { size: typeSize.small4, pitch: typeSize.small4 };
/** Distance between the lines of a cell, and the room around a cell's text, in points. */
export const tableLeading = 18;
export const tablePadding = 4;

/** A row: per column its lines. */
export type PdfRow = PdfLine[][];

export interface PdfTable {
  /** Left edge and width of each column in points from the text area's left edge. */
  columns: Array<{ x: number; width: number }>;
  head: PdfRow;
  rows: PdfRow[];
}

/** A part of a table on one page: its head, and rows or parts of rows. */
export interface PdfTablePart {
  columns: PdfTable['columns'];
  rows: PdfRow[];
}

export async function layTable(
  { columns, rows }: { columns: readonly TableColumn[]; rows: readonly string[][] },
  width: number,
  fonts: PdfFontSet,
  pace: Pace,
): Promise<PdfTable> {
  let x = 0;
  const places = columns.map((column) => {
    const place = { x, width: column.share * width };
    x += place.width;
    return place;
  });
  const linesIn = (text: string, index: number, head: boolean): PdfLine[] => {
    const room = places[index]!.width - 2 * tablePadding;
    return text.split('\n').flatMap((words) => {
      const cells = cellsOf([{ text: words, face: head ? 'heiti' : 'fangsong' }], tableMetrics, fonts);
      return alignedLines(cells, room, head ? 'center' : columns[index]!.align);
    });
  };
  const laid: PdfRow[] = [];
  for (const row of rows) {
    laid.push(row.map((text, index) => linesIn(text, index, false)));
    await pace.rest();
  }
  const head = columns.map((column, index) => linesIn(column.title, index, true));
  return { columns: places, head, rows: laid };
}

export function rowLines(row: PdfRow): number {
  return Math.max(1, ...row.map((lines) => lines.length));
}

export function rowHeight(row: PdfRow): number {
  return rowLines(row) * tableLeading + 2 * tablePadding;
}

/**
 * Deals the rows out to pages. A row goes to the next page whole where it fits there; one taller than a
 * page is split between lines. The head stands on each page again.
 * @param firstRoom points left on the first page; @param room points of a full page
 */
export function splitTable(table: PdfTable, firstRoom: number, room: number): PdfTablePart[] {
  const headHeight = rowHeight(table.head);
  const parts: PdfTablePart[] = [];
  let rows: PdfRow[] = [table.head];
  let left = firstRoom - headHeight;
  const turn = (): void => {
    parts.push({ columns: table.columns, rows });
    rows = [table.head];
    left = room - headHeight;
  };
  for (const row of table.rows) {
    let rest = row;
    if (rowHeight(rest) > left && rows.length > 1) turn();
    while (rowHeight(rest) > left) {
      const fitting = Math.max(1, Math.floor((left - 2 * tablePadding) / tableLeading));
      rows.push(rest.map((lines) => lines.slice(0, fitting)));
      rest = rest.map((lines) => lines.slice(fitting));
      turn();
    }
    rows.push(rest);
    left -= rowHeight(rest);
  }
  parts.push({ columns: table.columns, rows });
  return parts;
}
