import { LikenessProbe, normalise, type Passage } from '@domain/likeness';
import type { HeavyWork } from '@platform/computing';

export interface PassageTask {
  text: string;
  /** Fingerprints of set phrases, which count for nothing. */
  common: ReadonlySet<number>;
  others: string[];
}

export interface FoundPassages {
  characters: number;
  /** Of all others together. */
  shared: number;
  /** For each of the others, in their order. */
  passages: Passage[][];
}

/** Characters, all texts together, that are compared on the spot in a few milliseconds. */
const handy = 60_000;

/** The passages that a text shares with each of some others. */
export const passageWork: HeavyWork<PassageTask, FoundPassages> = {
  file: __filename,
  perform: ({ text, common, others }) => {
    const probe = new LikenessProbe(normalise(text), common);
    const passages = others.map((other) => probe.passagesWith(normalise(other)));
    return { characters: probe.characters, shared: probe.foundCharacters, passages };
  },
  isSmall: ({ text, others }) => others.reduce((sum, other) => sum + other.length, text.length) <= handy,
  milliseconds: 15_000,
  refusal: 'too_costly',
};

export default passageWork;
