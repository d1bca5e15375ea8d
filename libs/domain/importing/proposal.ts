import type { Finding } from '../checks/finding';
import type { ProblemItem } from '../review/content';
import type { Span } from '../text/text-view';

export type { Span } from '../text/text-view';

/**
 * One section of the template with what was found for it. `heading` is the source's heading where its
 * wording named the section, else empty and the heading line stays in `body`. `heading` and `body`
 * together hold every character of `spans` that is not blank: letter spacing and wrapped lines are closed up, marks of
 * Markdown lie outside the spans. `report` counts the reports of a file
 * that holds several, from 1; within one report a key comes once.
 */
export interface ProposedSection {
  key: string;
  heading: string;
  body: string;
  spans: Span[];
  confidence: number;
  report: number;
  /** What put it there, in Chinese, for the reader. */
  why?: string;
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
  /** Of an entry without a key: the indicator that it may be for, where the text leaves the value open. */
  suggests?: string;
  /** Other mentions of the same indicator, for a reader to compare or to pick from. */
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
  markup: '排版标记和不可见字符',
  page: '页码和页眉页脚',
  remark: '网站或软件插入的说明',
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

/** One report of a text that holds several: which of them is meant is a person's to say. */
export interface ReportInText {
  report: number;
  title: string;
  offset: number;
}

export interface ImportProposal {
  /** The reports of the text where it holds more than one; else empty. */
  reports: ReportInText[];
  sections: ProposedSection[];
  indicators: ProposedIndicator[];
  problems: ProposedProblem[];
  unplaced: UnplacedText[];
  dropped: DroppedText[];
  outline: OutlineEntry[];
  /** Of the draft checks over what would be saved; empty unless the caller passes a check. */
  findings: Finding[];
}
