import type { Role } from '../org/roles';
import { type Problem, problem } from '../problems';
import { type ActingAppointment, type Actor, inForce, isWithin, type Target } from './access';

/** What an account reaches: the unit that keeps it and every post, own, delegated or offered, now or to come. */
export interface Account {
  userId: string;
  home: Target | null;
  posts: readonly { role: Role; at: Target }[];
}

/**
 * What is done to an account. `appoint` and `delegate` give it a post; `reset` hands out its password, `change`
 * covers its data, home and deactivation.
 */
export type AccountAct =
  | { kind: 'appoint' | 'delegate'; role: Role; at: Target }
  | { kind: 'reset' }
  | { kind: 'change' };

/** `until`: when what is given must end, since the right to give it does; null where that lasts. */
export type Authority = { ok: true; until: Date | null } | { ok: false; problem: Problem };

/**
 * Whether the actor may do this to the account (design 1.3). Their posts of administrator have to cover all that the
 * account reaches and the unit of the post that is given; a delegation needs no more than the latter, for the
 * delegate agrees to it. Nobody gives themself anything. A deputy of A gives neither A nor themself anything, makes
 * nobody an administrator, opens no administrator's account, and what they give ends with the delegation: a
 * temporary right yields no permanent one.
 */
export function authorityOver(actor: Actor, account: Account, act: AccountAct, now: Date): Authority {
  const gives = act.kind === 'appoint' || act.kind === 'delegate';
  const held = actor.appointments.filter((post) => post.role === 'admin' && inForce(post, now));
  const places = placesOf(account, act);
  const own = held.filter((post) => post.onBehalfOf === undefined);
  if (covers(own, places))
    return gives && account.userId === actor.userId ? refused('self_grant') : { ok: true, until: null };
  if (!covers(held, places)) return refused('forbidden');
  const usable = held.filter((post) => serves(post, actor, account, act));
  if (!covers(usable, places))
    return refused(gives && isForThemselves(held, actor, account) ? 'self_grant' : 'forbidden');
  return { ok: true, until: gives ? endOf(usable, places) : null };
}

/**
 * Why these people may not bring a unit below another, or undefined: what an administrator does as a deputy must
 * not widen for good what they, or whom they stand in for, reach themselves.
 */
export function reachRefusal(actor: Actor, unit: Target, superior: Target, now: Date): Problem | undefined {
  const held = actor.appointments.filter((post) => post.role === 'admin' && inForce(post, now));
  const own = held.filter((post) => post.onBehalfOf === undefined);
  if (covers(own, [unit, superior]) || held.some((post) => covers([post], [unit, superior])))
    return undefined;
  return problem(covers(held, [unit, superior]) ? 'self_grant' : 'forbidden');
}

/** A unit that nobody keeps counts as one at the root, which only administrators of the whole tree cover. */
function placesOf(account: Account, act: AccountAct): Target[] {
  const given = act.kind === 'appoint' || act.kind === 'delegate' ? [act.at] : [];
  if (act.kind === 'delegate') return given;
  return [...given, account.home ?? nowhere, ...account.posts.map(({ at }) => at)];
}

const nowhere: Target = { orgId: '', path: '' };

function covers(posts: readonly ActingAppointment[], places: readonly Target[]): boolean {
  return places.every((place) =>
    posts.some((post) => (place.path === '' ? !post.path.includes('.') : isWithin(place.path, post.path))),
  );
}

/** Whether a post may be used for this beside those held for somebody else; own posts alone may do more. */
function serves(post: ActingAppointment, actor: Actor, account: Account, act: AccountAct): boolean {
  if (account.userId === actor.userId || account.userId === post.onBehalfOf?.userId) return false;
  if ('role' in act) return act.role !== 'admin';
  return act.kind === 'change' || account.posts.every(({ role }) => role !== 'admin');
}

function isForThemselves(held: readonly ActingAppointment[], actor: Actor, account: Account): boolean {
  return account.userId === actor.userId || held.some((post) => post.onBehalfOf?.userId === account.userId);
}

/** The first of the places at which nothing but a temporary post is left ends it all. */
function endOf(usable: readonly ActingAppointment[], places: readonly Target[]): Date | null {
  const ends = places.flatMap((place) => {
    const posts = usable.filter((post) => covers([post], [place]));
    const temporary = posts.flatMap(({ onBehalfOf, endsAt }) =>
      onBehalfOf && endsAt ? [endsAt.getTime()] : [],
    );
    return temporary.length < posts.length ? [] : [Math.max(...temporary)];
  });
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}

function refused(code: 'forbidden' | 'self_grant'): Authority {
  return { ok: false, problem: problem(code) };
}
