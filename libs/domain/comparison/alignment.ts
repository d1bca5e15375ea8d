import { diffArrays } from 'diff';

/** Positions of the same item in two lists. */
export type Pair = [a: number, b: number];

/** Edits tried inside one gap between anchors; larger gaps have nothing in common worth the time. */
const mostEdits = 60;

/**
 * Equal items of two lists, in the order of both. Items that are unique in both anchor the alignment
 * (patience), so that blank lines and repeated phrases do not tear it apart; between anchors the diff
 * decides. Time is near linear also for lists without anything in common.
 */
export function alignEqual(a: readonly string[], b: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let from: Pair = [0, 0];
  for (const [aEnd, bEnd] of [...anchors(a, b), [a.length, b.length] as Pair]) {
    pairs.push(...alignGap(a, b, from, [aEnd, bEnd]));
    if (aEnd < a.length) pairs.push([aEnd, bEnd]);
    from = [aEnd + 1, bEnd + 1];
  }
  return pairs;
}

/** Items that occur once in either list, thinned to the longest run that keeps both orders. */
function anchors(a: readonly string[], b: readonly string[]): Pair[] {
  const places = new Map<string, { a: number; b: number; countA: number; countB: number }>();
  a.forEach((item, at) => {
    const place = places.get(item);
    if (place) place.countA += 1;
    else places.set(item, { a: at, b: -1, countA: 1, countB: 0 });
  });
  b.forEach((item, at) => {
    const place = places.get(item);
    if (!place) return;
    place.b = at;
    place.countB += 1;
  });
  const unique = [...places.values()].filter(({ countA, countB }) => countA === 1 && countB === 1);
  return longestRising(unique.map(({ a: aAt, b: bAt }): Pair => [aAt, bAt]));
}

/** The longest subsequence whose second numbers rise (patience sorting). */
export function longestRising(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, value], index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = index;
  });
  const rising: Pair[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
}

function alignGap(
  a: readonly string[],
  b: readonly string[],
  [aFrom, bFrom]: Pair,
  [aTo, bTo]: Pair,
): Pair[] {
  const pairs: Pair[] = [];
  while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) pairs.push([aFrom++, bFrom++]);
  const tail: Pair[] = [];
  while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) tail.push([--aTo, --bTo]);
  if (aFrom < aTo && bFrom < bTo) {
    const changes = diffArrays(a.slice(aFrom, aTo), b.slice(bFrom, bTo), { maxEditLength: mostEdits });
    let [aAt, bAt] = [aFrom, bFrom];
    for (const { added, removed, count } of changes ?? []) {
      if (!added && !removed)
        for (let step = 0; step < count; step += 1) pairs.push([aAt + step, bAt + step]);
      if (!added) aAt += count;
      if (!removed) bAt += count;
    }
  }
  return [...pairs, ...tail.reverse()];
}
