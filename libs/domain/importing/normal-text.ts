/**
 * The text with full-width letters, digits and punctuation made half-width, one code unit for one, so
 * that an offset into the result is an offset into the source. Recognition works on this form only;
 * what a user gets to see is always cut from the source.
 */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000\u00A0\u2236\uFE6A\uFE30]/g, (character) => {
    if (character === '\u3000' || character === '\u00A0') return ' ';
    if (character === '\u2236' || character === '\uFE30') return ':';
    if (character === '\uFE6A') return '%';
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}

/**
 * White space that may stay outside every span. Zero-width and byte-order marks are kept inside spans:
 * not everybody counts them as blank.
 */
const blanks = new Set([9, 10, 11, 12, 13, 32, 0xa0, 0x2028, 0x2029, 0x3000]);

export function isBlankAt(text: string, at: number): boolean {
  return blanks.has(text.charCodeAt(at));
}

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
