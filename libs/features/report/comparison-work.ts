import { type ContentComparison, compareContents } from '@domain/comparison';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import type { ReportContent } from '@domain/review';
import type { HeavyWork } from '@platform/computing';
import { charactersOf, handyCharacters } from './content-size';

export interface ComparisonTask {
  before: ReportContent;
  after: ReportContent;
  template: TemplateDefinition;
}

/** What changed between two contents. */
export const comparisonWork: HeavyWork<ComparisonTask, ContentComparison> = {
  file: __filename,
  perform: ({ before, after, template }) => compareContents(before, after, template),
  isSmall: ({ before, after }) => charactersOf(before) + charactersOf(after) <= handyCharacters,
  milliseconds: 10_000,
  refusal: 'too_costly',
};

export default comparisonWork;
