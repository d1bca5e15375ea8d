import type { ProblemItem } from '../review/content';

/** A stretch of a paragraph. What is `same` or `delete` is the old text, `same` or `insert` the new one. */
export interface WordChange {
  change: 'same' | 'insert' | 'delete';
  text: string;
}

/**
 * One paragraph as a page shows it, in reading order. `a` and `b` are its numbers, from 0, among the
 * lines of the old and the new section.
 *
 * - `same`: stands in both.
 * - `insert`, `delete`: stands in one only.
 * - `change`: stands in both with other words; `words` are marked.
 * - `moved_away`, `moved_here`: the same paragraph at another place, perhaps in another section; both
 *   entries carry the same `move`. `words` is there when it was also reworded.
 */
export type ParagraphChange =
  | { change: 'same'; a: number; b: number; text: string }
  | { change: 'insert'; b: number; text: string }
  | { change: 'delete'; a: number; text: string }
  | { change: 'change'; a: number; b: number; words: WordChange[] }
  | { change: 'moved_away'; a: number; text: string; move: number }
  | { change: 'moved_here'; b: number; text: string; move: number; words?: WordChange[] };

/** A section that is not the same in both; sections that are the same are left out. */
export interface SectionComparison {
  key: string;
  title: string;
  change: 'insert' | 'delete' | 'change';
  paragraphs: ParagraphChange[];
}

/** An indicator that is not the same in both; null is not filled in, which is not zero. */
export interface IndicatorComparison {
  key: string;
  name: string;
  unit: string;
  before: number | null;
  after: number | null;
  /** after − before, to the indicator's decimal places; null where one of them is missing. */
  difference: number | null;
}

/** A field of a problem that is not the same in both. `words` marks longer texts that have something in common. */
export interface ProblemFieldChange {
  field: Exclude<keyof ProblemItem, 'id'>;
  before: string | null;
  after: string | null;
  words?: WordChange[];
}

/**
 * A row of the problem list. Rows are matched by id, else by their wording: a list that was imported
 * again, and last year's, have other ids. `from` and `to` are positions in the lists, from 0.
 */
export type ProblemComparison =
  | { change: 'same'; from: number; to: number; problem: ProblemItem }
  | { change: 'insert'; to: number; problem: ProblemItem }
  | { change: 'delete'; from: number; problem: ProblemItem }
  | { change: 'change'; from: number; to: number; problem: ProblemItem; fields: ProblemFieldChange[] };

/**
 * What is different between two contents, as `GET /reports/{id}/diff` answers and a page renders it
 * (issue 5, part 4). Everything is empty for equal contents. `applyComparison` turns the old content
 * into the new one.
 */
export interface ContentComparison {
  equal: boolean;
  /** Changed sections in the template's order; sections that the template does not know come last. */
  sections: SectionComparison[];
  /** Changed indicators in the template's order. */
  indicators: IndicatorComparison[];
  /** Empty when both lists are the same; else every row, in the new order, deleted rows where they stood. */
  problems: ProblemComparison[];
  /** The text that was not placed, as one section; null when it is the same. */
  unplaced: SectionComparison | null;
}
