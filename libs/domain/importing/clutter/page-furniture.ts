import type { Unit } from '../structure/unit';
import { bareWording } from '../wording';

const pageNumber =
  /^(?:[-–—~·]{1,3} {0,3}\d{1,3} {0,3}[-–—~·]{1,3}|第 {0,2}[\d一二三四五六七八九十]{1,3} {0,2}页(?: {0,3}[,/(]? {0,3}共 {0,2}[\d一二三四五六七八九十]{1,3} {0,2}页\)?)?|[Pp]age {0,2}\d{1,3}(?: of \d{1,3})?|\d{1,3} {0,2}\/ {0,2}\d{1,3})$/;
const longestHead = 40;
/** A line that comes so often on its own is the head of every page. */
const oftenEnough = 3;
/** Fewer lines between two of them are no page. */
const pageLines = 5;
/** Lines of a form come again with every entry, and are no page's head. */
const ofForm = /[:。;,!?]|^[【[]|责任|原因|措施|问题|时限/;

/** Page numbers, and the heads and feet that a page repeats; true where a unit is one. */
export function findPageFurniture(normal: string, units: readonly Unit[]): boolean[] {
  const numbers = units.map(({ from, to }) => to - from <= 24 && pageNumber.test(normal.slice(from, to)));
  const counts = new Map<string, number>();
  const keys = units.map(({ from, to, marker }, index) => {
    if (marker !== null || numbers[index] || to - from > longestHead) return null;
    const line = normal.slice(from, to);
    const key = ofForm.test(line) ? '' : bareWording(line);
    if (key.length < 4) return null;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return key;
  });
  const seen = new Map<string, number>();
  return units.map((_, index) => {
    if (numbers[index]) return true;
    const key = keys[index];
    if (key === null || key === undefined) return false;
    const count = counts.get(key) ?? 0;
    const besideNumber = numbers[index - 1] === true || numbers[index + 1] === true;
    const last = seen.get(key);
    seen.set(key, index);
    // The first one may be the report's title, unless a page's number stands above it.
    if (last === undefined) return count >= 2 && numbers[index - 1] === true && index > 1;
    return (count >= oftenEnough && index - last >= pageLines) || (count >= 2 && besideNumber);
  });
}
