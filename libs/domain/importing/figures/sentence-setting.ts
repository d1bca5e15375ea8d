import type { IndicatorDefinition } from '../../cycle/template-definition';
import type { ShortPeriod } from '../structure/title-period';
import type { Figure } from './figure';
import type { NameAround } from './indicator-name';
import type { Sentence } from './mode';

/** What is known of the place that a sentence stands in. */
export interface Setting {
  /** The text speaks of what is to come. */
  forward: boolean;
  /** The cycle's year, where known. */
  year?: number;
  report: number;
  /** The quarter or month that the report's title names: its figures are of that time. */
  short?: ShortPeriod;
  /** Numerator of a rate by its denominator's key: 已完成整改 of 整改措施. */
  doneOf: ReadonlyMap<string, IndicatorDefinition>;
  /** Denominators by their numerators' keys. */
  totalOf: ReadonlyMap<string, IndicatorDefinition>;
  /** Names that stand on both sides of their number. */
  around: readonly NameAround[];
}

/** A figure in its sentence. */
export interface Place {
  normal: string;
  sentence: Sentence;
  figure: Figure;
}
