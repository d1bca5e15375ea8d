import type { OrgTreeNode } from '../api/administration';
import type { OrgKind, ReportRow, RouteRule, RouteStep } from '../api/contract';

/** Where a unit stands in the part of the tree that the caller may read. */
export interface Place {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  parent: Place | null;
}

export type Places = Map<string, Place>;

export function placesOf(
  nodes: OrgTreeNode[],
  parent: Place | null = null,
  places: Places = new Map(),
): Places {
  for (const { id, code, name, kind, children } of nodes) {
    const place: Place = { id, code, name, kind, parent };
    places.set(code, place);
    placesOf(children ?? [], place, places);
  }
  return places;
}

/** The bureau where the caller does not see so far up. */
const unseenBureau: Place = { id: '', code: '', name: '', kind: 'bureau', parent: null };

function unitAt(at: RouteRule['at'], place: Place | undefined): Place | null {
  if (at === 'self') return place ?? null;
  const above = place?.parent ?? unseenBureau;
  if (at === 'parent') return above;
  for (let unit: Place | null = above; unit; unit = unit.parent) {
    if (unit.kind === at) return unit;
    if (!unit.parent && unit !== unseenBureau && unit.kind !== 'bureau' && at === 'bureau')
      return unseenBureau;
  }
  return null;
}

/** The steps a report will take by its tier's rules (design 1.5): a step without a unit falls away. */
export function plannedRoute(rules: RouteRule[], place: Place | undefined): RouteStep[] {
  const steps = rules.flatMap((rule) => {
    const unit = unitAt(rule.at, place);
    return unit ? [{ rule, unit }] : [];
  });
  return steps.map(({ rule, unit }, index) => ({
    index: index + 1,
    org: { id: unit.id, code: unit.code, name: unit.name, kind: unit.kind },
    role: rule.role,
    mode: rule.mode ?? 'any',
    workingDays: rule.workingDays ?? 0,
    grade: rule.grade ?? false,
    status: 'pending',
    enteredAt: null,
    leftAt: null,
    dueAt: null,
  }));
}

/** A report with a route in any state: before submission the planned one. */
export function routed(report: ReportRow, rules: RouteRule[], places: Places): ReportRow {
  const route = report.route.length > 0 ? report.route : plannedRoute(rules, places.get(report.org.code));
  return { ...report, route };
}

/** 高一年级党支部 under 第一中学党总支: what a unit's name says beyond its superior's. */
export function nameUnder(name: string, superior: string): string {
  const stem = superior.replace(/党?(总支|支部|委)$/, '');
  const rest = stem.length > 1 && name.startsWith(stem) ? name.slice(stem.length) : name;
  return [...rest].length > 3 ? rest : name;
}
