import type { RouteStep } from '../cycle/cycle-definition';
import type { OrgKind } from '../org/roles';
import { problem } from '../problems';
import type { RouteStop } from './snapshot';

/** A unit as the tree stood: the cycle's frozen copy, or for a reroute the present tree. */
export interface RouteUnit {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
}

/**
 * The stops of a tier's route for one unit (design 1.5). A step whose unit is missing falls away: a direct
 * branch has no general branch above. The same unit may stand at several steps.
 *
 * @param lineage the unit itself first, then its ancestors from the nearest to the root
 * @throws Problem `empty_route` where nothing is configured, or nothing remains
 */
export function resolveRoute(route: readonly RouteStep[], lineage: readonly RouteUnit[]): RouteStop[] {
  const [self, ...ancestors] = lineage;
  const stops = route.flatMap((step, ordinal) => {
    const unit =
      step.at === 'self'
        ? self
        : step.at === 'parent'
          ? ancestors[0]
          : ancestors.find((ancestor) => ancestor.kind === step.at);
    if (!unit) return [];
    return [
      {
        ordinal,
        orgId: unit.id,
        orgCode: unit.code,
        orgName: unit.name,
        orgKind: unit.kind,
        role: step.role,
        mode: step.mode,
        workingDays: step.workingDays,
        grade: step.grade ?? false,
      },
    ];
  });
  if (stops.length === 0) throw problem('empty_route', { tier: self?.kind ?? '' });
  return stops;
}
