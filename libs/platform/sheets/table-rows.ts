import { cutText } from '@domain/text';
import { doubts, isScientific } from './doubt';
import { furtherHeadings, type Headings } from './heading-line';
import { type Cell, type Line, longestCell, type TableColumn, type TableRow, type TableShape } from './table';

export interface ReadRows {
  rows: TableRow[];
  /** Lines below the headings that are none of the rows. */
  beside: number[];
  /** Lines that say 同上. */
  dittos: number[];
  /** Lines that head another list, in another order of columns. */
  further: number[];
}

const ditto = /^(?:同上|同前|[〃″々])$/;
/** People write these where they have nothing to say. */
const nothing = /^(?:无|暂无|没有|[/／\\—–－-]{1,3})$/;
const ruler = /^:?-+:?$/;

/** The rows under the headings. */
export function tableRows(lines: readonly Line[], headings: Headings, shape: TableShape): ReadRows {
  const read: ReadRows = { rows: [], beside: [], dittos: [], further: [] };
  const order = [...headings.texts.keys()].sort((a, b) => a - b);
  let previous: Line | undefined;
  let moved = (line: Line): Line => line;
  for (const given of lines.slice(headings.at + 1)) {
    const other = furtherHeadings(given, shape);
    if (other !== null && !isSameOrder(other, headings)) {
      moved = (line) => inOrderOf(line, other, headings);
      read.further.push(given.line);
      previous = undefined;
      continue;
    }
    if (other !== null) {
      moved = (line) => line;
      continue;
    }
    const line = moved(given);
    const told = withDittos(line, previous, headings);
    const row = rowOf(told, headings, order);
    if (isBeside(line, row, order[0] ?? 0, shape)) {
      read.beside.push(line.line);
      continue;
    }
    const isHeading = [...headings.columns.keys()].every(
      (column) => headings.texts.get(column) === (line.cells.get(column)?.text.trim() ?? ''),
    );
    const isRuler = [...line.cells.values()].every(({ text }) => ruler.test(text.trim()));
    if (isHeading || isRuler || Object.values(row.values).every((value) => value === '')) continue;
    if (told !== line) read.dittos.push(line.line);
    read.rows.push(row);
    previous = told;
  }
  return read;
}

function isSameOrder(columns: ReadonlyMap<number, TableColumn>, { columns: first }: Headings): boolean {
  return [...columns].every(([index, column]) => first.get(index) === column);
}

/** A line of a further list, its cells under the columns of the first. */
function inOrderOf(
  line: Line,
  columns: ReadonlyMap<number, TableColumn>,
  { columns: first }: Headings,
): Line {
  const places = new Map([...first].map(([index, column]) => [column, index]));
  const cells = new Map<number, Cell>();
  for (const [index, cell] of line.cells) {
    const column = columns.get(index);
    const place = column === undefined ? undefined : places.get(column);
    if (place !== undefined) cells.set(place, cell);
  }
  return { line: line.line, cells };
}

/** 同上 says what the row above says. */
function withDittos(line: Line, previous: Line | undefined, { columns }: Headings): Line {
  const said = [...columns.keys()].filter((index) => ditto.test(line.cells.get(index)?.text.trim() ?? ''));
  if (previous === undefined || said.length === 0) return line;
  const cells = new Map(line.cells);
  for (const index of said) {
    const above = previous.cells.get(index);
    if (above !== undefined) cells.set(index, above);
  }
  return { ...line, cells };
}

const beside =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|填表人|填报人|制表人|审核人|经办人|(?:单位|党组织|部门)?负责人|联系人|(?:填表|填报|制表)(?:日期|时间|单位)|备注|说明|注)(?:[（(][^（）()]{1,8}[)）])?(?:[:：]|\s|\d|$)/;
const heading =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|类|批))/;
const day = /^20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$/;
const example = /^[（(【[]?(?:示例|样例|范例|例如|举例)[)）】\]:：]?|^[（(【[]?例[)）】\]:：]/;
const instruction = /^(?:必填|选填)(?:项)?(?:[，,（(].*)?$/;

/**
 * A line below a list that is none of its rows: 合计 4, 填表人：…, 二、总支人员, a date, an example. It lacks what every row must
 * have, or has a number for it; an example says that it is one.
 */
function isBeside(line: Line, { values }: TableRow, leftmost: number, shape: TableShape): boolean {
  const cells = [...line.cells].sort(([a], [b]) => a - b);
  const texts = cells.map(([, { text }]) => text.trim());
  const [first = ''] = texts;
  if (example.test(first) || texts.filter((text) => instruction.test(text)).length >= 2) return true;
  const required = shape.columns.filter((column) => column.required);
  const lacking = required.some(({ key, exact }) => (exact ? /^$/ : /^\d*$/).test(values[key] ?? ''));
  if (!lacking) return false;
  if (beside.test(first) || (texts.length <= 2 && day.test(texts.at(-1) ?? ''))) return true;
  // A title of a group stands at the left; 一、二年级家访少 in a later column is a problem without its unit.
  const atLeft = (cells[0]?.[0] ?? 0) <= leftmost;
  return atLeft && heading.test(first) && texts.every((text) => text === first);
}

/** Digits and letters of codes and telephone numbers, however wide they were typed, and the dashes between them. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)[—–‐‑](?=\d)/g, '-');
}

function rowOf({ line, cells }: Line, { columns }: Headings, order: readonly number[]): TableRow {
  const row: TableRow = {
    line,
    values: {},
    doubts: {},
    cells: order.map((index) => cutText(cells.get(index)?.day ?? cells.get(index)?.text ?? '', longestCell)),
  };
  for (const [index, column] of columns) {
    const cell = cells.get(index);
    if (column.day === true && cell?.day !== undefined) {
      row.values[column.key] = cell.day;
      continue;
    }
    const text = textOf(cell, column);
    row.values[column.key] = text;
    const doubt = doubtOf(cell, text, column);
    if (doubt !== undefined) row.doubts[column.key] = doubt;
  }
  return row;
}

/** Signs of no width that copying from pages and address books leaves; no code has one that turns the direction. */
const unseen = /[\u200B\u2060\uFEFF\u00AD]/g;
const unseenInCodes = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;

function textOf(cell: Cell | undefined, { exact, compact, required }: TableColumn): string {
  const written = cell?.text ?? '';
  // A name that stands in a column of codes keeps the signs that it is written with.
  const isCode = exact && !/\p{Script=Han}/u.test(written);
  const seen = written.replace(isCode ? unseenInCodes : unseen, '');
  const shown = (isCode ? halfWidth(seen) : seen).trim();
  const closed = compact ? shown.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') : shown;
  return !required && nothing.test(closed) ? '' : cutText(closed, longestCell);
}

function doubtOf(cell: Cell | undefined, text: string, { exact }: TableColumn): string | undefined {
  if (cell?.doubt !== undefined) return cell.doubt;
  if ((cell?.text.trim().length ?? 0) > longestCell) return doubts.long(text);
  if (text.includes('\uFFFD')) return doubts.garbled(text);
  return exact && isScientific(text) ? doubts.scientific(text) : undefined;
}
