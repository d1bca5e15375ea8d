/** Pairs of neighbouring characters, for telling how alike two texts are. */
export function bigrams(text: string): Set<number> {
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < text.length; at += 1)
    pairs.add(text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1));
  return pairs;
}

/** Dice's coefficient, 0 to 1; 0 at once where the sizes alone rule out `least`. */
export function alikeness(a: ReadonlySet<number>, b: ReadonlySet<number>, least: number): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  const size = small.size + large.size;
  if (size === 0 || (2 * small.size) / size < least) return 0;
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared += 1;
  return (2 * shared) / size;
}
