import type { Finding } from '../checks/finding';
import type { ProblemItem } from '../review/content';

/** `[from, to)` in UTF-16 code units of the imported text. */
export type Span = [from: number, to: number];

/**
 * One section of the template with what was found for it. `heading` is the source's heading where its
 * wording named the section, else empty and the heading line stays in `body`. `heading` and `body`
 * together hold every character of `spans` that is not blank. `report` counts the reports of a file
 * that holds several, from 1; within one report a key comes once.
 */
export interface ProposedSection {
  key: string;
  heading: string;
  body: string;
  spans: Span[];
  confidence: number;
  report: number;
}

/**
 * A figure found in prose. `key` is null where the template has no such indicator, or where the figure
 * is not this year's result (a plan, a change, last year's number). `value` is in `unit`; `upper` is the
 * other end of a range, whose lower end is `value`. `quote` starts at `offset`.
 */
export interface ProposedIndicator {
  key: string | null;
  name: string;
  value: number;
  unit: string;
  qualifier?: string;
  upper?: number;
  quote: string;
  offset: number;
  confidence: number;
  report: number;
  /** Other mentions of the same indicator, which a reader should compare. */
  alternatives?: Array<{ value: number; quote: string; offset: number }>;
}

/** A row of the problem list, with the places it was read from. */
export interface ProposedProblem extends Omit<ProblemItem, 'id'> {
  spans: { problem: Span; cause?: Span; measure?: Span };
  confidence: number;
  report: number;
}

export type UnplacedKind = 'title' | 'preamble' | 'closing' | 'attachment' | 'text';

export interface UnplacedText {
  text: string;
  spans: Span[];
  kind: UnplacedKind;
}

/** `reason` is Chinese, for the reader; `code` is stable. */
export interface DroppedText {
  text: string;
  spans: Span[];
  reason: string;
  code: DropCode;
}

/** Why a line is no part of any report. */
export const dropReasons = {
  navigation: '网站导航',
  publication: '网页发布信息',
  promotion: '网站推介语',
  collection_title: '网页合集标题',
  related: '相关推荐与下载',
  repetition: '网页重复的摘要',
  contents: '目录',
  ornament: '分隔符号',
  read_table: '已读入指标或问题清单的表格',
} as const;
export type DropCode = keyof typeof dropReasons;

/** Level 0 is a whole report in a file of several; 1 and below nest as in the source. */
export interface OutlineEntry {
  level: number;
  marker: string;
  text: string;
  offset: number;
}

export interface ImportProposal {
  sections: ProposedSection[];
  indicators: ProposedIndicator[];
  problems: ProposedProblem[];
  unplaced: UnplacedText[];
  dropped: DroppedText[];
  outline: OutlineEntry[];
  /** Of the draft checks over what would be saved; empty unless the caller passes a check. */
  findings: Finding[];
}
