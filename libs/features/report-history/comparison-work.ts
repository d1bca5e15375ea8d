import { type ContentComparison, compareContents } from '@domain/comparison';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { problem } from '@domain/problems';
import { charactersOf, handyCharacters, type ReportContent } from '@domain/review';
import type { HeavyWork } from '@platform/computing';

export interface ComparisonTask {
  before: ReportContent;
  after: ReportContent;
  template: TemplateDefinition;
}

/** What changed between two contents. */
export const comparisonWork: HeavyWork<ComparisonTask, ContentComparison> = {
  file: __filename,
  perform: compare,
  isSmall: ({ before, after }) => charactersOf(before) + charactersOf(after) <= handyCharacters,
  milliseconds: 10_000,
  refusal: 'too_costly',
};

/**
 * Stretches of an answer. A comparison of real reports has some hundreds; a quarter of a million lines of one character
 * each made ten megabytes of JSON, which the server would write while everybody waits.
 */
export const mostPieces = 20_000;

/** @throws too_costly for more differences than anybody could look through */
function compare({ before, after, template }: ComparisonTask): ContentComparison {
  const found = compareContents(before, after, template);
  if (piecesOf(found) > mostPieces) throw problem('too_costly');
  return found;
}

function piecesOf({ sections, problems, unplaced }: ContentComparison): number {
  let sum = 0;
  for (const { paragraphs } of [...sections, ...(unplaced ? [unplaced] : [])])
    for (const paragraph of paragraphs)
      sum += 1 + ('words' in paragraph ? (paragraph.words?.length ?? 0) : 0);
  for (const row of problems) {
    sum += 1;
    if (row.change === 'change') for (const { words } of row.fields) sum += 1 + (words?.length ?? 0);
  }
  return sum;
}

export default comparisonWork;
