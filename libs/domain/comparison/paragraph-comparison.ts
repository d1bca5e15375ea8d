import { alignEqual, longestRising, type Pair } from './alignment';
import type { ParagraphChange } from './content-comparison';
import { alikeness, bigrams } from './similarity';
import { type DiffBudget, markWords } from './word-diff';

/** Two versions of one text; null where it is absent. */
export interface TextPair {
  a: string | null;
  b: string | null;
}

interface Line {
  pair: number;
  index: number;
  text: string;
  grams: Set<number> | null;
}

interface Block {
  a: Line[];
  b: Line[];
}

/** From this likeness on, two paragraphs at one place are versions of one. */
const sameParagraph = 0.4;
/** A paragraph that was moved and reworded must be more alike, since nothing else speaks for it. */
const movedParagraph = 0.6;
const shortestMove = 8;
const shortestReworded = 20;
/** How far from the diagonal of a block a paragraph's other version is looked for, when it is large. */
const band = 6;
const smallBlock = 256;
/** Pairs compared for rewording moves; beyond, only paragraphs moved word for word are recognised. */
const mostMovePairs = 4000;

/** Compares texts by paragraphs (lines); a paragraph may have moved from one text to another. */
export function compareParagraphs(texts: readonly TextPair[], budget: DiffBudget): ParagraphChange[][] {
  const scripts = texts.map((text, pair) => (text.a === text.b ? [] : script(text, pair)));
  const blocks = scripts.flatMap((parts) => parts.flatMap((part) => ('change' in part ? [] : [part])));
  const taken = new Set<Line>();
  const moves = new Map<Line, { to: Line; number: number }>();
  const free = (line: Line) => !taken.has(line);
  const gone = () => blocks.flatMap(({ a }) => a.filter(free));
  const come = () => blocks.flatMap(({ b }) => b.filter(free));
  const move = (from: Line, to: Line) => {
    taken.add(from).add(to);
    moves.set(from, { to, number: moves.size + 1 });
  };
  matchMoved(gone(), come(), move);
  const versions = new Map<Line, Line>();
  for (const block of blocks) {
    for (const [a, b] of pairVersions(block.a.filter(free), block.b.filter(free))) {
      versions.set(a, b);
      taken.add(a).add(b);
    }
  }
  matchReworded(gone(), come(), move);
  const arrivals = new Map([...moves].map(([from, { to, number }]) => [to, { from, number }]));
  return scripts.map((parts) =>
    parts.flatMap((part): ParagraphChange[] =>
      'change' in part ? [part] : write(part, versions, moves, arrivals, budget),
    ),
  );
}

type Part = Extract<ParagraphChange, { change: 'same' }> | Block;

/** Equal paragraphs, and between them blocks of what stands in one text only. */
function script({ a, b }: TextPair, pair: number): Part[] {
  const [from, to] = [a?.split('\n') ?? [], b?.split('\n') ?? []];
  const line = (text: string, index: number): Line => ({ pair, index, text, grams: null });
  const parts: Part[] = [];
  let [aAt, bAt] = [0, 0];
  for (const [aEnd, bEnd] of [...alignEqual(from, to), [from.length, to.length] as Pair]) {
    if (aAt < aEnd || bAt < bEnd) {
      parts.push({
        a: from.slice(aAt, aEnd).map((text, at) => line(text, aAt + at)),
        b: to.slice(bAt, bEnd).map((text, at) => line(text, bAt + at)),
      });
    }
    if (aEnd < from.length) parts.push({ change: 'same', a: aEnd, b: bEnd, text: to[bEnd] ?? '' });
    [aAt, bAt] = [aEnd + 1, bEnd + 1];
  }
  return parts;
}

/** Paragraphs that stand elsewhere word for word. */
function matchMoved(gone: Line[], come: Line[], move: (from: Line, to: Line) => void): void {
  const waiting = new Map<string, { lines: Line[]; next: number }>();
  for (const line of come) {
    const text = line.text.trim();
    if (text.length < shortestMove) continue;
    const queue = waiting.get(text);
    if (queue === undefined) waiting.set(text, { lines: [line], next: 0 });
    else queue.lines.push(line);
  }
  for (const line of gone) {
    const queue = waiting.get(line.text.trim());
    const to = queue?.lines[queue.next];
    if (queue === undefined || to === undefined) continue;
    queue.next += 1;
    move(line, to);
  }
}

