import { isWithin } from '../../access';
import { problem } from '../../problems';
import { flagFor, reservationOf, seatsAt, staffingOf } from '../../review';
import { optionalNote, requireNote } from '../../review/rules/rule';
import { urgePauseLeft } from '../../review/rules/urge';
import { itemEvent } from '../decision';
import { todayOf } from '../facts';
import { currentItemStep, type ItemSnapshot, type ItemStep } from '../item';
import { owedMonth } from '../months';
import { enterItemStep, itemWaitsFor, reviewed, withStep } from '../seating';
import { requireEnterer } from './claiming';
import {
  type ActingAs,
  actingIn,
  changed,
  fieldProblem,
  type ItemRule,
  itemActor,
  itemConflict,
  postsAllowing,
  requireAbove,
  requireItemState,
  whoOf,
} from './rule';
import { requireItemTurn, requireVerifier } from './turn';

/** 调整责任单位: also where the present unit was dissolved or merged. */
export const reassign: ItemRule<'reassign', ActingAs | null> = {
  may(item, facts, now) {
    // Where a unit ended the system hands its items to the successor.
    const acting =
      facts.actor === 'system' ? null : requireAbove(item, 'rectification.administer', facts, now);
    requireItemState(item, 'reassign');
    return acting;
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    const note = requireNote(command.reason, '/reason');
    const { target } = facts;
    if (!target || target.id === item.org.id)
      throw fieldProblem('unknown_unit', '/org', '请选择另一个单位。', { unit: '' });
    const moved = reassigned(item, target, todayOf(facts, now));
    const event = itemEvent(item.state, moved, 'rectification.reassigned', {
      ...(acting ? whoOf(acting) : {}),
      note,
      data: { before: { id: item.org.id, code: item.org.code, name: item.org.name }, to: target },
    });
    return { ok: true, item: moved, events: [event] };
  },
};

/** A verification of what another unit did ends; the unit that takes it over hands it in itself. */
function reassigned(item: ItemSnapshot, org: ItemSnapshot['org'], today: string): ItemSnapshot {
  const running = item.state === 'in_verification';
  return changed(item, {
    org,
    state: running ? 'open' : item.state,
    stepIndex: null,
    covered: running ? owedMonth(today, item.monthlyDay) : item.covered,
    submitted: running ? null : item.submitted,
    steps: running
      ? item.steps.map((step) => ({ ...step, status: 'void', flag: null, reservedFor: null }))
      : item.steps,
  });
}

/** 作废: by who entered it or an administrator of a superior, never by the unit itself. */
export const voidItem: ItemRule<'void', ActingAs> = {
  may(item, facts, now) {
    const acting = requireEnterer(item, facts, now);
    requireItemState(item, 'void');
    return acting;
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const of = command.of ?? null;
    if (command.kind === 'duplicate' && (of === null || of === item.id))
      throw fieldProblem('rule_broken', '/of', '请注明与哪一事项重复。', {
        reason: '请注明与哪一事项重复。',
      });
    const after = changed(item, {
      state: 'void',
      void: { kind: command.kind, reason, of },
      sourceChanged: false,
      pendingDate: null,
    });
    const event = itemEvent(item.state, after, 'rectification.voided', {
      ...whoOf(acting),
      note: reason,
      data: { kind: command.kind, of },
    });
    return { ok: true, item: after, events: [event] };
  },
};

/** Levels of urging: 催办 the holders, 提醒 their superior as well, 告诫 the leader as well. */
export const urgeLevelNames = { 1: '催办', 2: '提醒', 3: '告诫' } as const;
export type UrgeLevel = keyof typeof urgeLevelNames;

