import { createHash } from 'node:crypto';

/**
 * A sample for look-backs that anybody can draw again: of each unit the share of its items, rounded up, that come first
 * by the hash of seed and id. Nobody picks, and an item more or less changes nothing about the order of the others.
 */
export function drawSample(
  items: ReadonlyArray<{ id: string; org: string }>,
  share: number,
  seed: string,
): string[] {
  const byUnit = new Map<string, string[]>();
  for (const { id, org } of items) {
    const ids = byUnit.get(org);
    if (ids) ids.push(id);
    else byUnit.set(org, [id]);
  }
  const rank = (id: string) => createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  return [...byUnit.values()]
    .flatMap((ids) => {
      const ranked = [...new Set(ids)].map((id) => ({ id, rank: rank(id) }));
      ranked.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
      return ranked.slice(0, Math.ceil(ranked.length * share));
    })
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ id }) => id);
}
