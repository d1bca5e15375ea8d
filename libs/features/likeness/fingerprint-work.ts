import { LikenessProbe, normalise } from '@domain/likeness';
import type { HeavyWork } from '@platform/computing';

export interface Fingerprinted {
  /** Normalised characters. */
  characters: number;
  hashes: Int32Array;
}

/** Characters whose fingerprints are taken on the spot, in a few milliseconds. */
const handy = 30_000;

/** The fingerprints by which a text is found. */
export const fingerprintWork: HeavyWork<string, Fingerprinted> = {
  file: __filename,
  perform: (text) => {
    const { fingerprints, characters } = new LikenessProbe(normalise(text));
    return { characters, hashes: fingerprints.hashes };
  },
  isSmall: (text) => text.length <= handy,
  milliseconds: 10_000,
  refusal: 'too_costly',
};

export default fingerprintWork;
