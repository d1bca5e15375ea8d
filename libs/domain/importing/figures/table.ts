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
}

const longestRow = 2000;
const mostCells = 24;
/** Longer cells are sentences, not figures. */
const longestCell = 40;
const ruler = /^[\s|:+=\-—─━┼│]+$/;

/** The cells of a line set by tabs, pipes or gaps of blanks; null for a line of prose. */
export function readRow(text: string, from: number, to: number): TableRow | null {
  if (to - from > longestRow) return null;
  const line = text.slice(from, to);
  const separator = line.includes('\t') ? /\t+/g : /[|│┃]/.test(line) ? /[|│┃]/g : / {2,}/g;
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
  const filled = cells.filter(({ text: words }) => words !== '');
  if (filled.length < 2 || filled.some(({ text: words }) => words.length > longestCell)) return null;
  if (/[。;!?]$/.test(filled.at(-1)!.text)) return null;
  return { from, to, cells };
}

export function isRuler(text: string, from: number, to: number): boolean {
  return to - from <= 300 && ruler.test(text.slice(from, to));
}

/** Rows that follow one another, each as wide as its neighbours or nearly so. */
export function findTables(rows: ReadonlyArray<TableRow | 'ruler' | null>): TableRow[][] {
  const tables: TableRow[][] = [];
  let open: TableRow[] = [];
  const end = () => {
    if (open.length >= 2) tables.push(open);
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