/** Paragraphs that stand elsewhere in other words. */
function matchReworded(gone: Line[], come: Line[], move: (from: Line, to: Line) => void): void {
  const candidates = come.filter(({ text }) => text.length >= shortestReworded);
  const taken = new Set<Line>();
  let left = mostMovePairs;
  for (const line of gone) {
    if (line.text.length < shortestReworded) continue;
    let best: Line | null = null;
    let most = movedParagraph;
    for (const candidate of candidates) {
      if (taken.has(candidate) || left <= 0) continue;
      left -= 1;
      const alike = alikenessOf(line, candidate, movedParagraph);
      if (alike >= most) [best, most] = [candidate, alike];
    }
    if (best) {
      taken.add(best);
      move(line, best);
    }
  }
}

/** Versions of one paragraph inside a block, in the order of both sides. */
function pairVersions(a: Line[], b: Line[]): Array<[Line, Line]> {
  const wide = a.length * b.length <= smallBlock;
  const found: Array<{ pair: Pair; alike: number }> = [];
  a.forEach((line, i) => {
    const middle = Math.round((i * b.length) / a.length);
    const from = wide ? 0 : Math.max(0, middle - band);
    const to = wide ? b.length : Math.min(b.length, middle + band + 1);
    for (let j = from; j < to; j += 1) {
      const other = b[j];
      const alike = other ? alikenessOf(line, other, sameParagraph) : 0;
      if (alike >= sameParagraph) found.push({ pair: [i, j], alike });
    }
  });
  const [usedA, usedB] = [new Set<number>(), new Set<number>()];
  const best: Pair[] = [];
  for (const { pair } of found.sort((x, y) => y.alike - x.alike)) {
    if (usedA.has(pair[0]) || usedB.has(pair[1])) continue;
    usedA.add(pair[0]);
    usedB.add(pair[1]);
    best.push(pair);
  }
  return longestRising(best.sort((x, y) => x[0] - y[0])).flatMap(([i, j]): Array<[Line, Line]> => {
    const [line, other] = [a[i], b[j]];
    return line && other ? [[line, other]] : [];
  });
}

function alikenessOf(a: Line, b: Line, least: number): number {
  a.grams ??= bigrams(a.text);
  b.grams ??= bigrams(b.text);
  return alikeness(a.grams, b.grams, least);
}

function write(
  { a, b }: Block,
  versions: ReadonlyMap<Line, Line>,
  moves: ReadonlyMap<Line, { number: number }>,
  arrivals: ReadonlyMap<Line, { from: Line; number: number }>,
  budget: DiffBudget,
): ParagraphChange[] {
  const changes: ParagraphChange[] = [];
  let next = 0;
  const arrive = (until: Line | null) => {
    for (; next < b.length && b[next] !== until; next += 1) {
      const line = b[next];
      if (!line) continue;
      const arrival = arrivals.get(line);
      if (!arrival) changes.push({ change: 'insert', b: line.index, text: line.text });
      else {
        const reworded =
          arrival.from.text === line.text ? {} : { words: markWords(arrival.from.text, line.text, budget) };
        changes.push({
          change: 'moved_here',
          b: line.index,
          text: line.text,
          move: arrival.number,
          ...reworded,
        });
      }
    }
  };
  for (const line of a) {
    const version = versions.get(line);
    const departure = moves.get(line);
    if (version) {
      arrive(version);
      next += 1;
      changes.push({
        change: 'change',
        a: line.index,
        b: version.index,
        words: markWords(line.text, version.text, budget),
      });
    } else if (departure)
      changes.push({ change: 'moved_away', a: line.index, text: line.text, move: departure.number });
    else changes.push({ change: 'delete', a: line.index, text: line.text });
  }
  arrive(null);
  return changes;
}
