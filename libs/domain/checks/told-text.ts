const gram = 8;
/** Places looked at for one stretch: what repeats itself more often than that may be told twice. */
const mostPlaces = 8;
const base = 0x01000193;

/**
 * Answers whether a text stands in a longer one, in time proportional to the text asked for; `includes` takes the product
 * of both lengths on texts that repeat themselves. Texts of fewer than eight characters count as not told.
 */
export class ToldText {
  private readonly heads: Int32Array;
  private readonly next: Int32Array;
  private readonly mask: number;

  constructor(private readonly text: string) {
    const size = 1 << Math.max(4, Math.ceil(Math.log2(text.length + 1)));
    this.mask = size - 1;
    this.heads = new Int32Array(size).fill(-1);
    this.next = new Int32Array(text.length);
    for (let at = text.length - gram; at >= 0; at -= 1) {
      const slot = hashAt(text, at) & this.mask;
      this.next[at] = this.heads[slot]!;
      this.heads[slot] = at;
    }
  }

  includes(part: string): boolean {
    if (part.length < gram || part.length > this.text.length) return false;
    let at = this.heads[hashAt(part, 0) & this.mask]!;
    for (let tries = 0; at >= 0 && tries < mostPlaces; tries += 1) {
      if (this.text.startsWith(part, at)) return true;
      at = this.next[at]!;
    }
    return false;
  }
}

function hashAt(text: string, from: number): number {
  let hash = 0;
  for (let at = from; at < from + gram; at += 1) hash = (Math.imul(hash, base) + text.charCodeAt(at) + 1) | 0;
  return hash ^ (hash >>> 15);
}
