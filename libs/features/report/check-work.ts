import { checkDraft, type Finding } from '@domain/checks';
import type { HeavyWork } from '@platform/computing';
import { charactersOf, handyCharacters } from './content-size';

type CheckTask = Parameters<typeof checkDraft>[0];

/** The draft checks of one content. */
export const checkWork: HeavyWork<CheckTask, Finding[]> = {
  file: __filename,
  perform: checkDraft,
  isSmall: ({ content }) => charactersOf(content) <= handyCharacters,
  milliseconds: 10_000,
  refusal: 'too_costly',
};

export default checkWork;
