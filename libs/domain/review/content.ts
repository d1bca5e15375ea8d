import { storedText } from '../text';

/** One row of the problem list 问题清单 (problem → cause → measure). `dueOn` is YYYY-MM-DD. */
export interface ProblemItem {
  id: string;
  problem: string;
  cause?: string;
  measure?: string;
  leader?: string;
  unit?: string;
  person?: string;
  dueOn?: string;
  /** The item of the rectification ledger that the row continues; such a row makes no further item (design 8.1). */
  ledgerId?: string;
  /** What became of that item. */
  account?: string;
}

/** What can change about a row; every reader that looks at whole rows goes through these. */
export const problemItemFields = [
  'problem',
  'cause',
  'measure',
  'leader',
  'unit',
  'person',
  'dueOn',
  'account',
  'ledgerId',
] as const satisfies readonly Exclude<keyof ProblemItem, 'id'>[];

export interface SectionText {
  key: string;
  body: string;
}

/**
 * The whole content of a report, as saved and as frozen in a revision. An indicator that was not
 * filled in is absent: missing is not zero (design 5, case 34).
 */
export interface ReportContent {
  sections: SectionText[];
  indicators: Record<string, number>;
  problems: ProblemItem[];
  unplaced: string;
}

export const emptyContent: ReportContent = { sections: [], indicators: {}, problems: [], unplaced: '' };

/** The content as it is saved: every line end is a line feed (`storedText`), wherever the text came from. */
export function storedContent(content: ReportContent): ReportContent {
  const texts = (item: ProblemItem): ProblemItem =>
    Object.fromEntries(
      Object.entries(item).map(([field, text]: [string, string | undefined]) => [
        field,
        text === undefined ? text : storedText(text),
      ]),
    ) as unknown as ProblemItem;
  return {
    ...content,
    sections: content.sections.map((section) => ({ ...section, body: storedText(section.body) })),
    problems: content.problems.map(texts),
    unplaced: storedText(content.unplaced),
  };
}
