import type { TextView } from '../../text/text-view';
import type { OutlineEntry } from '../proposal';
import type { ReadReport } from './read-report';

/** No report has that many; keeps the answer to a hostile text bounded. */
const mostEntries = 5000;

/** The headings of the source as it has them: skipped and repeated numbers stay visible. */
export function writeOutline(view: TextView, reports: ReadReport[]): OutlineEntry[] {
  const { source, text } = view;
  const words = (from: number, to: number) => source.slice(...view.spanOf(from, to));
  const entries = reports.flatMap(({ range, headings }) => {
    const entries = headings.map<OutlineEntry>((heading) => ({
      level: heading.level,
      marker: cleanMarker(words(heading.from, heading.textFrom)),
      text: words(heading.textFrom, heading.textTo).trim(),
      offset: view.offsetOf(heading.from),
    }));
    const own = range.announcement;
    if (own === undefined) return entries;
    const numberFirst = own.from < own.textFrom;
    const marker = numberFirst
      ? words(own.from, own.textFrom)
      : words(own.from, own.from === own.textFrom ? own.from : endOfLine(text, own.from));
    const title: OutlineEntry = {
      level: 0,
      marker: marker.replace(/[\s:：.,、-]+$/, '').trim(),
      text: words(own.textFrom, own.textTo).trim(),
      offset: view.offsetOf(Math.min(own.from, own.textFrom)),
    };
    return [title, ...entries];
  });
  return entries.slice(0, mostEntries);
}

function cleanMarker(marker: string): string {
  return marker.trim().replace(/[,，:：]$/, '');
}

function endOfLine(normal: string, from: number): number {
  const end = normal.slice(from, from + 20).search(/[\n\r]/);
  return end < 0 ? Math.min(normal.length, from + 20) : from + end;
}
