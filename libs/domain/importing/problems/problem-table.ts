import type { TextView } from '../../text/text-view';
import { type Cell, isRuler } from '../figures/table';
import type { ProposedProblem } from '../proposal';
import type { ReadReport } from '../structure/read-report';
import { columnField, type ProblemField } from './problem-field';
import { setField } from './problem-row';

const mostEntries = 60;
const longestRow = 3000;

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
    const cells = cellsOf(text, from, to);
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
    });
    if (row.problem !== '') found.push(row);
    if (found.length >= mostEntries) break;
  }
  return { rows: found, fields };
}
