import type { DropCode } from '../proposal';

/**
 * A text of our own and what the importer must make of it. What is left out is not compared; section
 * texts by how they begin, problems by how their parts begin.
 */
export interface ImportSample {
  name: string;
  text: string;
  /** Section key to the beginning of its body, in order. */
  sections: Array<[key: string, body: string]>;
  /** Level and marker of the outline, as `1 一、`. */
  outline?: string[];
  /** Indicator key to its value, for all keyed figures. */
  indicators?: Record<string, number>;
  /** Figures without a key, as `12名`. */
  others?: string[];
  problems?: Array<[problem: string, cause?: string, measure?: string]>;
  dropped?: DropCode[];
  /** How many reports the text holds; 1 unless said. */
  reports?: number;
}
