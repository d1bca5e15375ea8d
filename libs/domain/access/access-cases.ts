import type { Role } from '../org/roles';
import type { Verb } from './verbs';

/**
 * The units of the table: a bureau, a general branch with a branch, another general branch beside it.
 * Paths are ltree labels, so that the same table runs through the SQL scope.
 */
export const accessUnits = {
  bureau: '1',
  general: '1.2',
  branch: '1.2.3',
  beside: '1.4',
  besideBranch: '1.4.5',
} as const;

export type AccessUnit = keyof typeof accessUnits;

/** One line: somebody with `role` at `at` does `verb` to a thing of unit `on`. */
export interface AccessCase {
  role: Role;
  at: AccessUnit;
  verb: Verb;
  on: AccessUnit;
  allowed: boolean;
}

type Line = [role: Role, at: AccessUnit, verb: Verb, on: AccessUnit, allowed: boolean];

const lines: Line[] = [
  // Reading reaches down, never sideways or up.
  ['reviewer', 'general', 'report.read', 'general', true],
  ['reviewer', 'general', 'report.read', 'branch', true],
  ['reviewer', 'general', 'report.read', 'beside', false],
  ['reviewer', 'general', 'report.read', 'besideBranch', false],
  ['reviewer', 'general', 'report.read', 'bureau', false],
  ['reporter', 'branch', 'report.read', 'branch', true],
  ['reporter', 'branch', 'report.read', 'general', false],
  ['secretary', 'general', 'report.read', 'branch', true],
  ['observer', 'bureau', 'report.read', 'besideBranch', true],
  ['publisher', 'bureau', 'report.read', 'branch', true],
  // Writing, submitting and deciding hold at exactly that unit.
  ['reporter', 'branch', 'report.write', 'branch', true],
  ['reporter', 'general', 'report.write', 'branch', false],
  ['reporter', 'branch', 'report.write', 'general', false],
  ['secretary', 'branch', 'report.write', 'branch', true],
  ['admin', 'bureau', 'report.write', 'branch', false],
  ['secretary', 'branch', 'report.submit', 'branch', true],
  ['secretary', 'general', 'report.submit', 'branch', false],
  ['reporter', 'branch', 'report.submit', 'branch', false],
  ['admin', 'bureau', 'report.submit', 'branch', false],
  ['reviewer', 'general', 'review.decide', 'general', true],
  ['reviewer', 'bureau', 'review.decide', 'general', false],
  ['reviewer', 'general', 'review.decide', 'bureau', false],
  ['leader', 'bureau', 'review.decide', 'bureau', true],
  ['leader', 'bureau', 'review.decide', 'general', false],
  ['admin', 'bureau', 'review.decide', 'bureau', false],
  ['observer', 'bureau', 'review.decide', 'bureau', false],
  // The verbs of admin, publisher and observer reach down.
  ['admin', 'bureau', 'report.administer', 'besideBranch', true],
  ['admin', 'general', 'report.administer', 'branch', true],
  ['admin', 'general', 'report.administer', 'beside', false],
  ['admin', 'general', 'org.manage', 'general', true],
  ['admin', 'general', 'org.manage', 'bureau', false],
  ['admin', 'general', 'user.manage', 'branch', true],
  ['admin', 'general', 'cycle.manage', 'bureau', false],
  ['secretary', 'general', 'org.manage', 'branch', false],
  ['publisher', 'bureau', 'report.publish', 'branch', true],
  ['publisher', 'general', 'report.publish', 'beside', false],
  ['admin', 'bureau', 'report.publish', 'branch', false],
  ['observer', 'general', 'audit.read', 'branch', true],
  ['reviewer', 'general', 'audit.read', 'branch', false],
];

/** The shared table of cases: the pure rule and the SQL scope must agree on every line. */
export const accessCases: readonly AccessCase[] = lines.map(([role, at, verb, on, allowed]) => ({
  role,
  at,
  verb,
  on,
  allowed,
}));
