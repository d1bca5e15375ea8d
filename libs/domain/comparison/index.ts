export { applyComparison } from './apply-comparison';
export { compareContents } from './compare-contents';
export type {
  ContentComparison,
  IndicatorComparison,
  ParagraphChange,
  ProblemComparison,
  ProblemFieldChange,
  SectionComparison,
  WordChange,
} from './content-comparison';
