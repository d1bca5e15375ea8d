export { checkDraft, hasErrors, outlineFindings } from './check-draft';
export type { CheckContext } from './draft';
export { countCharacters, isBlank } from './draft';
export type { DraftRule, RuleExample } from './draft-rule';
export type { Finding, FindingAnchor, FindingSeverity } from './finding';
export { applyEdits, applyFixes, type FindingFix, type MendableFinding, type TextEdit } from './fix';
export { checksVersion, draftRules } from './registry';
