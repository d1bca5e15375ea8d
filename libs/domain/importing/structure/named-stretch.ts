import type { SectionMatcher } from '../sections/section-matcher';
import { lineMarker, type Unit } from './unit';

const clearEnough = 0.65;
const shortestText = 8;
/** 【存在问题】 at the beginning of a sentence. */
const bracketed = /(?<=^|[。;!?…]["”』」)]?\s{0,3})[【[]([^】\]:。;,]{2,16})[】\]]/g;
/** The first of two cells. */
const cell = /^([^\t|。;,:]{2,16})(?:\t| {0,2}\| {0,2})(?=[^\t|]+$)/;

interface Name {
  at: number;
  to: number;
  key: string;
}

/**
 * Cuts a line that holds several sections by their names in brackets (【主要工作】…【存在问题】…), and the rows of a form whose
 * first cell is a section's name and whose second its text. One such line is chance: at least two sections are named.
 */
export function splitAtNames(normal: string, units: readonly Unit[], matcher: SectionMatcher): Unit[] {
  const rows = units.map((unit) => rowName(normal, unit, matcher));
  const isForm = new Set(rows.flatMap((row) => (row === null ? [] : [row.key]))).size >= 2;
  return units.flatMap((unit, index) => {
    const row = rows[index];
    if (isForm && row) return [part(normal, unit, unit.from, row.at), part(normal, unit, row.to, unit.to)];
    const names = bracketNames(normal, unit, matcher);
    if (new Set(names.map(({ key }) => key)).size < 2) return [unit];
    const starts = [...new Set([unit.from, ...names.map(({ at }) => at)])];
    return starts.map((from, at) => part(normal, unit, from, starts[at + 1] ?? unit.to));
  });
}

function part(normal: string, unit: Unit, from: number, end: number): Unit {
  let [start, to] = [from, end];
  while (to > start && /[\s|]/.test(normal.charAt(to - 1))) to -= 1;
  while (start < to && /\s/.test(normal.charAt(start))) start += 1;
  return { ...unit, from: start, to, marker: lineMarker(normal, start, to), lineStart: true };
}

function keyNamed(name: string, matcher: SectionMatcher): string | null {
  return matcher.match(name).find(({ strong, score }) => strong || score >= clearEnough)?.key ?? null;
}

function bracketNames(normal: string, unit: Unit, matcher: SectionMatcher): Name[] {
  return [...normal.slice(unit.from, unit.to).matchAll(bracketed)].flatMap((match) => {
    const key = keyNamed(match[1]!, matcher);
    const at = unit.from + match.index;
    return key === null ? [] : [{ at, to: at + match[0].length, key }];
  });
}

function rowName(normal: string, unit: Unit, matcher: SectionMatcher): Name | null {
  const match = cell.exec(normal.slice(unit.from, unit.to));
  // A number or a unit's name in the second cell is a row of a table.
  if (match === null || unit.to - unit.from - match[0].length < shortestText) return null;
  const key = keyNamed(match[1]!, matcher);
  return key === null ? null : { at: unit.from + match[1]!.length, to: unit.from + match[0].length, key };
}
