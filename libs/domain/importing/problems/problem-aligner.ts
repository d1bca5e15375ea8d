import type { TextView } from '../../text/text-view';
import type { ProposedProblem, Span } from '../proposal';
import type { SectionMatcher } from '../sections/section-matcher';
import type { SectionRole } from '../sections/section-variant';
import type { ReadReport } from '../structure/read-report';
import { wordingLikeness } from '../wording';
import { columnField, type FieldSpan, readDay, splitFields } from './problem-field';
import { type ListItem, listItems } from './problem-item';

/** More entries than any report has; keeps comparing all with all bounded. */
const mostEntries = 60;

/**
 * The problem list of one report: its problems with the causes and measures that belong to them, by
 * labels inside an entry, by a table's columns, else by place and likeness of wording.
 */
export function alignProblems(
  view: TextView,
  report: ReadReport,
  matcher: SectionMatcher,
): ProposedProblem[] {
  const tabular = readTable(view, report);
  if (tabular.length > 0) return tabular;
  const itemsOf = (role: SectionRole) =>
    matcher
      .keysOf(role)
      .slice(0, 1)
      .flatMap((key) => listItems(view, report.pieces, report.headings, key))
      .slice(0, mostEntries);
  const problems = itemsOf('issues').map((item) => toProblem(item, report.number));
  // A template whose problems and causes are one section lists each entry once.
  const separate = (role: SectionRole) => matcher.keysOf(role)[0] !== matcher.keysOf('issues')[0];
  if (separate('causes')) attach(problems, itemsOf('causes'), 'cause');
  if (separate('plan')) attach(problems, itemsOf('plan'), 'measure');
  return problems;
}

function toProblem(item: ListItem, report: number): ProposedProblem {
  const problem: ProposedProblem = { problem: '', spans: { problem: item.span }, confidence: 0.6, report };
  for (const field of splitFields(item.text)) setField(problem, item, field);
  if (problem.problem === '') problem.problem = item.text;
  return problem;
}

function setField(problem: ProposedProblem, item: ListItem, { field, from, to }: FieldSpan): void {
  const value = item.text
    .slice(from, to)
    .trim()
    .replace(/[;；，,]$/, '');
  const span: Span = [item.span[0] + from, item.span[0] + to];
  if (field === 'dueOn') {
    const day = readDay(value);
    if (day !== null) problem.dueOn = day;
  } else if (field === 'problem') {
    if (problem.problem !== '') return;
    problem.problem = value;
    problem.spans.problem = span;
  } else {
    problem[field] ??= value.replace(field === 'cause' || field === 'measure' ? /$^/ : /[。.]$/, '');
    if (field === 'cause' || field === 'measure') problem.spans[field] ??= span;
  }
}

/** Likeness from which wording decides, whatever the places say. */
const clearlyAlike = 0.3;
const samePlace = 0.15;
/** What every entry of such a list says, and what therefore tells nothing. */
const commonplace =
  /党员|党建|D建|党组织|党支部|支部|教师|学校|工作|问题|教育|存在|不够|不足|不强|不高|加强|强化|提升|提高|深化|进一步|缺乏|有待/g;

/** Gives each entry to one problem: by wording where that is clear, else by place where counts are close. */
function attach(problems: ProposedProblem[], items: ListItem[], field: 'cause' | 'measure'): void {
  const open = new Set(problems.flatMap((problem, index) => (problem[field] === undefined ? [index] : [])));
  const free = new Set(items.keys());
  const give = (row: number, column: number, sureness: number) => {
    const [problem, item] = [problems[row]!, items[column]!];
    open.delete(row);
    free.delete(column);
    problem[field] = item.text;
    problem.spans[field] = item.span;
    problem.confidence = Math.round((problem.confidence + sureness) * 100) / 100;
  };
  const closeCounts = items.length >= problems.length / 2 && items.length <= problems.length * 1.5;
  const pairs = problems.flatMap((problem, row) =>
    items.map((item, column) => ({ row, column, alike: topicLikeness(problem.problem, item.text) })),
  );
  const rated = pairs
    .filter(({ alike }) => alike >= clearlyAlike)
    .map((pair) => ({ ...pair, rate: pair.alike + (pair.row === pair.column ? samePlace : 0) }))
    .sort((a, b) => b.rate - a.rate || a.row - b.row || a.column - b.column);
  for (const { row, column } of rated) if (open.has(row) && free.has(column)) give(row, column, 0.15);
  if (!closeCounts) return;
  const sureness = items.length === problems.length ? 0.1 : 0.05;
  for (const row of [...open]) if (free.has(row)) give(row, row, sureness);
}

/** How alike two entries are in what they begin with, and in the whole. */
function topicLikeness(left: string, right: string): number {
  const head = (text: string) => (/^[^。；;：:\n]{0,40}/.exec(text)?.[0] ?? '').replace(commonplace, ' ');
  return Math.max(wordingLikeness(head(left), head(right)), wordingLikeness(left, right));
}

/** A flattened table whose first row names the columns. Cells are separated by tabs. */
function readTable(view: TextView, report: ReadReport): ProposedProblem[] {
  const { text } = view;
  const found: ProposedProblem[] = [];
  let columns: Array<ReturnType<typeof columnField>> | null = null;
  for (const piece of report.pieces) {
    const line = text.slice(piece.from, piece.to);
    if (!line.includes('\t')) {
      columns = null;
      continue;
    }
    const cells = line.split('\t');
    if (columns === null) {
      const heads = cells.map(columnField);
      if (heads.includes('problem') && heads.filter((head) => head !== null).length >= 2) columns = heads;
      continue;
    }
    const row = readRow(piece.from, cells, columns, report.number);
    if (row.problem !== '') found.push(row);
  }
  return found.slice(0, mostEntries);
}

function readRow(
  from: number,
  cells: string[],
  columns: Array<ReturnType<typeof columnField>>,
  report: number,
): ProposedProblem {
  const row: ProposedProblem = { problem: '', spans: { problem: [from, from] }, confidence: 0.9, report };
  let at = from;
  cells.forEach((cell, index) => {
    const field = columns[index] ?? null;
    const item: ListItem = { text: cell, span: [at, at + cell.length] };
    if (field !== null && cell.trim() !== '') setField(row, item, { field, from: 0, to: cell.length });
    at += cell.length + 1;
  });
  return row;
}
