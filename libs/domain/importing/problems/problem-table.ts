import type { TextView } from '../../text/text-view';
import { type Cell, isRuler, rowStart } from '../figures/table';
import type { ProposedProblem } from '../proposal';
import type { ReadReport } from '../structure/read-report';
import { columnField, type ProblemField } from './problem-field';
import { setField } from './problem-row';

const mostEntries = 60;
const longestRow = 3000;
const total = /^(?:合\s*计|总\s*计|小\s*计|共\s*计)[:：]?$/;
const ditto = /^(?:同上|同前|〃|″|"|\/|-|—|无)$/;

/** The cells of a line; long texts are cells here, so that only tabs, pipes and wide gaps part them. */
function cellsOf(text: string, from: number, to: number): Cell[] {
  if (to - from > longestRow) return [];
  const line = text.slice(from, to);
  const separator = line.includes('\t') ? /\t/g : /[|│┃]/.test(line) ? /[|│┃]/g : / {2,}/g;
  const cells: Cell[] = [];
  let at = 0;
  for (const match of line.matchAll(separator)) {
    if (match.index > 0 || !/[|│┃]/.test(match[0])) cells.push(cell(line, at, match.index, from));
    at = match.index + match[0].length;
  }
  if (at < line.length) cells.push(cell(line, at, line.length, from));
  return cells;
}

function cell(line: string, from: number, to: number, base: number): Cell {
  const words = line.slice(from, to);
  const text = words.trim();
  const start = base + from + Math.max(0, words.indexOf(text));
  return { text, from: start, to: start + text.length };
}

/** One problem over several rows, as merged cells give it: what they say further belongs to it. */
function goOn(problem: ProposedProblem, row: ProposedProblem): void {
  const joined = (first: string | undefined, second: string | undefined, between: string) =>
    first === undefined || second === undefined || first === second
      ? (first ?? second)
      : `${first}${between}${second}`;
  for (const field of ['cause', 'measure'] as const) {
    const text = joined(problem[field], row[field], '\n');
    if (text !== undefined) problem[field] = text;
    const span = problem.spans[field] ?? row.spans[field];
    if (span !== undefined) problem.spans[field] = span;
  }
  for (const field of ['leader', 'unit', 'person'] as const) {
    const text = joined(problem[field], row[field], '、');
    if (text !== undefined) problem[field] = text;
  }
  if (row.dueOn !== undefined && row.dueOn > (problem.dueOn ?? '')) problem.dueOn = row.dueOn;
}

/** A table in plain text whose first row names the columns of a problem list; `fields` are those that it has. */
export function readProblemTable(
  view: TextView,
  report: ReadReport,
  year: number | undefined,
): { rows: ProposedProblem[]; fields: ReadonlySet<ProblemField> } {
  const { text } = view;
  const found: ProposedProblem[] = [];
  const fields = new Set<ProblemField>();
  let columns: Array<ProblemField | null> | null = null;
  for (const { from, to } of report.pieces) {
    if (isRuler(text, from, to)) continue;
    const cells = cellsOf(text, rowStart(text, from), to);
    if (cells.length < 2) {
      columns = null;
      continue;
    }
    if (columns === null) {
      const heads = cells.map(({ text: head }) => (head.length <= 12 ? columnField(head) : null));
      if (heads.includes('problem') && heads.filter((head) => head !== null).length >= 2) {
        columns = heads;
        for (const head of heads) if (head !== null) fields.add(head);
      }
      continue;
    }
    const row: ProposedProblem = {
      problem: '',
      spans: { problem: view.spanOf(from, from) },
      confidence: 0.9,
      report: report.number,
    };
    if (total.test(cells.find(({ text: shown }) => shown !== '')?.text ?? '')) continue;
    const open: string[] = [];
    cells.forEach((each, index) => {
      const field = columns?.[index] ?? null;
      if (field === null || each.text === '') return;
      const words = view.wordsOf(each.from, each.to);
      setField(
        row,
        { text: words, span: view.spanOf(each.from, each.to) },
        { field, from: 0, to: words.length },
        year,
      );
      // 长期坚持 is no day, and goes nowhere else where the table is read.
      if (field === 'dueOn' && row.dueOn === undefined && !ditto.test(words)) open.push(words);
    });
    if (open.length > 0 && row.measure !== undefined) row.measure += `（${open.join('，')}）`;
    const last = found.at(-1);
    if (row.problem !== '') found.push(row);
    else if (last !== undefined) goOn(last, row);
    if (found.length >= mostEntries) break;
  }
  return { rows: found, fields };
}
