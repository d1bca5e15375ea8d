import { problem } from '../../problems';
import { postsAt } from '../../review';
import { optionalNote, requireNote } from '../../review/rules/rule';
import { itemEvent } from '../decision';
import { type ItemFacts, todayOf } from '../facts';
import type { ItemSnapshot } from '../item';
import { laterDay } from '../months';
import { isInvolved } from '../seating';
import {
  type ActingAs,
  changed,
  type ItemRule,
  itemActor,
  itemConflict,
  partyOf,
  postsAllowing,
  requireAt,
  requireDay,
  requireItemState,
  whoOf,
} from './rule';

/** From this grant on the leader alone gives more time. */
const leadersGrant = 2;

/** Who verifies the item, as far as time goes: at a step of the route on the living tree, and not involved. */
export function verifierOf(item: ItemSnapshot, facts: ItemFacts): ActingAs | undefined {
  const actor = itemActor(facts);
  const onlyLeader = item.extensions >= leadersGrant;
  const seats = facts.route.flatMap((stop, index) => {
    // The third time the leader above the unit grants, also where the route has none.
    const role = onlyLeader ? 'leader' : stop.role;
    return postsAt(facts, { ...stop, role, index });
  });
  const posts = onlyLeader ? facts.posts.filter(({ role }) => role === 'leader') : seats;
  const mine = posts
    .filter(
      ({ holder, delegates }) =>
        holder.id === actor.userId || delegates.some(({ id }) => id === actor.userId),
    )
    .filter(({ holder }) => !isInvolved(item, [holder.id, actor.userId], facts))
    .sort((a, b) => Number(b.holder.id === actor.userId) - Number(a.holder.id === actor.userId));
  const [post] = mine;
  if (!post) return undefined;
  return { actor, onBehalfOf: post.holder.id === actor.userId ? null : post.holder };
}

interface TimeGranted {
  acting: ActingAs;
  as: 'secretary' | 'verifier';
}

/** 延期: the secretary asks, who verifies grants, shortens or denies, also unasked. */
export const extend: ItemRule<'extend', TimeGranted> = {
  may(item, facts, now) {
    const verifier = verifierOf(item, facts);
    const own = postsAllowing(item, 'rectification.answer', facts, now).length > 0;
    if (!verifier && !own) throw problem('forbidden');
    requireItemState(item, 'extend');
    if (verifier) return { acting: verifier, as: 'verifier' };
    if (item.pendingDate) throw itemConflict(item, 'extension_pending');
    return { acting: requireAt(item, 'rectification.answer', facts, now), as: 'secretary' };
  },

  act(item, command, facts, now) {
    const { acting, as } = this.may(item, facts, now);
    const today = todayOf(facts, now);
    const later = laterDay(item.dueOn, today);
    const record = whoOf(acting);
    if (as === 'secretary') {
      const reason = requireNote(command.reason, '/reason');
      const until = requireDay(command.dueOn ?? '', '/dueAt', later);
      const after = changed(item, {
        pendingDate: { until, reason, by: partyOf(acting), at: now.toISOString() },
      });
      const event = itemEvent(item.state, after, 'rectification.extension_requested', {
        ...record,
        note: reason,
        data: { until },
      });
      return { ok: true, item: after, events: [event] };
    }
    if (command.deny) {
      if (!item.pendingDate) throw itemConflict(item, 'extension_closed');
      const note = requireNote(command.reason, '/reason');
      const after = changed(item, { pendingDate: null });
      const event = itemEvent(item.state, after, 'rectification.extension_denied', { ...record, note });
      return { ok: true, item: after, events: [event] };
    }
    const until = requireDay(command.dueOn ?? item.pendingDate?.until ?? '', '/dueAt', later);
    const after = changed(item, { dueOn: until, extensions: item.extensions + 1, pendingDate: null });
    const event = itemEvent(item.state, after, 'rectification.extended', {
      ...record,
      note: optionalNote(command.reason, '/reason'),
      data: { until, before: item.dueOn, asked: item.pendingDate?.until ?? null },
    });
    return { ok: true, item: after, events: [event] };
  },
};

/** The dates of the batch moved: those that the item took from it move along. */
export const reschedule: ItemRule<'reschedule', undefined> = {
  may(item, facts) {
    if (facts.actor !== 'system') throw problem('forbidden');
    requireItemState(item, 'reschedule');
    return undefined;
  },

  act(item, { dueOn, planDueOn, monthlyDay }, facts, now) {
    this.may(item, facts, now);
    const after = changed(item, {
      dueOn: dueOn ?? item.dueOn,
      planDueOn: planDueOn === undefined ? item.planDueOn : planDueOn,
      monthlyDay: monthlyDay ?? item.monthlyDay,
      undo: item.undo,
    });
    const event = itemEvent(item.state, after, 'rectification.rescheduled', {
      data: { before: item.dueOn, until: after.dueOn, planDueOn: after.planDueOn },
    });
    return { ok: true, item: after, events: [event] };
  },
};
