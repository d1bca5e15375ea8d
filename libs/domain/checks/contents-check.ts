import { passageOf } from '../text';
import type { Marker } from './marker';

/** An entry of a table of contents that the text below does not have. */
interface MissingEntry {
  from: number;
  to: number;
  heading: string;
}

/** What to say about them, at the first; null where none is missing. */
export function contentsFault(
  text: string,
  markers: readonly Marker[],
  end: number,
): { from: number; to: number; message: string } | null {
  const missing = missingEntries(text, markers, end);
  const [first] = missing;
  if (first === undefined) return null;
  const others = missing.length > 1 ? `等${missing.length}个标题` : '这个标题';
  const message = `目录里有“${first.heading}”${others}，正文里没有，请补上内容或改正目录。`;
  return { from: first.from, to: first.to, message };
}

const mostEntries = 60;
const longestEntry = 40;
const compared = 6;

/**
 * Entries of a list of headings at the head of a text of which the body has no heading: a part was lost, or the list is an old
 * one. `end` is where the body begins (`endOfContents`).
 */
function missingEntries(text: string, markers: readonly Marker[], end: number): MissingEntry[] {
  if (end === 0) return [];
  const entries = markers.filter(({ from, lineStart }) => from < end && lineStart).slice(0, mostEntries);
  const body = new Map<string, string[]>();
  for (const marker of markers) {
    if (marker.from < end) continue;
    const place = `${marker.style}${marker.number}`;
    const known = body.get(place);
    if (known === undefined) body.set(place, [wordsOf(text, marker)]);
    else if (known.length < mostEntries) known.push(wordsOf(text, marker));
  }
  return entries.flatMap((marker) => {
    const words = wordsOf(text, marker);
    const alike = (other: string) =>
      other.startsWith(words.slice(0, compared)) || (other.length > 1 && words.startsWith(other));
    if (body.get(`${marker.style}${marker.number}`)?.some(alike)) return [];
    const line = passageOf(text, marker.from, marker.from + longestEntry).split('\n')[0] ?? '';
    return [{ from: marker.from, to: marker.from + line.trimEnd().length, heading: line.trim() }];
  });
}

/** A heading's first words, which the body may go on after. */
function wordsOf(text: string, { to }: Marker): string {
  return (passageOf(text, to, to + longestEntry).split(/[\n，,。；;：:.…·\t]/)[0] ?? '').replace(
    /[\s\p{P}]/gu,
    '',
  );
}
