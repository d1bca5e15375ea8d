import type { DraftRule } from './draft-rule';
import { allDoneClaimed } from './rules/all-done-claimed';
import { announcedCount } from './rules/announced-count';
import { belowUsual } from './rules/below-usual';
import { contentsMismatch } from './rules/contents-mismatch';
import { copiedFromLastYear } from './rules/copied-from-last-year';
import { crossField } from './rules/cross-field';
import { figureLeap } from './rules/figure-leap';
import { figureMismatch } from './rules/figure-mismatch';
import { headingNumber } from './rules/heading-number';
import { indicatorLimits } from './rules/indicator-limits';
import { itemUnaccounted } from './rules/item-unaccounted';
import { ledgerMismatch } from './rules/ledger-mismatch';
import { malformedNumber } from './rules/malformed-number';
import { maskedWord } from './rules/masked-word';
import { measureWithoutOwner } from './rules/measure-without-owner';
import { mistyping } from './rules/mistyping';
import { mixedPunctuation } from './rules/mixed-punctuation';
import { placeholder } from './rules/placeholder';
import { problemWithoutCause } from './rules/problem-without-cause';
import { problemWithoutMeasure } from './rules/problem-without-measure';
import { promiseDropped } from './rules/promise-dropped';
import { rateMismatch } from './rules/rate-mismatch';
import { repeatedText } from './rules/repeated-text';
import { requiredMissing } from './rules/required-missing';
import { tooLong } from './rules/too-long';
import { tooShort } from './rules/too-short';
import { totalMismatch } from './rules/total-mismatch';
import { twoDigitYear } from './rules/two-digit-year';
import { unbalancedMarks } from './rules/unbalanced-marks';
import { unfinishedText } from './rules/unfinished-text';
import { unplacedText } from './rules/unplaced-text';
import { unusualCharacter } from './rules/unusual-character';
import { wrongYear } from './rules/wrong-year';

/**
 * Version of the rule set. Findings are kept by content hash, template version and this number
 * (design 4.1), so it must change whenever any rule would answer differently for the same content.
 */
export const checksVersion = 7;

/** All draft checks, in the order in which their findings are listed. */
export const draftRules: readonly DraftRule[] = [
  requiredMissing,
  tooShort,
  tooLong,
  indicatorLimits,
  crossField,
  itemUnaccounted,
  unfinishedText,
  placeholder,
  maskedWord,
  wrongYear,
  twoDigitYear,
  malformedNumber,
  allDoneClaimed,
  figureMismatch,
  ledgerMismatch,
  totalMismatch,
  rateMismatch,
  announcedCount,
  headingNumber,
  contentsMismatch,
  problemWithoutMeasure,
  problemWithoutCause,
  measureWithoutOwner,
  belowUsual,
  figureLeap,
  copiedFromLastYear,
  promiseDropped,
  repeatedText,
  mistyping,
  unusualCharacter,
  unbalancedMarks,
  mixedPunctuation,
  unplacedText,
];
