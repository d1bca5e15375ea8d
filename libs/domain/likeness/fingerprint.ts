import { type NormalText, normalise } from './normal-text';

/** Shortest shared passage that is always found, in normalised characters (design 1.7). */
export const shortestPassage = 20;
/** Characters that one hash covers: shorter ones match by chance in this genre, longer ones cost rows. */
export const gramLength = 8;
/** Of each `window` neighbouring hashes one is kept, so a passage of 20 = 8 + 13 − 1 shares at least one. */
const window = shortestPassage - gramLength + 1;

/** A chosen hash (a signed 32-bit integer) and where its first character stands in the source. */
export interface Fingerprint {
  hash: number;
  position: number;
}

/** Chosen hashes with their positions in the normalised text, in order. */
export interface Fingerprints {
  hashes: Int32Array;
  positions: Uint32Array;
}

const base = 0x01000193;

/** Spreads the bits, so that the smallest hash of a window is no property of its first characters. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The hash of every run of `gramLength` characters, by rolling; empty for shorter texts. */
export function gramHashes({ text }: NormalText): Int32Array {
  const count = text.length - gramLength + 1;
  if (count <= 0) return new Int32Array(0);
  let leading = 1;
  for (let power = 0; power < gramLength; power += 1) leading = Math.imul(leading, base);
  const hashes = new Int32Array(count);
  let rolling = 0;
  for (let at = 0; at < text.length; at += 1) {
    rolling = (Math.imul(rolling, base) + text.charCodeAt(at) + 1) | 0;
    if (at >= gramLength) rolling = (rolling - Math.imul(leading, text.charCodeAt(at - gramLength) + 1)) | 0;
    if (at >= gramLength - 1) hashes[at - gramLength + 1] = mix(rolling);
  }
  return hashes;
}

/**
 * Winnowing (Schleimer, Wilkerson, Aiken 2003): the rightmost smallest hash of every window, about two
 * in fourteen. Two texts that share 20 characters share a fingerprint, wherever the passage stands.
 */
export function winnow(normal: NormalText, hashes: Int32Array = gramHashes(normal)): Fingerprints {
  const positions: number[] = [];
  const size = Math.min(window, hashes.length);
  // Candidates in ascending order of hash; the first is the window's smallest.
  const queue = new Uint32Array(hashes.length);
  let head = 0;
  let tail = 0;
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = (hashes[at] ?? 0) >>> 0;
    while (tail > head && (hashes[queue[tail - 1] ?? 0] ?? 0) >>> 0 >= hash) tail -= 1;
    queue[tail] = at;
    tail += 1;
    while ((queue[head] ?? 0) + size <= at) head += 1;
    const smallest = queue[head] ?? 0;
    if (at >= size - 1 && positions.at(-1) !== smallest) positions.push(smallest);
  }
  return {
    hashes: Int32Array.from(positions, (position) => hashes[position] ?? 0),
    positions: Uint32Array.from(positions),
  };
}

/** The fingerprints of a text, with their places in it. */
export function fingerprint(text: string): Fingerprint[] {
  const normal = normalise(text);
  const { hashes, positions } = winnow(normal);
  return Array.from(hashes, (hash, index) => ({
    hash,
    position: normal.offsets[positions[index] ?? 0] ?? 0,
  }));
}
