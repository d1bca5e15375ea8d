import type { Cell, TableRow } from './table';

interface Stretch {
  from: number;
  to: number;
}

const longestCell = 16;
const mostColumns = 6;
const fewestRows = 2;
const year = /^20\d\d年度?$/;
const sentence = /[。;!?,:]/;
const number = /^(?:\d{1,7}(?:\.\d{1,4})?\s?(?:[次场节堂人名份个条项篇期件%元]|场次|人次|万元)?|[-—/无])$/;

/**
 * Tables whose cells each stand on a line of their own, as a table of Word is pasted into a plain field: a head of some
 * lines without numbers, and below it again and again a name with a number for each further column.
 */
export function findFlattened(normal: string, lines: readonly Stretch[]): TableRow[][] {
  const cells = lines.map(({ from, to }): Cell => ({ text: normal.slice(from, to).trim(), from, to }));
  const isName = (cell: Cell | undefined) =>
    cell !== undefined &&
    cell.text.length <= longestCell &&
    /\p{Script=Han}{2}/u.test(cell.text) &&
    !sentence.test(cell.text) &&
    !number.test(cell.text);
  const isNumber = (cell: Cell | undefined) => cell !== undefined && number.test(cell.text);
  const tables: TableRow[][] = [];
  for (let at = 0; at < cells.length; at += 1) {
    const columns = columnsAt(cells, at, isName, isNumber);
    if (columns === null) continue;
    const rows = [rowOf(cells.slice(at, at + columns))];
    let next = at + columns;
    for (; isRow(cells, next, columns, isName, isNumber); next += columns)
      rows.push(rowOf(cells.slice(next, next + columns)));
    tables.push(rows);
    at = next - 1;
  }
  return tables;
}

type Test = (cell: Cell | undefined) => boolean;

/** How many columns a table that begins here has; null where none does. */
function columnsAt(cells: readonly Cell[], at: number, isName: Test, isNumber: Test): number | null {
  for (let columns = 2; columns <= mostColumns; columns += 1) {
    const head = cells[at + columns - 1];
    if (!isName(head) && !year.test(head?.text ?? '')) return null;
    const rows = Array.from({ length: fewestRows }, (_, row) => at + columns * (row + 1));
    if (rows.every((from) => isRow(cells, from, columns, isName, isNumber)))
      return isName(cells[at]) || /^(?:序号|项目)$/.test(cells[at]?.text ?? '') ? columns : null;
  }
  return null;
}

function isRow(cells: readonly Cell[], from: number, columns: number, isName: Test, isNumber: Test): boolean {
  if (!isName(cells[from])) return false;
  for (let at = from + 1; at < from + columns; at += 1) if (!isNumber(cells[at])) return false;
  return cells[from + columns - 1]!.text !== '';
}

function rowOf(cells: Cell[]): TableRow {
  return { from: cells[0]!.from, to: cells.at(-1)!.to, cells };
}
