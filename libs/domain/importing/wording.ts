/** Letters, digits and Han of a heading, for comparing wordings: no punctuation, no white space. */
export function bareWording(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Likeness of two short wordings by shared pairs of characters (Dice), 0 to 1. */
export function wordingLikeness(left: string, right: string): number {
  return pairLikeness(pairsOf(left), pairsOf(right));
}

/** The same of wordings whose pairs are known: a heading is compared with every wording of a template. */
export function pairLikeness(pairs: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (pairs.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const pair of pairs) if (other.has(pair)) shared += 1;
  return (2 * shared) / (pairs.size + other.size);
}

/** Every two characters beside each other, signs and blanks left out. */
export function pairsOf(text: string): Set<string> {
  const bare = bareWording(text).slice(0, 200);
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < bare.length; at += 1) pairs.add(bare.slice(at, at + 2));
  return pairs;
}
