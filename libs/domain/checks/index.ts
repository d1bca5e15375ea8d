export { checkDraft, hasErrors, openedByFindings, outlineFindings } from './check-draft';
export type { CheckContext, CheckScope } from './draft';
export { countCharacters, isBlank } from './draft';
export type { DraftRule, RuleExample } from './draft-rule';
export type { Finding, FindingAnchor, FindingSeverity } from './finding';
export { checksVersion, draftRules } from './registry';
