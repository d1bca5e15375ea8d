import type { DraftRule } from './draft-rule';
import { twoDigitYear } from './rules/dates/two-digit-year';
import { wrongYear } from './rules/dates/wrong-year';
import { announcedCount } from './rules/figures/announced-count';
import { belowUsual } from './rules/figures/below-usual';
import { crossField } from './rules/figures/cross-field';
import { figureLeap } from './rules/figures/figure-leap';
import { figureMismatch } from './rules/figures/figure-mismatch';
import { indicatorLimits } from './rules/figures/indicator-limits';
import { ledgerMismatch } from './rules/figures/ledger-mismatch';
import { malformedNumber } from './rules/figures/malformed-number';
import { rateMismatch } from './rules/figures/rate-mismatch';
import { totalMismatch } from './rules/figures/total-mismatch';
import { allDoneClaimed } from './rules/problems/all-done-claimed';
import { itemUnaccounted } from './rules/problems/item-unaccounted';
import { measureWithoutOwner } from './rules/problems/measure-without-owner';
import { problemWithoutCause } from './rules/problems/problem-without-cause';
import { problemWithoutMeasure } from './rules/problems/problem-without-measure';
import { promiseDropped } from './rules/problems/promise-dropped';
import { contentsMismatch } from './rules/structure/contents-mismatch';
import { headingNumber } from './rules/structure/heading-number';
import { requiredMissing } from './rules/structure/required-missing';
import { tooLong } from './rules/structure/too-long';
import { tooShort } from './rules/structure/too-short';
import { unplacedText } from './rules/structure/unplaced-text';
import { copiedFromLastYear } from './rules/wording/copied-from-last-year';
import { maskedWord } from './rules/wording/masked-word';
import { mistyping } from './rules/wording/mistyping';
import { mixedPunctuation } from './rules/wording/mixed-punctuation';
import { placeholder } from './rules/wording/placeholder';
import { repeatedText } from './rules/wording/repeated-text';
import { unbalancedMarks } from './rules/wording/unbalanced-marks';
import { unfinishedText } from './rules/wording/unfinished-text';
import { unusualCharacter } from './rules/wording/unusual-character';

/**
 * Version of the rule set. Findings are kept by content hash, template version and this number
 * (design 4.1), so it must change whenever any rule would answer differently for the same content.
 */
export const checksVersion = 8;

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
