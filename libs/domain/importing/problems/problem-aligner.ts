import type { TextView } from '../../text/text-view';
import type { ProposedProblem } from '../proposal';
import type { SectionMatcher } from '../sections/section-matcher';
import type { SectionRole } from '../sections/section-variant';
import type { ReadReport } from '../structure/read-report';
import { wordingLikeness } from '../wording';
import { type LabelledEntry, labelledEntries } from './labelled-entries';
import { splitFields } from './problem-field';
import { causesBehind, type ListItem, listItems } from './problem-item';
import { completeFromMeasure, setField } from './problem-row';
import { readProblemTable } from './problem-table';
import { commonplace, namesBeside, sharedTopics } from './shared-topic';

/** More entries than any report has; keeps comparing all with all bounded. */
const mostEntries = 60;
/** Characters of a number or a label in front of an entry. */
const sameStart = 6;

/**
 * The problem list of one report: its problems with the causes and measures that belong to them, by a table's columns, by
 * labels wherever they stand, else by place and likeness of wording. `year` is the cycle's: a date that names none is of it.
 */
export function alignProblems(
  view: TextView,
  report: ReadReport,
  matcher: SectionMatcher,
  year?: number,
): ProposedProblem[] {
  const { rows: tabular, fields } = readProblemTable(view, report, year);
  const entries = tabular.length > 0 ? [] : labelledEntries(view, report, matcher, year);
  const rows =
    tabular.length > 0
      ? fields.has('cause')
        ? tabular
        : withListedCauses(tabular, view, report, matcher)
      : mergeEntries(listed(view, report, matcher, year), entries, view);
  for (const row of rows) completeFromMeasure(row, year);
  return rows;
}

function itemsOf(view: TextView, report: ReadReport, matcher: SectionMatcher, role: SectionRole): ListItem[] {
  return matcher
    .keysOf(role)
    .slice(0, 1)
    .flatMap((key) => listItems(view, report.pieces, report.headings, key))
    .slice(0, mostEntries);
}

/** A table without a column for causes leaves them to the causes' section; an empty cell of one that has it says none. */
function withListedCauses(
  rows: ProposedProblem[],
  view: TextView,
  report: ReadReport,
  matcher: SectionMatcher,
): ProposedProblem[] {
  if (matcher.keysOf('causes')[0] === matcher.keysOf('issues')[0]) return rows;
  const table = rows.map(({ spans }) => spans.problem);
  const apart = itemsOf(view, report, matcher, 'causes').filter(
    ({ span }) => !table.some(([from, to]) => from < span[1] && to > span[0]),
  );
  attach(rows, apart, 'cause');
  return rows;
}

/** Problems by their section's list, with causes and measures out of the lists of theirs. */
function listed(
  view: TextView,
  report: ReadReport,
  matcher: SectionMatcher,
  year: number | undefined,
): ProposedProblem[] {
  const items = (role: SectionRole) => itemsOf(view, report, matcher, role);
  const problems = items('issues').map((item) => toProblem(item, report.number, year));
  // A template whose problems and causes are one section lists each entry once.
  const separate = (role: SectionRole) => matcher.keysOf(role)[0] !== matcher.keysOf('issues')[0];
  if (separate('causes')) {
    const causes = items('causes');
    const [issues] = matcher.keysOf('issues');
    const behind =
      causes.length > 0 || issues === undefined
        ? []
        : causesBehind(view, report.pieces, report.headings, issues);
    attach(problems, causes.length > 0 ? causes : behind, 'cause');
  }
  if (separate('plan')) attach(problems, items('plan'), 'measure');
  return problems;
}

