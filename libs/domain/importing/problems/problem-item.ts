import type { TextView } from '../../text/text-view';
import type { Span } from '../proposal';
import type { Piece } from '../sections/section-mapper';
import type { Heading } from '../structure/heading';
import { itemMarkAt, widthOf } from './item-mark';

/** One entry of a list of problems, causes or measures, without its number. */
export interface ListItem {
  text: string;
  span: Span;
}

/**
 * The entries of a section: its outermost headings with what follows them, else its separate stretches,
 * else its paragraphs. `pieces` and `headings` are one report's, in order.
 */
export function listItems(view: TextView, pieces: Piece[], headings: Heading[], key: string): ListItem[] {
  const runs = bodyRuns(pieces, key);
  const inside = headingsInside(runs, headings);
  const items: ListItem[] = [];
  const turn = turnToCauses(view, runs, inside[0]?.heading.from);
  if (turn !== null) {
    addClauses(items, view, runs[0]!.from, turn, true);
    return items;
  }
  if (inside.length > 0) {
    const starts = entriesAmong(view.text, inside);
    starts.forEach(({ heading, run }, index) => {
      const next = inside.find(
        (each) => each.heading.from > heading.from && each.heading.level <= heading.level,
      );
      const end = starts[index + 1]?.heading.from ?? run.to;
      addItem(items, view, heading.textFrom, Math.min(next?.heading.from ?? run.to, end, run.to));
    });
    return items;
  }
  if (runs.length > 1) for (const run of runs) addItem(items, view, run.from, run.to);
  else {
    const paragraphs = runs[0]?.paragraphs ?? [];
    if (addMarked(items, view, paragraphs)) return items;
    for (const [from, to] of paragraphs) addClauses(items, view, from, to, paragraphs.length === 1);
  }
  // “主要有以下问题：” announces a list and is none of its entries.
  return items.filter((item) => !/[:：]$/.test(item.text));
}

const kindOnly = /^.{0,12}(?:方面|层面|领域|类)(?:的?问题)?[.:。]?$/;

/** The outermost headings; where these only sort the entries (（一）学习方面), the headings below them. */
function entriesAmong<Inside extends { heading: Heading }>(text: string, inside: Inside[]): Inside[] {
  const levels = [...new Set(inside.map(({ heading }) => heading.level))].sort((a, b) => a - b);
  const at = (level: number | undefined) => inside.filter(({ heading }) => heading.level === level);
  const outer = at(levels[0]);
  const sorting = outer.every(({ heading }) =>
    kindOnly.test(text.slice(heading.textFrom, heading.textTo).trim()),
  );
  if (!sorting || levels[1] === undefined) return outer;
  // Each kind has entries of its own, else its heading is one.
  const inner = at(levels[1]);
  const holds = outer.every(({ heading }, index) => {
    const next = outer[index + 1]?.heading.from ?? Number.POSITIVE_INFINITY;
    return inner.some((each) => each.heading.from > heading.from && each.heading.from < next);
  });
  return holds ? inner : outer;
}

const turning = /[。;]\s?(?:究其|分析其?|剖析其?)(?:主要|深层)?(?:原因|根源)[,:]?/;

/** 主要表现在：…；…。究其原因，一是…；二是…: where the problems of one paragraph end and their causes begin; else null. */
function turnToCauses(view: TextView, runs: Run[], firstHeading: number | undefined): number | null {
  const [run] = runs;
  if (run === undefined || runs.length > 1 || run.paragraphs.length > 1 || firstHeading === undefined)
    return null;
  const match = turning.exec(view.text.slice(run.from, Math.min(firstHeading, run.from + 2000)));
  return match === null ? null : run.from + match.index + 1;
}

/** The causes behind such a turn, in the order of their problems. */
export function causesBehind(view: TextView, pieces: Piece[], headings: Heading[], key: string): ListItem[] {
  const runs = bodyRuns(pieces, key);
  const inside = headingsInside(runs, headings);
  if (turnToCauses(view, runs, inside[0]?.heading.from) === null) return [];
  const items: ListItem[] = [];
  inside.forEach(({ heading, run }, index) => {
    addItem(items, view, heading.textFrom, Math.min(inside[index + 1]?.heading.from ?? run.to, run.to));
  });
  return items;
}

interface Run {
  from: number;
  to: number;
  paragraphs: Span[];
}

/** The headings that lie in one of the runs; both are in order. */
function headingsInside(runs: Run[], headings: Heading[]): Array<{ heading: Heading; run: Run }> {
  let at = 0;
  return headings.flatMap((heading) => {
    while (at < runs.length && runs[at]!.to <= heading.from) at += 1;
    const run = runs[at];
    return run !== undefined && heading.from >= run.from ? [{ heading, run }] : [];
  });
}

/** Stretches of a section's body that nothing of another section interrupts. */
function bodyRuns(pieces: Piece[], key: string): Run[] {
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const { from, to, target } of pieces) {
    if (target.type === 'dropped') continue;
    if (target.type !== 'section' || target.key !== key || target.heading) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { from, to, paragraphs: [] };
      runs.push(open);
    }
    open.to = to;
    open.paragraphs.push([from, to]);
  }
  return runs;
}

/** Entries that begin with one kind of mark, each with the lines below it; false where fewer than two do. */
function addMarked(items: ListItem[], view: TextView, paragraphs: readonly Span[]): boolean {
  const [first] = paragraphs;
  if (first === undefined) return false;
  const announced = /[:：]\s*$/.test(view.text.slice(...first)) ? 1 : 0;
  const listed = paragraphs.slice(announced);
  const mark = itemMarkAt(view.text, listed[0]?.[0] ?? 0);
  if (mark === undefined) return false;
  const starts = listed.filter(([from]) => widthOf(mark, view.text, from) > 0);
  if (starts.length < 2) return false;
  const end = listed.at(-1)![1];
  starts.forEach(([from], index) => {
    addItem(items, view, from + widthOf(mark, view.text, from), starts[index + 1]?.[0] ?? end);
  });
  return true;
}

/** 学习不够深入；联系群众不够；台账不全。 is a list too, where nothing else parts its entries. */
function addClauses(items: ListItem[], view: TextView, from: number, to: number, alone: boolean): void {
  const text = view.text.slice(from, to);
  const parts = [...text.matchAll(/[^;]+/g)];
  if (
    !alone ||
    parts.length < 2 ||
    parts.some((part) => part[0].length < 4 || part[0].slice(0, -1).includes('。'))
  ) {
    addItem(items, view, from, to);
    return;
  }
  const lead = /^[^:;]{2,40}:/.exec(text)?.[0].length ?? 0;
  parts.forEach(({ index, 0: part }, number) => {
    addItem(items, view, from + index + (number === 0 ? lead : 0), from + index + part.length);
  });
}

const nothing =
  /^(?:暂时?|目前|经自查|本年度)?[,，]?(?:均|尚)?(?:无|没有|未发现|不存在)(?:明显|突出|重大|其他|任何)?的?(?:问题|不足|情况|短板)?[。.!]?$/;

function addItem(items: ListItem[], view: TextView, from: number, to: number): void {
  const { text } = view;
  let start = from;
  let end = to;
  while (start < end && /[\s,，:：、]/.test(text.charAt(start))) start += 1;
  while (end > start && /[\s;；]/.test(text.charAt(end - 1))) end -= 1;
  // 联系少 is an entry; two characters are a label's rest, and 暂无 is none.
  if (end - start >= 3 && !nothing.test(text.slice(start, Math.min(end, start + 24))))
    items.push({ text: view.wordsOf(start, end), span: view.spanOf(start, end) });
}
