import type { Act } from '@features/org';
import type { Cycle } from './cycle';

/** How an act on a cycle is recorded: for the administrators of the unit that owns it. */
export function cycleAct(
  cycle: Pick<Cycle, 'id' | 'org' | 'orgPath'>,
  action: string,
  detail: Record<string, unknown>,
): Act {
  return {
    verb: 'cycle.manage',
    target: { orgId: cycle.org.id, path: cycle.orgPath },
    action,
    objectKind: 'cycle',
    objectId: cycle.id,
    detail,
  };
}
