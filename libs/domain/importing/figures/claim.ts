import type { IndicatorDefinition } from '../../cycle/template-definition';
import type { Figure } from './figure';
import type { Period } from './period';

/**
 * What a figure is to an indicator: `total` and `result` are its value, of a part of the year or of the whole one does not
 * know (`part`), or it is open what it says (`doubt`).
 */
export type Standing = 'total' | 'result' | 'part' | 'doubt';

/** A figure that a text gives for an indicator. Offsets into the view. */
export interface Claim {
  definition: IndicatorDefinition;
  value: number;
  upper?: number;
  qualifier?: string;
  standing: Standing;
  /** How sure it is that this is the indicator's value, were it the only mention. */
  confidence: number;
  from: number;
  to: number;
  report: number;
  /** Read in a table with a head that tells its columns apart, which counts for more than prose. */
  table: boolean;
  /** The part of the year that it is of, in the text's words: 上半年. */
  partOfYear?: string;
}

/** From this sureness on a figure is proposed as the indicator's value; below it is only shown. */
export const sureEnough = 0.6;

/** A figure beside the words that name it. */
export interface Pairing {
  figure: Figure;
  definition: IndicatorDefinition;
  /** The words that named it. */
  named: { from: number; to: number };
  value: number;
  confidence: number;
  /** 共 and the like stand behind an ellipsis: the figure ends what was begun. */
  standing?: Standing;
  /** Of several years' figures side by side: whose year it is. */
  period?: Period;
}
