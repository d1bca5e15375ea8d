import { type Problem, problem } from '../problems';
import { type OrgKind, orgKindNames } from './roles';

/** A unit's place in the tree, as far as the rules of reorganisation need it. */
export interface TreeUnit {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  /** Labels from the root down, joined by dots; the last one is the unit's own. */
  path: string;
  /** Day from which it no longer exists, `YYYY-MM-DD`, or null. */
  dissolvedOn: string | null;
}

/** Which kinds a unit of each kind may hang under; only a bureau stands at a root (design 1.2). */
export const parentKinds: Record<OrgKind, readonly OrgKind[]> = {
  bureau: ['bureau'],
  general_branch: ['bureau', 'general_branch'],
  branch: ['bureau', 'general_branch'],
};

/** Deepest tree that is accepted; a guard against a mistyped import, not a rule of the organisation. */
export const deepestTree = 16;

export function mayHangUnder(kind: OrgKind, parent: OrgKind | null): boolean {
  return parent === null ? kind === 'bureau' : parentKinds[kind].includes(parent);
}

export function depthOf(path: string): number {
  return path.split('.').length;
}

/** The path of a unit with `label` below `parent`, or at a root. */
export function childPath(parent: string | null, label: number): string {
  return parent === null ? String(label) : `${parent}.${label}`;
}

/**
 * Where `path` lies after the subtree that starts at `from` has moved to hang below `parent`.
 * @throws RangeError where `path` is not within `from`
 */
export function movedPath(path: string, from: string, parent: string): string {
  if (path !== from && !path.startsWith(`${from}.`)) throw new RangeError(`${path} is not within ${from}`);
  const above = from.lastIndexOf('.') + 1;
  return `${parent}.${path.slice(above)}`;
}

function within(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`);
}

/** Why a unit of `kind` cannot hang under `parent`, or undefined. */
export function hangingRefusal(kind: OrgKind, parent: TreeUnit | null): Problem | undefined {
  if (parent?.dissolvedOn) return problem('unit_dissolved', { unit: parent.name });
  if (!mayHangUnder(kind, parent?.kind ?? null)) {
    const under = parent === null ? '根' : orgKindNames[parent.kind];
    return problem('kind_not_allowed', { kind: orgKindNames[kind], parent: under });
  }
  if (parent && depthOf(parent.path) >= deepestTree) {
    return problem('rule_broken', { reason: `组织层级最多${deepestTree}层。` });
  }
  return undefined;
}

/** Why `unit` cannot move below `parent`, or undefined; `height` is the number of levels it brings along. */
export function moveRefusal(unit: TreeUnit, parent: TreeUnit, height: number): Problem | undefined {
  if (unit.dissolvedOn) return problem('unit_dissolved', { unit: unit.name });
  if (within(parent.path, unit.path)) return problem('below_itself');
  if (depthOf(parent.path) + height > deepestTree) {
    return problem('rule_broken', { reason: `组织层级最多${deepestTree}层。` });
  }
  return hangingRefusal(unit.kind, parent);
}

/** Why a branch cannot become a general branch 升格 under its present superior, or undefined. */
export function upgradeRefusal(unit: TreeUnit, parent: TreeUnit | null): Problem | undefined {
  if (unit.dissolvedOn) return problem('unit_dissolved', { unit: unit.name });
  if (unit.kind !== 'branch') {
    return problem('rule_broken', {
      reason: `只有党支部可以升格，“${unit.name}”是${orgKindNames[unit.kind]}。`,
    });
  }
  return hangingRefusal('general_branch', parent);
}

/**
 * Why a unit cannot be dissolved, or undefined: nothing may be left without a superior. Steps that wait at it
 * are no reason: reports keep their route until they are rerouted (case 28).
 */
export function dissolveRefusal(unit: TreeUnit, children: number): Problem | undefined {
  if (unit.dissolvedOn) return problem('unit_dissolved', { unit: unit.name });
  if (children > 0) return problem('unit_has_children', { unit: unit.name, count: children });
  return undefined;
}

/**
 * Why `unit` cannot be merged into `into`, or undefined: only units of one kind merge. Children move along,
 * so each kind among them must be allowed there. Steps that wait at the unit stay there until their reports are
 * rerouted (case 28), which only then leads to `into`.
 */
export function mergeRefusal(
  unit: TreeUnit,
  into: TreeUnit,
  childKinds: readonly OrgKind[],
): Problem | undefined {
  if (unit.dissolvedOn) return problem('unit_dissolved', { unit: unit.name });
  if (within(into.path, unit.path)) return problem('below_itself');
  if (unit.kind === 'bureau') return problem('rule_broken', { reason: '教育局党委不能并入其他单位。' });
  if (unit.kind !== into.kind) return problem('rule_broken', { reason: '只能并入同一类别的单位。' });
  for (const kind of childKinds) {
    const refusal = hangingRefusal(kind, into);
    if (refusal) return refusal;
  }
  if (into.dissolvedOn) return problem('unit_dissolved', { unit: into.name });
  return undefined;
}

/** Why `unit` cannot be split 拆分, its other part hanging under the same superior, or undefined. */
export function splitRefusal(unit: TreeUnit, parent: TreeUnit | null): Problem | undefined {
  if (unit.dissolvedOn) return problem('unit_dissolved', { unit: unit.name });
  if (unit.kind === 'bureau') return problem('rule_broken', { reason: '教育局党委不能拆分。' });
  return hangingRefusal(unit.kind, parent);
}

/**
 * Why a change may not take effect on `day`, or undefined. Changes are recorded when they have happened,
 * so `day` is neither after `today` nor before the unit's last change.
 */
export function effectiveRefusal(day: string, today: string, lastChange: string | null): Problem | undefined {
  if (day > today || (lastChange !== null && day < lastChange)) return problem('invalid_effective_date');
  return undefined;
}
