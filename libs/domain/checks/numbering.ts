import { passageOf } from '../text';
import { type Marker, type MarkerStyle, scanMarkers, writeMarker } from './marker';

/** A defect in the numbering of a text, at a marker of it. */
export interface NumberingFault {
  text: number;
  from: number;
  to: number;
  message: string;
}

interface Level {
  style: MarkerStyle;
  last: number;
  end: number;
}

/** Lists inside running text may start anew in every sentence; only gaps and repetitions count there. */
const freeStyles: ReadonlySet<MarkerStyle> = new Set([
  'arabic-bracketed',
  'circled',
  'ordinal',
  'imperative',
  'rank',
]);
const bookEntry = /^[ \t\u3000]*第\s*[0-9０-９一二三四五六七八九十]{1,4}\s*篇/;

/**
 * Numbers that are skipped, repeated or start in the middle, over several texts that follow one
 * another (the sections of a report). The level of a style is where it first appears under another, so
 * that 1. 2. under 二、 followed by another 1. shows the missing 三、 (design 1.7, seed 001). A new text
 * may start its numbers afresh or carry on those of the text before.
 */
export function numberingFaults(
  texts: ReadonlyArray<{ text: string; markers: readonly Marker[] }>,
  form: 'sections' | 'whole',
): NumberingFault[] {
  const faults: NumberingFault[] = [];
  let earlier = new Map<MarkerStyle, number>();
  texts.forEach(({ text, markers }, index) => {
    const levels: Level[] = [];
    const seen = new Map<MarkerStyle, number>();
    const contents = endOfContents(text, markers);
    for (const marker of markers) {
      if (marker.from < contents) continue;
      if (!marker.lineStart && !levels.some(({ style }) => style === marker.style) && marker.number !== 1)
        continue;
      if (startsBookEntry(text, levels.at(-1)?.end ?? 0, marker.from)) levels.length = 0;
      // The heading that named a section is not in its body, so the body may go on counting after it.
      const opensSection = seen.size === 0 && form === 'sections';
      const last = opensSection
        ? marker.number - 1
        : (seen.get(marker.style) ?? earlier.get(marker.style) ?? 0);
      const message = leavesHeading(levels, marker, form) ? null : step(levels, marker, text, last);
      seen.set(marker.style, marker.number);
      if (message !== null) faults.push({ text: index, from: marker.from, to: marker.to, message });
    }
    earlier = new Map([...earlier, ...seen]);
  });
  return faults;
}

/** The faults of one whole text, for an importer that has not yet split it into sections. */
export function outlineFaults(text: string): NumberingFault[] {
  return numberingFaults([{ text, markers: scanMarkers(text) }], 'whole');
}

/** The order of the styles from the outermost inwards, as GB/T 9704 has it. */
const ranks: Record<MarkerStyle, number> = {
  chinese: 0,
  'chinese-bracketed': 1,
  arabic: 2,
  'arabic-bracketed': 3,
  circled: 4,
  ordinal: 5,
  imperative: 5,
  rank: 5,
};

/**
 * 二、 behind （一） and （二） in a section's body: the section's own heading was 一、, and the body goes on counting after it.
 * Takes the marker as the new outermost level.
 */
function leavesHeading(levels: Level[], { style, number, to }: Marker, form: 'sections' | 'whole'): boolean {
  const outermost = levels[0];
  if (form !== 'sections' || outermost === undefined || number < 2) return false;
  if (levels.some((level) => level.style === style) || ranks[style] >= ranks[outermost.style]) return false;
  levels.length = 0;
  levels.push({ style, last: number, end: to });
  return true;
}

/** Takes one marker into the stack of levels; the complaint about it, or null. */
function step(levels: Level[], marker: Marker, text: string, lastOfStyle: number): string | null {
  const { style, number } = marker;
  const label = `“${writeMarker(style, number)}”`;
  const depth = levels.findIndex((level) => level.style === style);
  if (depth < 0) {
    levels.push({ style, last: number, end: marker.to });
    if (number === 1 || number === lastOfStyle + 1) return null;
    return `编号从${label}开始，前面缺少“${writeMarker(style, 1)}”，请补上或改正编号。`;
  }
  const level = levels[depth];
  if (!level) return null;
  const { last, end } = level;
  levels.length = depth + 1;
  level.last = number;
  level.end = marker.to;
  if (number === last + 1) return null;
  if (number > last) {
    const missing = writeMarker(style, last + 1);
    return `${label}前面缺少“${missing}”，编号跳过了，请补上或改正编号。`;
  }
  if (number > 1) return `${label}的编号与前面重复或颠倒，请改正编号。`;
  if (freeStyles.has(style) || afterPlainHeading(text, marker.from)) return null;
  const parent = levels[depth - 1];
  if (!parent)
    return last === 1 ? `${label}重复出现，请改正编号。` : `${label}的编号与前面重复，请改正编号。`;
  const next = writeMarker(parent.style, parent.last + 1);
  return `${label}又从头编号（前面已编到“${writeMarker(style, last)}${passageOf(text, end, end + 8).split('\n')[0]}…”），可能漏了上一级标题“${next}”，请补上标题或改正编号。`;
}

/** Whether the line before an offset is a short heading without a number, or announces a list. */
function afterPlainHeading(text: string, offset: number): boolean {
  const lines = text.slice(Math.max(0, offset - 200), offset).split('\n');
  const line =
    lines
      .slice(0, -1)
      .findLast((candidate) => candidate.trim() !== '')
      ?.trim() ?? '';
  if (line === '' || scanMarkers(line)[0]?.from === 0) return false;
  return /[：:]$/.test(line) || (line.length <= 30 && !/[。；;，,、！!]$/.test(line));
}

/** Several reports in one text (第2篇 …) each number afresh. */
function startsBookEntry(text: string, from: number, to: number): boolean {
  if (!text.slice(from, to).includes('篇')) return false;
  return text
    .slice(from, to)
    .split('\n')
    .some((line) => bookEntry.test(line));
}

/** Where a table of contents at the head of a text ends: bare headings that come again below; else 0. */
export function endOfContents(text: string, markers: readonly Marker[]): number {
  const first = markers[0];
  const again = markers.findIndex(
    ({ style, number }, at) => at > 0 && style === first?.style && number === first.number,
  );
  const repeated = markers[again];
  if (!repeated || again < 4) return 0;
  const lines = text
    .slice(0, repeated.from)
    .split('\n')
    .map((line) => line.trim());
  const isBare = (line: string) => line.length <= 30 && !/[。；;，,]/.test(line);
  // The title between the contents and the text may be of any wording, so a few other lines may stand.
  const others = lines.filter((line) => line !== '' && !isBare(line)).length;
  return others <= 3 && markers.slice(0, again).every(({ lineStart }) => lineStart) ? repeated.from : 0;
}
