import type { SectionMatcher } from '../sections/section-matcher';
import type { Unit } from './unit';

/**
 * A line without a number that says nothing but a section's name (存在的问题), or a label in front of
 * text (主要原因：…). `top`: these lines are the first level of the report; `label`: they come again with
 * every item and stand below it.
 */
export interface BareHeading {
  unit: number;
  from: number;
  to: number;
  place: 'top' | 'below' | 'label';
}

const longestLine = 28;
const labelled = /^[#*【[ \u25A0-\u25CF]{0,6}([^:。;,!?\t]{2,16}?)[】\]* ]{0,4}:/;
const titleEnd = /(?:总结|报告|汇报|述职|材料)[】\])》* ]{0,3}$/;

/** Finds the bare headings among the units `first` to `last` (exclusive) of one report. */
export function findBareHeadings(
  normal: string,
  units: Unit[],
  first: number,
  last: number,
  matcher: SectionMatcher,
): BareHeading[] {
  const found: Array<BareHeading & { key: string }> = [];
  let firstNumber = last;
  for (let index = first; index < last; index += 1) {
    const unit = units[index]!;
    if (unit.marker !== null && unit.marker.kind === 'comma') firstNumber = Math.min(firstNumber, index);
    const words = wordsOf(normal, unit);
    if (words === null) continue;
    const line = normal.slice(words[0], words[1]);
    const match = matcher.match(line.replace(/[#*【】[\] ]/g, '')).find((named) => named.strong);
    if (match !== undefined) {
      found.push({ unit: index, from: words[0], to: words[1], place: 'below', key: match.key });
    }
  }
  const counts = new Map<string, number>();
  for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  const top = counts.size >= 2 && counts.size === found.length && found[0]!.unit < firstNumber;
  return found.map(({ key, ...heading }) => {
    const repeated = (counts.get(key) ?? 0) > 1;
    return { ...heading, place: repeated ? 'label' : top ? 'top' : 'below' };
  });
}

function wordsOf(normal: string, unit: Unit): [number, number] | null {
  if (unit.marker !== null || !unit.lineStart) return null;
  const line = normal.slice(unit.from, Math.min(unit.to, unit.from + longestLine + 1));
  const label = labelled.exec(line);
  if (label !== null) return [unit.from, unit.from + label[0].length - 1];
  if (unit.to - unit.from > longestLine || /[。;!?\t,]|\d$/.test(line) || titleEnd.test(line)) return null;
  return [unit.from, unit.to];
}
