import { inForce, isWithin } from '../../access';
import { problem } from '../../problems';
import type { Capacity, PersonActor } from '../../review';
import type { ItemFacts } from '../facts';
import { currentItemStep, type ItemSnapshot, type ItemStep } from '../item';
import { itemTurn } from '../seating';
import type { ItemAction } from '../transitions';
import { itemActor, itemConflict, requireItemState } from './rule';

export interface ItemTurn {
  actor: PersonActor;
  step: ItemStep;
  capacity: Capacity;
}

/**
 * 403 for who can never verify: that needs the post of a reviewer above the unit, of a leader at or above it, or of a
 * step of the running verification, which keeps its route whatever becomes of the tree.
 */
export function requireVerifier(item: ItemSnapshot, facts: ItemFacts, now: Date): PersonActor {
  const actor = itemActor(facts);
  const eligible = actor.appointments.some((post) => {
    if (!inForce(post, now)) return false;
    if (item.steps.some((step) => step.orgId === post.orgId && step.role === post.role)) return true;
    if (!isWithin(item.org.path, post.path)) return false;
    return post.role === 'leader' || (post.role === 'reviewer' && post.path !== item.org.path);
  });
  if (!eligible) throw problem('forbidden');
  return actor;
}

/** @throws wrong_state, not_your_step, recused, already_decided */
export function requireItemTurn(
  item: ItemSnapshot,
  action: ItemAction,
  facts: ItemFacts,
  now: Date,
): ItemTurn {
  const actor = requireVerifier(item, facts, now);
  requireItemState(item, action);
  const step = currentItemStep(item);
  if (!step) throw itemConflict(item, 'not_your_step');
  const turn = itemTurn(item, step, actor.userId, facts);
  if (turn.kind === 'open') return { actor, step, capacity: turn.capacity };
  if (turn.kind === 'recused') throw itemConflict(item, 'recused');
  if (turn.kind === 'approved') throw itemConflict(item, 'already_decided');
  throw itemConflict(item, 'not_your_step');
}

/** @throws item_changed where the decision is about what the item no longer says (design 8.4, case 44) */
export function requireItemVersion(item: ItemSnapshot, version: number): void {
  if (version !== item.version)
    throw itemConflict(item, 'item_changed', { expected: version, actual: item.version });
}
