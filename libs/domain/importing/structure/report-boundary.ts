import { parseNumeral } from '../../numerals/numeral';
import type { Unit } from './unit';

/** One report of a file: units `first` to `last` (exclusive). */
export interface ReportRange {
  first: number;
  last: number;
  /** The line that announces it (第1篇 …), with the place of its number and of its words. */
  announcement?: { unit: number; from: number; textFrom: number; textTo: number };
}

const numeral = '([一二三四五六七八九十]{1,3}|\\d{1,2})';
const leading = new RegExp(
  `^[【\\[(《#* ]{0,3}(?:第 ?${numeral} ?篇(?!章)|(?:范文|篇) ?${numeral}(?![章目幅]))[】\\])》]?[ :、.,-]{0,4}`,
);
const trailing = new RegExp(`[ :(【\\[-]?(?:第 ?${numeral} ?篇|(?:范文|篇) ?${numeral})[】\\])]?$`);
const title =
  /(?:报告|总结|汇报|小结|材料|述职述廉|自查情况)(?:\([^)]{0,12}\))? ?[\d一二三四五六七八九十]{0,2}$/;
const longestAnnouncement = 60;
const longestTitle = 45;

/**
 * Finds the reports of a file: announced by 第1篇, 篇一, 范文1, or by a new title after which the count
 * of headings starts again. The first range is what stands before any announcement; it may be empty of
 * reports. Ranges cover all units.
 */
export function findReports(normal: string, units: Unit[]): ReportRange[] {
  const ranges: ReportRange[] = [{ first: 0, last: units.length }];
  let numbered = false;
  let rootSeen = false;
  for (let index = 0; index < units.length; index += 1) {
    const unit = units[index]!;
    const announcement = readAnnouncement(normal, unit, index);
    if (announcement !== null) {
      begin(ranges, index, announcement);
      [numbered, rootSeen] = [false, false];
    } else if (rootSeen && isNewTitle(normal, units, index)) {
      begin(ranges, index, { unit: index, from: unit.from, textFrom: unit.from, textTo: unit.to });
      [numbered, rootSeen] = [false, false];
    } else {
      numbered ||= unit.marker !== null;
      // Headings alone, without sentences below them, are a table of contents and no report.
      rootSeen ||= numbered && hasSentence(normal, unit);
    }
  }
  ranges.at(-1)!.last = units.length;
  return ranges.filter((range) => range.last > range.first);
}

function hasSentence(normal: string, unit: Unit): boolean {
  return /[。;!?]/.test(normal.slice(unit.from, Math.min(unit.to, unit.from + 400)));
}

function begin(ranges: ReportRange[], first: number, announcement: ReportRange['announcement']): void {
  ranges.at(-1)!.last = first;
  ranges.push({ first, last: first, announcement });
}

function readAnnouncement(normal: string, unit: Unit, index: number): ReportRange['announcement'] | null {
  if (unit.to - unit.from > longestAnnouncement || !unit.lineStart) return null;
  const line = normal.slice(unit.from, unit.to);
  if (/[。;!?]$/.test(line)) return null;
  const head = leading.exec(line);
  if (head !== null && readNumber(head) > 0) {
    return { unit: index, from: unit.from, textFrom: unit.from + head[0].length, textTo: unit.to };
  }
  const tail = trailing.exec(line);
  if (tail !== null && readNumber(tail) > 0) {
    return { unit: index, from: unit.from + tail.index, textFrom: unit.from, textTo: unit.from + tail.index };
  }
  return null;
}

function readNumber(match: RegExpExecArray): number {
  return parseNumeral(match[1] ?? match[2] ?? '') ?? 0;
}

/** A title line, soon followed by a heading number 1. */
function isNewTitle(normal: string, units: Unit[], index: number): boolean {
  const unit = units[index]!;
  if (unit.marker !== null || !unit.lineStart || unit.to - unit.from > longestTitle) return false;
  const line = normal.slice(unit.from, unit.to);
  if (/[。;,]/.test(line) || !title.test(line)) return false;
  for (let next = index + 1; next < Math.min(units.length, index + 10); next += 1) {
    const marker = units[next]!.marker;
    if (marker !== null) return marker.number === 1 && (marker.kind === 'comma' || marker.kind === 'dot');
  }
  return false;
}
