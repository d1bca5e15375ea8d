import { type ActingAppointment, appointmentsAllowing, isWithin, type Verb } from '../../access';
import { isDay } from '../../deadlines';
import { type Problem, type ProblemCode, type ProblemParams, problem } from '../../problems';
import type { Person, PersonActor } from '../../review';
import type { ItemCommand, ItemCommandOf } from '../command';
import type { ItemOutcome } from '../decision';
import type { ItemFacts } from '../facts';
import type { ItemBody, ItemSnapshot, Party } from '../item';
import { type ItemAction, itemMay } from '../transitions';
import { itemStateNames } from '../words';

/**
 * One action on an item. `may` holds every rule that does not depend on what the command says and fills
 * `allowedActions`; `act` calls it first. Both throw the refusal as a Problem.
 */
export interface ItemRule<Name extends ItemCommand['action'], Granted> {
  may(item: ItemSnapshot, facts: ItemFacts, now: Date): Granted;
  act(item: ItemSnapshot, command: ItemCommandOf<Name>, facts: ItemFacts, now: Date): ItemOutcome;
}

/** Who acts, and in whose post. */
export interface ActingAs {
  actor: PersonActor;
  onBehalfOf: Person | null;
}

/** A refusal that shows how the item stands, as 409 and 412 do. */
export function itemConflict(item: ItemSnapshot, code: ProblemCode, params: ProblemParams = {}): Problem {
  return problem(code, params, {
    state: { state: item.state, version: item.version, step: item.stepIndex },
  });
}

export function requireItemState(item: ItemSnapshot, action: ItemAction): void {
  if (itemMay(action, item.state)) return;
  throw itemConflict(item, 'wrong_state', { state: itemStateNames[item.state], stateCode: item.state });
}

/**
 * The unit that an item lies with once it is open again: where its own ended meanwhile, the one that follows it.
 * @throws unit_dissolved where nobody does
 */
export function livingOrg(item: ItemSnapshot, { endedUnit }: ItemFacts): ItemSnapshot['org'] {
  if (!endedUnit) return item.org;
  if (!endedUnit.successor) throw problem('unit_dissolved', { unit: endedUnit.name });
  return endedUnit.successor;
}

export function itemActor(facts: ItemFacts): PersonActor {
  if (facts.actor === 'system') throw problem('forbidden');
  return facts.actor;
}

/** The post that carries a verb to the item's unit. @throws forbidden */
export function requireAt(item: ItemSnapshot, verb: Verb, facts: ItemFacts, now: Date): ActingAs {
  const [post] = postsAllowing(item, verb, facts, now);
  if (!post) throw problem('forbidden');
  return actingIn(itemActor(facts), post);
}

/** The same where the post stands above the item's unit. */
export function requireAbove(item: ItemSnapshot, verb: Verb, facts: ItemFacts, now: Date): ActingAs {
  const post = postsAllowing(item, verb, facts, now).find(
    ({ path }) => path !== item.org.path && isWithin(item.org.path, path),
  );
  if (!post) throw problem('forbidden');
  return actingIn(itemActor(facts), post);
}

export function postsAllowing(
  item: ItemSnapshot,
  verb: Verb,
  facts: ItemFacts,
  now: Date,
): ActingAppointment[] {
  if (facts.actor === 'system') return [];
  return appointmentsAllowing(facts.actor, verb, { orgId: item.org.id, path: item.org.path }, now);
}

export function actingIn(actor: PersonActor, post: ActingAppointment): ActingAs {
  const { onBehalfOf } = post;
  return { actor, onBehalfOf: onBehalfOf ? { id: onBehalfOf.userId, name: onBehalfOf.name } : null };
}

export function whoOf({ actor, onBehalfOf }: ActingAs): { actor: Person; onBehalfOf: Person | null } {
  return { actor: { id: actor.userId, name: actor.name }, onBehalfOf };
}

export function partyOf({ actor }: ActingAs): Party {
  return { name: actor.name, userId: actor.userId };
}

/** Those who had a hand in the item, with whoever acts now and whom they act for. */
export function withHand(item: ItemBody, { actor, onBehalfOf }: ActingAs): string[] {
  return [...new Set([...item.involved, actor.userId, ...(onBehalfOf ? [onBehalfOf.id] : [])])];
}

/** The next snapshot: `change` on top, a version more, and nothing of an earlier decision to recall. */
export function changed(item: ItemSnapshot, change: Partial<ItemSnapshot>): ItemSnapshot {
  return { ...item, version: item.version + 1, undo: null, ...change };
}

export function fieldProblem(
  code: ProblemCode,
  pointer: string,
  detail: string,
  params: ProblemParams = {},
): Problem {
  return problem(code, params, { errors: [{ pointer, code, detail }] });
}

/** @throws invalid_due_date for what is no day of the calendar, or lies before `earliest` */
export function requireDay(day: string, pointer: string, earliest: string): string {
  if (isDay(day) && day >= earliest) return day;
  throw fieldProblem('invalid_due_date', pointer, `须为${earliest}或之后的日期。`, {
    reason: `：须为${earliest}或之后的日期`,
  });
}
