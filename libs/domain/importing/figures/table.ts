/** A cell of a table in plain text; offsets into the view, without the blanks around it. */
export interface Cell {
  text: string;
  from: number;
  to: number;
}

export interface TableRow {
  from: number;
  to: number;
  cells: Cell[];
  /** With a cell between any two tabs, where the row has two beside each other. */
  byTab?: Cell[];
}

const longestRow = 2000;
const mostCells = 24;
/** Longer cells are sentences, not figures. */
const longestCell = 40;
const ruler = /^[\s|:+=\-—─━┼│]+$/;

/** Where a row begins whose first cells are empty: a line is read without the blanks before it. */
export function rowStart(text: string, from: number): number {
  let start = from;
  while (start > 0 && from - start < longestRow && /[\t ]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, from).includes('\t') ? start : from;
}

/** The cells of a line set by tabs, pipes or gaps of blanks; null for a line of prose. */
export function readRow(text: string, unitFrom: number, to: number): TableRow | null {
  const from = rowStart(text, unitFrom);
  if (to - from > longestRow) return null;
  const line = text.slice(from, to);
  const separator = line.includes('\t') ? /\t+/g : /[|│┃]/.test(line) ? /[|│┃]/g : / {2,}/g;
  const cells = cellsBetween(line, separator, from);
  const filled = cells?.filter(({ text: words }) => words !== '') ?? [];
  if (cells === null || filled.length < 2 || filled.some(({ text: words }) => words.length > longestCell))
    return null;
  if (/[。;!?]$/.test(filled.at(-1)!.text)) return null;
  const byTab = line.includes('\t') ? cellsBetween(line, /\t/g, from) : null;
  return { from, to, cells, ...(byTab === null ? {} : { byTab }) };
}

function cellsBetween(line: string, separator: RegExp, from: number): Cell[] | null {
  const cells: Cell[] = [];
  let at = 0;
  const add = (end: number) => {
    const words = line.slice(at, end);
    const trimmed = words.trim();
    const start = at + words.indexOf(trimmed);
    cells.push({ text: trimmed, from: from + start, to: from + start + trimmed.length });
  };
  for (const match of line.matchAll(separator)) {
    if (cells.length >= mostCells) return null;
    // A pipe at the edge of the line frames it.
    if (match.index > 0 || !/[|│┃]/.test(match[0])) add(match.index);
    at = match.index + match[0].length;
  }
  if (at < line.length) add(line.length);
  return cells;
}

export function isRuler(text: string, from: number, to: number): boolean {
  return to - from <= 300 && ruler.test(text.slice(from, to));
}

/** Empty cells keep their columns where every row has as many tabs; else tabs only align, however many stand together. */
function aligned(rows: TableRow[]): TableRow[] {
  const first = rows[0]!.byTab?.length ?? 0;
  // A merged head's last cells are blank and cut off as well.
  const width = rows.some(({ byTab }) => byTab?.length === first + 1) ? first + 1 : first;
  // The last cells of a line may be missing: its blanks were cut off.
  const even = width > 1 && rows.every(({ byTab }) => byTab !== undefined && byTab.length <= width);
  const reaches = rows.filter(({ byTab }) => byTab?.length === width).length;
  if (!even || reaches * 2 <= rows.length) return rows;
  return rows.map((row) => ({ ...row, cells: row.byTab ?? row.cells }));
}

/** Rows that follow one another, each as wide as its neighbours or nearly so. */
export function findTables(rows: ReadonlyArray<TableRow | 'ruler' | null>): TableRow[][] {
  const tables: TableRow[][] = [];
  let open: TableRow[] = [];
  const end = () => {
    if (open.length >= 2) tables.push(aligned(open));
    open = [];
  };
  for (const row of rows) {
    if (row === 'ruler') continue;
    if (row === null) end();
    else {
      const before = open.at(-1);
      if (before !== undefined && Math.abs(before.cells.length - row.cells.length) > 2) end();
      open.push(row);
    }
  }
  end();
  return tables;
}
