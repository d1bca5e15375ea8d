import { grid, linePitch } from './official-format';
import type { Bookmark, FlowItem } from './pdf-flow';
import type { PdfLine } from './pdf-line';
import { type PdfTablePart, splitTable } from './pdf-table';

export interface PageLine {
  /** Which of the page's lines, from 0. */
  row: number;
  line: PdfLine | null;
  bookmark?: Bookmark;
  red?: boolean;
  /** A red rule 4 mm below the line. */
  rule?: boolean;
}

export interface PdfPage {
  lines: PageLine[];
  /** Tables and their distance from the top of the text area in points. */
  tables: Array<{ top: number; part: PdfTablePart }>;
}

/**
 * Deals lines out to pages of 22. A heading stays with the line after it, and the signature together,
 * as far as a page holds them.
 */
export function paginate(items: readonly FlowItem[]): PdfPage[] {
  const pages: PdfPage[] = [];
  let page: PdfPage = { lines: [], tables: [] };
  let row = 0;
  const turn = (): void => {
    pages.push(page);
    page = { lines: [], tables: [] };
    row = 0;
  };

  items.forEach((item, index) => {
    if (item.kind === 'page-break') {
      if (row > 0) turn();
      return;
    }
    if (item.kind === 'table') {
      const top = row * linePitch;
      const full = grid.linesPerPage * linePitch;
      splitTable(item.table, full - top, full).forEach((part, position) => {
        if (position > 0) turn();
        page.tables.push({ top: position === 0 ? top : 0, part });
      });
      row = grid.linesPerPage;
      return;
    }
    const startsGroup = !keepsNext(items[index - 1]);
    const group = startsGroup ? groupLength(items, index) : 0;
    if (row + Math.max(1, group <= grid.linesPerPage ? group : 1) > grid.linesPerPage) turn();
    const { line, bookmark, red, rule } = item;
    page.lines.push({ row, line, bookmark, red, rule });
    row += 1;
  });
  pages.push(page);
  return pages;
}

function keepsNext(item: FlowItem | undefined): boolean {
  return item?.kind === 'line' && item.keepNext;
}

/** Lines that must stand on one page with this one. */
function groupLength(items: readonly FlowItem[], start: number): number {
  let end = start;
  while (keepsNext(items[end]) && items[end + 1]?.kind === 'line') end += 1;
  return end - start + 1;
}
