import type { ReportContent } from './content';

/** Characters of what is checked or compared on the spot, in a few milliseconds: more than most reports have. */
export const handyCharacters = 30_000;

/** How long a content is, without looking at any text. */
export function charactersOf({ sections, problems, unplaced }: ReportContent): number {
  let sum = unplaced.length;
  for (const { body } of sections) sum += body.length;
  for (const { problem, cause, measure } of problems)
    sum += problem.length + (cause?.length ?? 0) + (measure?.length ?? 0);
  return sum;
}
