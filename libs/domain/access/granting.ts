import type { Role } from '../org/roles';
import { type Problem, problem } from '../problems';
import { type Actor, inForce, isWithin, type Target } from './access';

export interface Grant {
  userId: string;
  role: Role;
  at: Target;
}

/**
 * Why the actor may not grant this post, or undefined where they may (design 1.3): an admin grants any
 * role within the subtree, never to themself; admin over the whole tree only by such an admin. Who acts
 * as admin for another does not grant to that other either, or two people could lift each other.
 */
export function grantRefusal(actor: Actor, grant: Grant, now: Date): Problem | undefined {
  const posts = actor.appointments.filter(
    (held) => held.role === 'admin' && inForce(held, now) && isWithin(grant.at.path, held.path),
  );
  if (posts.length === 0) return problem('forbidden');
  if (grant.userId === actor.userId) return problem('self_grant');
  if (posts.every((held) => held.onBehalfOf?.userId === grant.userId)) return problem('self_grant');
  return undefined;
}
