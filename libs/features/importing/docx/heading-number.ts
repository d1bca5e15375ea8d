import { toChinese } from './number-format';

/** A line of a document: what Word shows before the text, the text, and its rank as a heading, 0 for none. */
export interface Line {
  number: string;
  text: string;
  rank: number;
}

const ownNumber =
  /^\s*(?:第[一二三四五六七八九十百\d]{1,5}[部章编、,，篇]|[一二三四五六七八九十百]{1,5}[、.．\s是]|[(（][一二三四五六七八九十百\d]{1,5}[)）]|\d{1,2}(?:\.\d{1,2})*[.．、)）\s]|[\u2460-\u249B])/;

/**
 * Gives headings by style that have no number at all 一、 （一） 1. by their rank, where no heading of that rank
 * shows one, so that they are found as headings.
 */
export function numberHeadings(lines: readonly Line[]): void {
  const headings = lines.filter(({ rank, text }) => rank > 0 && text.trim() !== '');
  const counts = new Map<number, number>();
  for (const { rank } of headings) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  let used = [...counts.keys()].sort((a, b) => a - b);
  // One single heading above all others is the document's title.
  if (used.length > 1 && counts.get(used[0]!) === 1) used = used.slice(1);
  const numbered = new Set(
    headings.filter(({ number, text }) => number !== '' || ownNumber.test(text)).map(({ rank }) => rank),
  );
  const counters: number[] = [];
  for (const heading of headings) {
    const place = used.indexOf(heading.rank);
    if (place < 0) continue;
    counters[place] = (counters[place] ?? 0) + 1;
    counters.length = place + 1;
    if (!numbered.has(heading.rank)) heading.number = headingMarker(place, counters[place]);
  }
}

function headingMarker(place: number, number: number): string {
  if (place === 0) return `${toChinese(number)}、`;
  if (place === 1) return `（${toChinese(number)}）`;
  return place === 2 ? `${number}.` : `（${number}）`;
}
