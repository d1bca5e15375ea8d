import { bareWording, wordingLikeness } from '../wording';
import type { Unit } from './unit';

const label = /^[【[]?(?:目 {0,4}录|内容提要|提纲) {0,2}[】\]]? {0,2}:?$/;
const pageNumber = /(?:\.{3,}|…+|·{3,}|\t| {2,}|-{3,}) {0,4}(?:第 ?)?\d{1,3}(?: ?页)?$/;
const longestEntry = 50;
const longestProse = 60;

/**
 * Finds a table of contents in front of a report: a labelled one, lines that end with page numbers, or
 * headings one after another that come again further down. Answers the units `[from, to)`, or null.
 */
export function findContentsTable(
  normal: string,
  units: Unit[],
  first: number,
  last: number,
): [number, number] | null {
  for (let index = first; index < last; index += 1) {
    const unit = units[index]!;
    const line = normal.slice(unit.from, Math.min(unit.to, unit.from + longestProse + 1));
    if (label.test(line)) return labelled(normal, units, index, last);
    if (isEntry(normal, unit)) return unlabelled(normal, units, index, last);
    if (line.length > longestProse) return null;
  }
  return null;
}

/** After the label come entries, until the body's first heading repeats the first entry. */
function labelled(normal: string, units: Unit[], at: number, last: number): [number, number] | null {
  const end = runEnd(normal, units, at + 1, last);
  if (end === at + 1) return null;
  const again = repetitionOf(normal, units, at + 1, last);
  return [at, again !== null && again < end ? again : end];
}

function unlabelled(normal: string, units: Unit[], at: number, last: number): [number, number] | null {
  const end = runEnd(normal, units, at, last);
  const again = repetitionOf(normal, units, at, last);
  const to = again !== null && again < end ? again : end;
  if (to - at < 2) return null;
  if (again !== null) return [at, to];
  const paged = units.slice(at, to).filter((unit) => pageNumber.test(tailOf(normal, unit))).length;
  return paged >= (to - at) / 2 ? [at, to] : null;
}

function runEnd(normal: string, units: Unit[], at: number, last: number): number {
  let end = at;
  while (end < last && isEntry(normal, units[end]!)) end += 1;
  return end;
}

function isEntry(normal: string, unit: Unit): boolean {
  if (unit.to - unit.from > longestEntry + 20) return false;
  const line = normal.slice(unit.from, unit.to);
  // A row with several cells is a table's.
  if (pageNumber.test(line))
    return (
      (line.match(/\t|\S {2,}(?=\S)|\|/g)?.length ?? 0) <= 1 && !/\d\D{0,3}(?:\t| {2,})\s*\d{1,3}$/.test(line)
    );
  return unit.marker !== null && line.length <= longestEntry && !/[。;!?]/.test(line);
}

function tailOf(normal: string, unit: Unit): string {
  return normal.slice(Math.max(unit.from, unit.to - 20), unit.to);
}

/** Where the heading at `at` comes a second time: same number, and one wording begins the other. */
function repetitionOf(normal: string, units: Unit[], at: number, last: number): number | null {
  const entry = units[at]!;
  const wording = wordingOf(normal, entry);
  for (let index = at + 1; index < last; index += 1) {
    const unit = units[index]!;
    if (entry.marker === null) {
      if (unit.to - unit.from <= longestEntry && wordingOf(normal, unit) === wording) return index;
      continue;
    }
    if (unit.marker?.kind !== entry.marker.kind || unit.marker.number !== entry.marker.number) continue;
    const other = wordingOf(normal, unit);
    if (other.startsWith(wording) || wording.startsWith(other)) return index;
    if (wordingLikeness(other.slice(0, wording.length), wording) >= 0.6) return index;
  }
  return null;
}

function wordingOf(normal: string, unit: Unit): string {
  const from = unit.marker?.to ?? unit.from;
  return bareWording(normal.slice(from, Math.min(unit.to, from + longestEntry)).replace(pageNumber, ''));
}
