import { checkDraft, type Finding } from '@domain/checks';
import { charactersOf, handyCharacters } from '@domain/review';
import type { HeavyWork } from '@platform/computing';

type CheckTask = Parameters<typeof checkDraft>[0];

/** The draft checks of one content. */
export const checkWork: HeavyWork<CheckTask, Finding[]> = {
  file: __filename,
  perform: checkDraft,
  isSmall: (task) => charactersOfAll(task) <= handyCharacters,
  milliseconds: 10_000,
  refusal: 'too_costly',
};

export default checkWork;

/** Everything that the rules read: the draft, and what it is held against. */
function charactersOfAll({ content, context: { lastYear, returned, ledger } }: CheckTask): number {
  const contents = [content, lastYear, returned].filter((one) => one !== null && one !== undefined);
  const texts = ledger?.measureTexts ?? [];
  return [...contents.map(charactersOf), ...texts.map((text) => text.length)].reduce(
    (sum, one) => sum + one,
    0,
  );
}
