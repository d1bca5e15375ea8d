/** 上年问题整改情况 of design 8.1, for periods of any length. */
export const itemListTitle = '问题整改情况';

/** An indicator as it is printed: the value is already a number or a decimal as text; null is 未填. */
export interface PrintedIndicator {
  name: string;
  unit: string;
  value: number | string | null;
}

/** A row of the problem list as it is printed; blank fields stay blank. */
export interface PrintedProblem {
  problem: string;
  cause?: string;
  measure?: string;
  leader?: string;
  unit?: string;
  person?: string;
  /** YYYY-MM-DD */
  dueOn?: string;
  /** What became of the item of the ledger that the row continues. */
  account?: string;
}

/** An item of the rectification ledger as it stood when the report was handed in. */
export interface PrintedItem {
  number: string;
  problem: string;
  /** 整改中, 已销号 … */
  state: string;
  /** YYYY-MM-DD, of the closing. */
  closedOn: string | null;
  dueOn: string;
  /** e.g. 2/3 */
  measures: string;
}

/**
 * What the renderers need of a revision or an edition. Everything is plain text that people typed:
 * no renderer trusts it to be free of control characters, formulas or line breaks.
 */
export interface ReportDocument {
  title: string;
  orgName: string;
  /** The date of the document as it is signed, e.g. 2025年12月10日. */
  dateText: string;
  /** e.g. 2025年度; printed under the title where the title does not contain it. */
  period: string;
  /** Number of the document or edition, e.g. 示范委〔2025〕3号 or 第3期. */
  number?: string;
  sections: Array<{ key: string; title: string; body: string }>;
  indicators: PrintedIndicator[];
  problems: PrintedProblem[];
  /** Left out where the template prints none. */
  items?: PrintedItem[];
}

export interface LayoutOptions {
  /** Head in red (发文机关标志, 发文字号 and the red rule): only where it is asked for. */
  redHead?: boolean;
}