/** 催办: by an administrator, those at the steps and the next level; each level only after the one before. */
export const urge: ItemRule<'urge', { acting: ActingAs; next: UrgeLevel[] }> = {
  may(item, facts, now) {
    const actor = itemActor(facts);
    const step = currentItemStep(item);
    const waited = step ? itemWaitsFor(item, step, facts).some(({ id }) => id === actor.userId) : false;
    const above = postsAllowing(item, 'rectification.urge', facts, now).filter(
      ({ path }) => path !== item.org.path && isWithin(item.org.path, path),
    );
    const admin = above.find(({ role }) => role === 'admin');
    // Whom a step waits for urges nobody but themself.
    const post = admin ?? (waited ? undefined : above[0]);
    if (!post) throw problem('forbidden');
    requireItemState(item, 'urge');
    const next = ([1, 2, 3] as const).filter(
      (level) => isRested(item, level, now) && (level === 1 || item.urged[before(level)] !== undefined),
    );
    if (next.length === 0) throw problem('urged_recently', { seconds: restOf(item, 1, now) });
    return { acting: actingIn(actor, post), next };
  },

  act(item, command, facts, now) {
    const level = command.level ?? 1;
    const { acting, next } = this.may(item, facts, now);
    if (!isRested(item, level, now)) throw problem('urged_recently', { seconds: restOf(item, level, now) });
    if (!next.includes(level)) {
      const reason = `先${urgeLevelNames[before(level)]}，再${urgeLevelNames[level]}。`;
      throw fieldProblem('rule_broken', '/level', reason, { reason });
    }
    const note = optionalNote(command.note, '/note');
    const step = currentItemStep(item);
    const after: ItemSnapshot = { ...item, urged: { ...item.urged, [level]: now.toISOString() } };
    const event = itemEvent(item.state, after, 'rectification.urged', {
      ...whoOf(acting),
      note,
      step: step?.index ?? null,
      data: { level, ...(step ? { holders: itemWaitsFor(item, step, facts) } : {}) },
    });
    return { ok: true, item: after, events: [event] };
  },
};

function before(level: UrgeLevel): UrgeLevel {
  return level === 3 ? 2 : 1;
}

function restOf(item: ItemSnapshot, level: UrgeLevel, now: Date): number {
  const last = item.urged[level];
  return last === undefined ? 0 : Math.ceil(urgePauseLeft(new Date(last), now) / 1000);
}

function isRested(item: ItemSnapshot, level: UrgeLevel, now: Date): boolean {
  return restOf(item, level, now) <= 0;
}

/** 转办: reserves an any-of step for another holder of the post. */
export const transferItem: ItemRule<'transfer', { acting: ActingAs; step: ItemStep }> = {
  may(item, facts, now) {
    const [admin] = postsAllowing(item, 'rectification.administer', facts, now);
    const actor = admin ? itemActor(facts) : requireVerifier(item, facts, now);
    requireItemState(item, 'transfer');
    const step = currentItemStep(item);
    if (!step) throw itemConflict(item, 'not_your_step');
    const acting = admin
      ? actingIn(actor, admin)
      : { actor, onBehalfOf: requireItemTurn(item, 'transfer', facts, now).capacity.onBehalfOf };
    if (step.mode !== 'any') throw problem('transfer_not_possible');
    return { acting, step };
  },

  act(item, { toUserId, note: said }, facts, now) {
    const { acting, step } = this.may(item, facts, now);
    const note = optionalNote(said, '/note');
    const seats = seatsAt(reviewed(item, facts), step, facts);
    const seat = seats.find(({ post }) => post.holder.id === toUserId);
    if (!seat || reservationOf(step, seats) === toUserId || toUserId === acting.actor.userId)
      throw fieldProblem('transfer_not_possible', '/toUserId', '请选择同岗位且无须回避的其他人。');
    const after = withStep(changed(item, {}), step.index, { reservedFor: toUserId });
    const event = itemEvent(item.state, after, 'rectification.transferred', {
      ...whoOf(acting),
      step: step.index,
      note,
      data: { to: seat.post.holder },
    });
    return { ok: true, item: after, events: [event] };
  },
};

/** Only a step that waits for want of a verifier, never the last. */
export const skipItemStep: ItemRule<'skip-step', { acting: ActingAs; step: ItemStep }> = {
  may(item, facts, now) {
    const acting = requireAbove(item, 'rectification.administer', facts, now);
    requireItemState(item, 'skip-step');
    const step = currentItemStep(item);
    const last = item.steps[item.steps.length - 1]?.index;
    const flag = step && flagFor(staffingOf(reviewed(item, facts), step, facts));
    if (!step || flag === null || step.index === last) throw itemConflict(item, 'step_not_flagged');
    return { acting, step };
  },

  act(item, command, facts, now) {
    const { acting, step } = this.may(item, facts, now);
    const note = requireNote(command.reason, '/reason');
    const skipped = withStep(changed(item, { stepIndex: step.index + 1 }), step.index, {
      status: 'skipped',
      flag: null,
      endedAt: now.toISOString(),
    });
    const entry = enterItemStep(skipped, step.index + 1, facts, now);
    const event = itemEvent(item.state, skipped, 'rectification.step_skipped', {
      ...whoOf(acting),
      step: step.index,
      note,
    });
    return { ok: true, item: entry.item, events: [event, ...entry.events] };
  },
};
