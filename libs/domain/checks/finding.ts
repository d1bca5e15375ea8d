import type { FindingFix } from './fix';

/** `error` stops submitting, `warning` does not (design 1.7). */
export type FindingSeverity = 'error' | 'warning';

/**
 * Where a finding stands, in the shape that comments also use. `key` is the section's or indicator's
 * key or the problem's id. `quote` is found literally in that text; `occurrence` says which of its
 * places is meant, counted from 1.
 */
export interface FindingAnchor {
  kind: 'section' | 'indicator' | 'problem' | 'report';
  key?: string;
  quote?: string;
  occurrence?: number;
}

export interface Finding {
  /** Id of the rule, a key of `TemplateDefinition.checks`. */
  rule: string;
  severity: FindingSeverity;
  anchor: FindingAnchor;
  /** The text found, for rules about text. */
  quote?: string;
  /** In Chinese: what is wrong and what to do. */
  message: string;
  /** How it is mended in place, where that is certain. */
  fix?: FindingFix;
}
