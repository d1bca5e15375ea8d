import type { BareHeading } from './bare-heading';
import { type HeadingKind, headingRanks, type Marker, type MarkerKind, readMarker } from './marker';
import { mostUnits, type Unit } from './unit';

/** A heading at the start of a line or inside a paragraph; `number` is 0 where it has none. */
export interface Heading {
  kind: HeadingKind;
  number: number;
  level: number;
  from: number;
  /** Where the words of the heading start and end; a body on the same line follows. */
  textFrom: number;
  textTo: number;
  unit: number;
  inline: boolean;
}

const longestHeading = 60;
const inlineStart =
  /[。;:!?,、.\s"”』」)](?=[一二三四五六七八九十第其首再(\d\u2460-\u249B\u2776-\u277F])|(?=[\u2460-\u249B\u2776-\u277F\u3220-\u3229])|(?<![第见按据])(?=\([一二三四五六七八九十]{1,3}\))/g;
const strongBefore = /[。;:!?.\s"”』」)]/;

/** Headings of the units `first` to `last` (exclusive) of one report, with levels, in order. */
export function readHeadings(
  normal: string,
  units: Unit[],
  first: number,
  last: number,
  bare: BareHeading[],
): Heading[] {
  const headings: Heading[] = [];
  const stack = new LevelStack();
  const bareAt = new Map(bare.map((heading) => [heading.unit, heading]));
  for (let index = first; index < last && headings.length < mostUnits; index += 1) {
    const unit = units[index]!;
    const runs = new Map<MarkerKind, number>();
    const named = bareAt.get(index);
    if (named !== undefined) headings.push(fromBare(named, stack));
    if (unit.marker !== null) {
      headings.push(toHeading(normal, unit.marker, unit.to, index, false, stack));
      runs.set(unit.marker.kind, unit.marker.number);
    }
    for (const marker of inlineMarkers(normal, unit, runs)) {
      if (headings.length >= mostUnits) break;
      const before = headings.at(-1);
      if (before?.unit === index && before.textTo > marker.from)
        before.textTo = Math.max(before.textFrom, marker.from);
      headings.push(toHeading(normal, marker, unit.to, index, true, stack));
    }
  }
  return headings;
}

function fromBare({ unit, from, to, place }: BareHeading, stack: LevelStack): Heading {
  const level = stack.enter(place, 0);
  return { kind: place, number: 0, level, from, textFrom: from, textTo: to, unit, inline: false };
}

function toHeading(
  normal: string,
  marker: Marker,
  unitTo: number,
  unit: number,
  inline: boolean,
  stack: LevelStack,
): Heading {
  return {
    kind: marker.kind,
    number: marker.number,
    level: stack.enter(marker.kind, decimalDepth(normal, marker)),
    from: marker.from,
    textFrom: Math.min(marker.to, unitTo),
    textTo: headingEnd(normal, marker.to, unitTo),
    unit,
    inline,
  };
}

function decimalDepth(normal: string, marker: Marker): number {
  if (marker.kind !== 'decimal') return 0;
  return normal
    .slice(marker.from, marker.to)
    .split('.')
    .filter((part) => /\d/.test(part)).length;
}

/** A short line is a heading as a whole; else its words end with the sentence, or with the clause. */
function headingEnd(normal: string, from: number, to: number): number {
  const words = normal.slice(from, Math.min(to, from + longestHeading + 1));
  const sentence = /[。;!?:]|[.](?=\p{Script=Han}|$)/u.exec(words);
  let end: number;
  // “一、主要工作 本年度支部……。”: a blank parts the heading from sentences on the same line.
  const blank = words.slice(4).search(/[ \t]/);
  const sentences =
    blank >= 0 && /[。;!?]/.test(normal.slice(from + 4 + blank + 12, Math.min(to, from + 400)));
  const gap = sentences ? blank : -1;
  if (gap >= 0 && (sentence === null || gap + 4 < sentence.index)) end = from + 4 + gap;
  else if (sentence !== null) end = from + sentence.index;
  else if (to - from <= longestHeading) end = to;
  else end = from + (/[,，\s]/.exec(words)?.index ?? longestHeading);
  while (end > from && /[\s*#_]/.test(normal.charAt(end - 1))) end -= 1;
  // Never between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(normal.charAt(end - 1)) ? end - 1 : end;
}

/**
 * Numbers inside a paragraph count as headings where they begin a list or go on counting one: “第（三）
 * 项” and “进一步” are none.
 */
function* inlineMarkers(normal: string, unit: Unit, runs: Map<MarkerKind, number>): Generator<Marker> {
  const base = unit.marker?.to ?? unit.from;
  let busyUntil = base;
  for (const found of normal.slice(base, unit.to).matchAll(inlineStart)) {
    const at = base + found.index + found[0].length;
    if (at < busyUntil || at >= unit.to) continue;
    const marker = readMarker(normal, at, true);
    if (marker === null || marker.to >= unit.to) continue;
    // 一、主要工作（一）抓学习: text that lost its marks needs none before the first （一） below a heading.
    const first = marker.kind === 'paren' && marker.number === 1 && unit.marker?.kind === 'comma';
    if (!continues(marker, runs, found[0], first && !runs.has('paren'))) continue;
    runs.set(marker.kind, marker.number);
    busyUntil = marker.to;
    yield marker;
  }
}

function continues(marker: Marker, runs: Map<MarkerKind, number>, before: string, first: boolean): boolean {
  // First-rank numbers inside a paragraph were cut into units already; what is left is prose.
  if (marker.kind === 'comma' || marker.kind === 'part') return false;
  const previous = runs.get(marker.kind);
  if (first) return true;
  if (marker.kind === 'paren' && before === '')
    return previous !== undefined && marker.number === previous + 1;
  const strong = before === '' || strongBefore.test(before);
  if (previous !== undefined && marker.number > previous && marker.number <= previous + 3) return true;
  if (!strong) return marker.number === 1 && marker.kind === 'ordinal' && before === ',';
  if (marker.number === 1) return marker.kind !== 'dot' || /[。;:\s]/.test(before);
  return previous === marker.number && marker.kind === 'ordinal';
}

/** Nests the families of numbers in the order in which a text uses them. */
class LevelStack {
  private readonly open: Array<{ kind: HeadingKind; depth: number }> = [];

  enter(kind: HeadingKind, depth: number): number {
    const same = this.open.findIndex((entry) => entry.kind === kind && entry.depth === depth);
    if (same >= 0) {
      this.open.length = same + 1;
      return same + 1;
    }
    const rank = headingRanks[kind] + depth / 100;
    for (;;) {
      const top = this.open.at(-1);
      if (top === undefined || headingRanks[top.kind] + top.depth / 100 <= rank) break;
      // A text whose first rank is 1. may well number below it with （一）: its root stays.
      const root = this.open.length === 1;
      if (root && rank > 1 && headingRanks[top.kind] < headingRanks.digitParen) break;
      this.open.pop();
    }
    this.open.push({ kind, depth });
    return this.open.length;
  }
}
