import { isBlankAt } from '../../text/fold';
import type { SectionRole } from '../sections/section-variant';
import { type Marker, markerStart, readMarker } from './marker';

/**
 * A line of the text without the blanks around it, or a part of one where a first-rank heading stands
 * in the middle of a paragraph. Offsets into the whole text.
 */
export interface Unit {
  from: number;
  to: number;
  /** The number at its start, if it has one. */
  marker: Marker | null;
  /** Whether the unit begins a line of the source. */
  lineStart: boolean;
  /** The unit announces a list of problems, causes or measures (`splitAtAnnouncements`). */
  announces?: SectionRole;
}

/** Ornaments that stand before headings in copied text: bullets, Markdown signs, bold asterisks, what a symbol font left. */
const ornaments =
  /[#*•·●○■□◆◇★☆▲△►▶▪◎※✓√➢➤»>?\uFFFD\uE000-\uF8FF\u200B\uFEFF\u200E\u200F\s]{1,12}|[-–—] {0,2}/y;
const inlineBreak =
  /[。;:!?]["”』」)]?\s{0,3}(?=[一二三四五六七八九十(（])|(?<=[\p{Script=Han}\d)])\s{0,3}(?=[二三四五六七八九]、\p{Script=Han})|(?:\s{1,4}|(?<=总结|报告|汇报|述职|材料|小结)|(?<=如下))(?=一、\p{Script=Han})/gu;
const longestWeakHeading = 40;
const shortestFlattened = 60;
/** A report has some hundreds of lines; beyond this nothing is recognised, so that time stays bounded. */
export const mostUnits = 8_000;

/**
 * The first `mostUnits` lines of a half-width text as units, blank lines left out, and where the lines
 * beyond begin (the text's length where there are none). Linear in the length.
 */
export function readLines(normal: string): { units: Unit[]; excess: number } {
  const units: Unit[] = [];
  for (const [from, to] of lines(normal)) {
    if (units.length >= mostUnits) return { units, excess: from };
    units.push({ from, to, marker: lineMarker(normal, from, to), lineStart: true });
  }
  return { units, excess: normal.length };
}

/**
 * Text that lost its line breaks goes on counting inside the paragraph: “…汇报如下：一、…。二、…”. Cuts
 * such lines before each first-rank number that begins or continues the count.
 */
export function splitAtInlineHeadings(normal: string, lines: Unit[]): Unit[] {
  const units: Unit[] = [];
  let expected = 0;
  for (const line of lines) {
    const { from, to } = line;
    let marker = line.marker;
    if (marker?.kind === 'comma') expected = marker.number + 1;
    let start = from;
    // Only what goes on with 二、 was run together.
    const counts = to - from >= shortestFlattened && /[。;:!?\s]二、/.test(normal.slice(from, to));
    const base = marker?.to ?? from;
    for (const gap of normal.slice(base, to).matchAll(inlineBreak)) {
      const at = base + gap.index + gap[0].length;
      const inner = readMarker(normal, at, true);
      if (inner === null || inner.kind !== 'comma' || inner.to >= to) continue;
      if (inner.number !== 1 && inner.number !== expected) continue;
      // Without a mark before it, a number is a heading only where the text ran on without marks throughout.
      if (
        !/[。;:!?]/.test(gap[0]) &&
        (gap[0].length < 2 || inner.number === 1) &&
        !(isFlattened(normal, from, to, inner) && (inner.number > 1 || gap[0].length > 1 || counts))
      )
        continue;
      if (units.length >= mostUnits) break;
      pushUnit(units, normal, start, inner.from, marker, start === from);
      start = inner.from;
      marker = inner;
      expected = inner.number + 1;
    }
    pushUnit(units, normal, start, to, marker, start === from);
  }
  return units;
}

/** A long line whose heading goes on with （一） or another part of it: breaks and marks were lost. */
function isFlattened(normal: string, from: number, to: number, marker: Marker): boolean {
  if (to - from < shortestFlattened) return false;
  const ahead = normal.slice(marker.to, Math.min(to, marker.to + 40));
  const before = normal.slice(Math.max(from, marker.from - 3), marker.from);
  return !/[一二三四五六七八九十第、]\s*$/.test(before) && !/^.{0,3}[、]/.test(ahead);
}

function pushUnit(
  units: Unit[],
  normal: string,
  from: number,
  end: number,
  marker: Marker | null,
  lineStart: boolean,
): void {
  let to = end;
  while (to > from && isBlankAt(normal, to - 1)) to -= 1;
  if (to > from) units.push({ from, to, marker, lineStart });
}

/** Lines without the blanks around them; blank lines are left out. */
function* lines(normal: string): Generator<[number, number]> {
  const end = /[\n\r\v\f\u2028\u2029]|$/g;
  let at = 0;
  while (at < normal.length) {
    end.lastIndex = at;
    const stop = end.exec(normal)?.index ?? normal.length;
    let from = at;
    let to = stop;
    while (from < to && isBlankAt(normal, from)) from += 1;
    while (to > from && isBlankAt(normal, to - 1)) to -= 1;
    if (to > from) yield [from, to];
    at = stop + 1;
  }
}

/** The number that a line begins with, behind whatever ornaments. */
export function lineMarker(normal: string, from: number, to: number): Marker | null {
  ornaments.lastIndex = from;
  const ornament = ornaments.exec(normal);
  const at = ornament === null ? from : from + ornament[0].length;
  if (at >= to || !markerStart.test(normal.charAt(at))) return null;
  const marker = readMarker(normal, at, false);
  if (marker === null || marker.to > to) return null;
  if (marker.weak && (to - from > longestWeakHeading || /[。;!?,]/.test(normal.slice(from, to)))) return null;
  return marker;
}
