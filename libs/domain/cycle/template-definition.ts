import type { LedgerFigure } from '../ledger/listed-item';
import type { RouteStep } from './cycle-definition';

/** How an indicator's values are put together over a subtree (design 1.5). */
export type Aggregate =
  | { kind: 'sum' | 'average' | 'min' | 'max' | 'none' }
  /** Σ numerator / Σ denominator over the same reports; both are keys of other indicators. */
  | { kind: 'rate'; numerator: string; denominator: string };

/** A titled part of a report. Lengths count characters without white space. */
export interface SectionDefinition {
  key: string;
  title: string;
  guidance: string;
  required: boolean;
  minLength: number;
  maxLength: number;
  /** Wordings under which the importer also recognises this section. */
  aliases: string[];
}

/** A figure of the unit's rectification ledger in the report's period. */
export interface IndicatorSource {
  from: 'ledger';
  figure: LedgerFigure;
}

/** A number the report states. `rate` indicators are computed and never typed. */
export interface IndicatorDefinition {
  key: string;
  name: string;
  unit: string;
  required: boolean;
  /** Decimal places allowed; 0 for whole numbers. */
  scale: number;
  /** Hard limits: a value outside stops submitting. */
  min?: number;
  max?: number;
  /** The year's usual number: below it warns. */
  usual?: number;
  aggregate: Aggregate;
  /** Where the number is kept already: what is typed is compared with it. */
  source?: IndicatorSource;
  aliases: string[];
}

/** `left <= right` between two indicators, e.g. measures_done ≤ measures_total. */
export interface CrossFieldRule {
  id: string;
  left: string;
  operator: '<=' | '<' | '=' | '>=' | '>';
  right: string;
  message: string;
}

export interface ProblemListDefinition {
  enabled: boolean;
  /** Most problems a report may list. */
  maxItems: number;
}

/** What becomes of the problem list once a report is finally approved: each row is followed in the rectification ledger. */
export interface LedgerDefinition {
  adopt: boolean;
  /** Days until an item is due whose row names no date. */
  days: number;
  /** Who verifies; left out: the unit above. */
  route?: RouteStep[];
  /** Whether the report accounts for the unit's open items, and freezes their list when it is handed in. */
  account?: boolean;
  /** Which documents print that list: none, those of the report, or its published editions as well. */
  printed?: ItemListPrinting;
}

export const itemListPrintings = ['none', 'documents', 'editions'] as const;
export type ItemListPrinting = (typeof itemListPrintings)[number];

/** Raises, lowers or silences one draft check (design 1.7). */
export type RuleSeverity = 'error' | 'warning' | 'off';

/** The whole content of a template version; immutable once released. */
export interface TemplateDefinition {
  sections: SectionDefinition[];
  indicators: IndicatorDefinition[];
  rules: CrossFieldRule[];
  problems: ProblemListDefinition;
  /** Draft-check severities by rule id; what is absent has the rule's own default. */
  checks: Record<string, RuleSeverity>;
  ledger?: LedgerDefinition;
}
