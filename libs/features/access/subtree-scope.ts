import { type Actor, inForce, rolesFor, type Verb } from '@domain/access';

/** Where a verb reaches for one caller, as values for a query: ltree paths and single units. */
export interface Scope {
  /** Subtrees by the path of their root. */
  paths: string[];
  /** Units where the verb holds exactly. */
  orgIds: string[];
}

/**
 * The scope of a verb, for lists that are narrowed in the query and never filtered afterwards.
 * Use it as `o.path <@ ANY($n::ltree[]) OR o.id = ANY($m::uuid[])`.
 */
export function scopeOf(actor: Actor, verb: Verb, now: Date): Scope {
  const { subtree, exact } = rolesFor(verb);
  const held = actor.appointments.filter((post) => inForce(post, now));
  return {
    paths: [...new Set(held.filter((post) => subtree.includes(post.role)).map((post) => post.path))],
    orgIds: [...new Set(held.filter((post) => exact.includes(post.role)).map((post) => post.orgId))],
  };
}