/** A labelled entry stands for the rows that were read from its place, and keeps what lists elsewhere gave them. */
function mergeEntries(
  rows: readonly ProposedProblem[],
  entries: readonly LabelledEntry[],
  view: TextView,
): ProposedProblem[] {
  if (entries.length === 0) return [...rows];
  const spans = entries.map(({ from, to }) => view.spanOf(from, to));
  const at = ({ spans: { problem } }: ProposedProblem) =>
    spans.findIndex(([from, to]) => problem[0] < to && problem[1] > from);
  const apart = rows.filter((row) => at(row) < 0);
  const merged = entries.map(({ row }, index) => {
    // Labels set line by line were read as a list of their own: only what begins alike is the same entry.
    const start = row.spans.problem[0];
    const listedRow = rows.find(
      (each) => at(each) === index && Math.abs(each.spans.problem[0] - start) <= sameStart,
    );
    if (listedRow === undefined) return row;
    const { spans: listedSpans } = listedRow;
    // What stands inside another entry is that entry's own.
    const own = (field: 'cause' | 'measure') => {
      const [from, to] = listedSpans[field] ?? [0, 0];
      const elsewhere = spans.some(([start, end], other) => other !== index && from < end && to > start);
      return elsewhere ? undefined : listedRow[field];
    };
    const [cause, measure] = [own('cause'), own('measure')];
    return {
      ...(cause === undefined ? {} : { cause }),
      ...(measure === undefined ? {} : { measure }),
      ...row,
      spans: {
        ...(cause === undefined ? {} : { cause: listedSpans.cause }),
        ...(measure === undefined ? {} : { measure: listedSpans.measure }),
        ...row.spans,
      },
    };
  });
  return [...apart, ...merged].sort((a, b) => a.spans.problem[0] - b.spans.problem[0]);
}

function toProblem(item: ListItem, report: number, year: number | undefined): ProposedProblem {
  const problem: ProposedProblem = { problem: '', spans: { problem: item.span }, confidence: 0.6, report };
  for (const field of splitFields(item.text)) setField(problem, item, field, year);
  if (problem.problem === '') problem.problem = item.text;
  return problem;
}

/** Likeness from which wording decides, whatever the places say. */
const clearlyAlike = 0.3;
const samePlace = 0.15;
/** Gives each entry to one problem: by wording where that is clear, else by place where counts are close. */
function attach(problems: ProposedProblem[], items: ListItem[], field: 'cause' | 'measure'): void {
  const open = new Set(problems.flatMap((problem, index) => (problem[field] === undefined ? [index] : [])));
  const free = new Set(items.keys());
  const given = new Map<number, number>();
  const give = (row: number, column: number, sureness: number) => {
    given.set(row, column);
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
  const topics = sharedTopics(
    problems.map(({ problem }) => problem),
    items.map(({ text }) => text),
  );
  const onlyFor = (row: number, column: number) =>
    topics[row]!.length === 1 && topics.every((columns, other) => other === row || !columns.includes(column));
  // One word in common is chance; that an entry and the one in its place both point elsewhere is another order.
  const elsewhere = (row: number) =>
    topics[row]!.length > 0 && !topics[row]!.includes(row) && topics.some((columns) => columns.includes(row));
  const sameCounts = items.length === problems.length;
  for (const row of [...open]) {
    const [column] = topics[row]!;
    if (column === undefined || !free.has(column) || !onlyFor(row, column)) continue;
    if (column === row || elsewhere(row)) give(row, column, 0.05);
  }
  // Fewer causes than problems: one of them may name the topics of two.
  for (const row of field === 'cause' && items.length < problems.length ? [...open] : []) {
    const [column, ...others] = topics[row]!;
    if (
      column !== undefined &&
      others.length === 0 &&
      namesBeside(problems[row]!.problem, items[column]!.text)
    )
      give(row, column, 0.05);
  }
  // A list in another order says nothing by its places: only the last of each is left for the other.
  const reordered = sameCounts && [...given].some(([row, column]) => row !== column);
  if (reordered) {
    const [row, column] = [[...open][0], [...free][0]];
    if (open.size === 1 && free.size === 1) give(row!, column!, 0.05);
    return;
  }
  const sureness = sameCounts ? 0.1 : 0.05;
  for (const row of [...open]) if (free.has(row) && !(sameCounts && elsewhere(row))) give(row, row, sureness);
}

/** How alike two entries are in what they begin with, and in the whole. */
function topicLikeness(left: string, right: string): number {
  const head = (text: string) => (/^[^。；;：:\n]{0,40}/.exec(text)?.[0] ?? '').replace(commonplace, ' ');
  return Math.max(wordingLikeness(head(left), head(right)), wordingLikeness(left, right));
}
