import { type Fingerprints, gramHashes, gramLength, shortestPassage, winnow } from './fingerprint';
import { formulaHashes } from './formula';
import { type NormalText, normalise } from './normal-text';

/**
 * A passage that two texts share. `[aFrom, aTo)` and `[bFrom, bTo)` are offsets into the two sources;
 * `length` counts normalised characters, `counted` those of them that are no set phrase.
 */
export interface Passage {
  aFrom: number;
  aTo: number;
  bFrom: number;
  bTo: number;
  length: number;
  counted: number;
}

interface Match {
  a: number;
  b: number;
  length: number;
}

/** A hash that comes often in one text says little; more places than these are not tried. */
const mostPlaces = 16;
/** Characters compared for one pair of texts, in multiples of their length: bounds repetitive texts. */
const effort = 40;

/**
 * One text made ready to be compared with many. `common` are hashes of set phrases by their frequency
 * in the corpus; the prescribed formulas are always common. What is common never counts: a passage is
 * one only if 20 other characters remain in it.
 */
export class LikenessProbe {
  private readonly places = new Map<number, number[]>();
  /** 1 where a character of the text belongs to a set phrase. */
  private readonly isCommon: Uint8Array;
  private readonly covered: Uint8Array;
  readonly fingerprints: Fingerprints;

  constructor(
    private readonly own: NormalText,
    common: ReadonlySet<number> = new Set(),
  ) {
    const hashes = gramHashes(own);
    this.fingerprints = winnow(own, hashes);
    this.isCommon = markCommon(own.text.length, hashes, this.fingerprints, common);
    this.covered = new Uint8Array(own.text.length);
    this.fingerprints.hashes.forEach((hash, index) => {
      const places = this.places.get(hash);
      const position = this.fingerprints.positions[index] ?? 0;
      if (!places) this.places.set(hash, [position]);
      else if (places.length < mostPlaces) places.push(position);
    });
  }

  /** Normalised characters of the text. */
  get characters(): number {
    return this.own.text.length;
  }

  /**
   * All passages of 20 characters or more shared with another text, in the order of this text; of
   * passages inside one another the longest. What is found adds to `foundCharacters`.
   */
  passagesWith(other: NormalText): Passage[] {
    const passages: Passage[] = [];
    let reach = -1;
    const matches = this.matches(other).sort((x, y) => x.a - y.a || y.length - x.length);
    for (const match of matches) {
      const end = match.a + match.length;
      if (end <= reach) continue;
      let counted = 0;
      for (let at = match.a; at < end; at += 1) if (this.isCommon[at] === 0) counted += 1;
      if (counted < shortestPassage) continue;
      reach = end;
      for (let at = match.a; at < end; at += 1) if (this.isCommon[at] === 0) this.covered[at] = 1;
      passages.push({
        aFrom: this.own.offsets[match.a] ?? 0,
        aTo: (this.own.offsets[end - 1] ?? 0) + 1,
        bFrom: other.offsets[match.b] ?? 0,
        bTo: (other.offsets[match.b + match.length - 1] ?? 0) + 1,
        length: match.length,
        counted,
      });
    }
    return passages;
  }

  /** Characters found in any of the texts compared so far, set phrases left out. */
  get foundCharacters(): number {
    let found = 0;
    for (const mark of this.covered) found += mark;
    return found;
  }

  /** Maximal matches that contain a fingerprint of this text; each diagonal is walked once. */
  private matches(other: NormalText): Match[] {
    const [a, b] = [this.own.text, other.text];
    const matches: Match[] = [];
    const walked = new Map<number, number>();
    let budget = effort * (a.length + b.length);
    const hashes = gramHashes(other);
    for (let at = 0; at < hashes.length && budget > 0; at += 1) {
      for (const place of this.places.get(hashes[at] ?? 0) ?? []) {
        const diagonal = at - place;
        if ((walked.get(diagonal) ?? -1) >= at) continue;
        const match = extend(a, b, place, at);
        budget -= match.length + 1;
        walked.set(diagonal, match.b + match.length);
        if (match.length >= shortestPassage) matches.push(match);
      }
    }
    return matches;
  }
}

/** The longest run of equal characters around one place in each text; empty when the hashes collided. */
function extend(a: string, b: string, aAt: number, bAt: number): Match {
  let before = 0;
  while (before < aAt && before < bAt && a.charCodeAt(aAt - before - 1) === b.charCodeAt(bAt - before - 1))
    before += 1;
  let after = 0;
  while (
    aAt + after < a.length &&
    bAt + after < b.length &&
    a.charCodeAt(aAt + after) === b.charCodeAt(bAt + after)
  ) {
    after += 1;
  }
  return after < gramLength
    ? { a: aAt, b: bAt, length: 0 }
    : { a: aAt - before, b: bAt - before, length: before + after };
}

function markCommon(
  length: number,
  hashes: Int32Array,
  { hashes: chosen, positions }: Fingerprints,
  common: ReadonlySet<number>,
): Uint8Array {
  const marks = new Uint8Array(length);
  hashes.forEach((hash, at) => {
    if (formulaHashes.has(hash)) marks.fill(1, at, at + gramLength);
  });
  // Only chosen hashes are known to the corpus: what lies between two common neighbours is common too.
  let run = -1;
  chosen.forEach((hash, index) => {
    const at = positions[index] ?? 0;
    if (!common.has(hash)) run = -1;
    else {
      if (run < 0) run = at;
      marks.fill(1, run, at + gramLength);
      run = at;
    }
  });
  return marks;
}

/** The passages of 20 characters or more that two texts share, formulas left out. */
export function findPassages(a: string, b: string, common: ReadonlySet<number> = new Set()): Passage[] {
  return new LikenessProbe(normalise(a), common).passagesWith(normalise(b));
}
