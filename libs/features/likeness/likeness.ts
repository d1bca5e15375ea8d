import type { TextPart } from '@domain/likeness';

/** One side of a shared passage, as it stands in its section or problem. */
export interface PassageSide {
  kind: TextPart['kind'] | 'sample';
  /** Key of the section or id of the problem; null in a sample. */
  key: string | null;
  /** Offsets in UTF-16 units into that section's or sample's own text. */
  from: number;
  to: number;
  text: string;
}

/** A passage of 20 characters or more, shown side by side. `length` counts without punctuation and white space. */
export interface SharedPassage {
  length: number;
  own: PassageSide;
  other: PassageSide;
}

interface SourceFigures {
  kind: 'report' | 'earlier' | 'sample';
  /** Characters of the own text that this source shares, set phrases left out. */
  characters: number;
  /** Of the own text, 0 to 1. */
  share: number;
}

/** A text that shares passages with the one asked about. Who may not read it learns only how much. */
export type LikenessSource =
  | (SourceFigures & {
      readable: true;
      reportId: string | null;
      revision: number | null;
      sample: { id: string; title: string } | null;
      passages: SharedPassage[];
    })
  | (SourceFigures & { readable: false });

/** How much of a report's text is also found elsewhere, and where (design 1.7). */
export interface Likeness {
  /** Length of the text without punctuation and white space. */
  characters: number;
  /** How much of it is in any of the sources, each character counted once. */
  shared: number;
  /** The share of the text that is its own, 0 to 1: 1 − shared ÷ characters; 1 for an empty text. */
  ownShare: number;
  /** The source that shares most first. */
  sources: LikenessSource[];
}
