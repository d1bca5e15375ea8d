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
 * Deals lines out to pages of 22, page by page. A heading stays with the line after it, and the signature together,
 * as far as a page holds them.
 */
export async function* paginate(given: AsyncIterable<FlowItem>): AsyncGenerator<PdfPage> {
  const items = new Lookahead(given);
  let page: PdfPage = { lines: [], tables: [] };
  let row = 0;
  const turned = (): PdfPage => {
    const full = page;
    page = { lines: [], tables: [] };
    row = 0;
    return full;
  };

  let previous: FlowItem | undefined;
  for (let item = await items.next(); item; previous = item, item = await items.next()) {
    if (item.kind === 'page-break') {
      if (row > 0) yield turned();
      continue;
    }
    if (item.kind === 'table') {
      const top = row * linePitch;
      const full = grid.linesPerPage * linePitch;
      for (const [position, part] of splitTable(item.table, full - top, full).entries()) {
        if (position > 0) yield turned();
        page.tables.push({ top: position === 0 ? top : 0, part });
      }
      row = grid.linesPerPage;
      continue;
    }
    const group = keepsNext(previous) ? 0 : await groupLength(item, items);
    if (row + Math.max(1, group <= grid.linesPerPage ? group : 1) > grid.linesPerPage) yield turned();
    const { line, bookmark, red, rule } = item;
    page.lines.push({ row, line, bookmark, red, rule });
    row += 1;
  }
  yield page;
}

function keepsNext(item: FlowItem | undefined): boolean {
  return item?.kind === 'line' && item.keepNext;
}

/** Lines that must stand on one page with this one; no more are looked at than a page holds. */
async function groupLength(first: FlowItem, items: Lookahead): Promise<number> {
  let length = 1;
  let last: FlowItem | undefined = first;
  while (keepsNext(last) && length <= grid.linesPerPage) {
    last = await items.peek(length - 1);
    if (last?.kind !== 'line') break;
    length += 1;
  }
  return length;
}

/** Items one by one, with a look at those that come. */
class Lookahead {
  private readonly iterator: AsyncIterator<FlowItem>;
  private readonly read: FlowItem[] = [];

  constructor(items: AsyncIterable<FlowItem>) {
    this.iterator = items[Symbol.asyncIterator]();
  }

  async next(): Promise<FlowItem | undefined> {
    await this.peek(0);
    return this.read.shift();
  }

  /** `distance`: 0 for the next one. */
  async peek(distance: number): Promise<FlowItem | undefined> {
    while (this.read.length <= distance) {
      const found = await this.iterator.next();
      if (found.done) return undefined;
      this.read.push(found.value);
    }
    return this.read[distance];
  }
}
