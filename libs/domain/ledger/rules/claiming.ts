import { addDays, type Day, isDay } from '../../deadlines';
import { problem } from '../../problems';
import { requireNote } from '../../review/rules/rule';
import type { NewMeasure } from '../command';
import { itemEvent } from '../decision';
import { type ItemFacts, todayOf } from '../facts';
import type { ItemSnapshot, Measure } from '../item';
import { requireLength } from '../lengths';
import { owedMonth } from '../months';
import { isInvolved } from '../seating';
import { itemLimits } from '../words';
import {
  type ActingAs,
  changed,
  fieldProblem,
  type ItemRule,
  itemConflict,
  partyOf,
  postsAllowing,
  requireAbove,
  requireAt,
  requireItemState,
  whoOf,
  withHand,
} from './rule';

/** 认领: the unit says what it will do about it, who does it and by when. */
export const claim: ItemRule<'claim', ActingAs> = {
  may(item, facts, now) {
    const acting = requireAt(item, 'rectification.answer', facts, now);
    requireItemState(item, 'claim');
    return acting;
  },

  act(item, { term, measures }, facts, now) {
    const acting = this.may(item, facts, now);
    if (measures.length === 0)
      throw fieldProblem('claim_incomplete', '/measures', '至少写一条措施，并写明责任人和期限。', {
        what: '措施',
      });
    const today = todayOf(facts, now);
    if (term === 'immediate' && item.dueOn > addDays(today, itemLimits.immediateDays))
      throw fieldProblem('rule_broken', '/term', `立行立改最多${itemLimits.immediateDays}天。`, {
        reason: `立行立改最多${itemLimits.immediateDays}天，本事项期限为${item.dueOn}。`,
      });
    const after = changed(item, {
      state: 'open',
      term,
      measures: measures.map((measure, index) => newMeasure(measure, index, item.dueOn)),
      lateClaim: item.lateClaim || (item.planDueOn !== null && today > item.planDueOn),
      openSince: today,
      covered: owedMonth(today, item.monthlyDay),
      involved: withHand(item, acting),
    });
    const data = { term, measures: after.measures, lateClaim: after.lateClaim };
    return {
      ok: true,
      item: after,
      events: [itemEvent(item.state, after, 'rectification.claimed', { ...whoOf(acting), data })],
    };
  },
};

/** A measure with its person and a date within the item's. @throws claim_incomplete */
export function newMeasure(measure: NewMeasure, index: number, latest: Day): Measure {
  const at = `/measures/${index}`;
  const text = measure.text.trim();
  const person = measure.person.trim();
  if (text === '') throw fieldProblem('claim_incomplete', `${at}/text`, '措施不能为空。', { what: '措施' });
  if (person === '')
    throw fieldProblem('claim_incomplete', `${at}/person`, '每条措施须写明责任人。', { what: '责任人' });
  requireLength('measure', text, `${at}/text`);
  requireLength('person', person, `${at}/person`);
  if (!isDay(measure.dueOn))
    throw fieldProblem('claim_incomplete', `${at}/dueOn`, '措施期限须为日历上有的日期。', { what: '期限' });
  if (measure.dueOn > latest)
    throw fieldProblem('claim_incomplete', `${at}/dueOn`, `措施期限不能晚于事项期限${latest}。`, {
      what: `不晚于${latest}的期限`,
    });
  return { id: measure.id, text, person, dueOn: measure.dueOn, state: 'open', doneOn: null, reason: null };
}

/** 提出异议: once an item, before it is claimed. */
export const dispute: ItemRule<'dispute', ActingAs> = {
  may(item, facts, now) {
    const acting = requireAt(item, 'rectification.answer', facts, now);
    requireItemState(item, 'dispute');
    if (item.dispute) throw problem('disputed_before');
    return acting;
  },

  act(item, { reason }, facts, now) {
    const acting = this.may(item, facts, now);
    const note = requireNote(reason, '/reason');
    const after = changed(item, {
      dispute: { reason: note, by: partyOf(acting), at: now.toISOString(), answer: null },
    });
    const event = itemEvent(item.state, after, 'rectification.disputed', { ...whoOf(acting), note });
    return { ok: true, item: after, events: [event] };
  },
};

/**
 * Whoever entered an item, while they still may, or an administrator above its unit; never the unit itself, also where one
 * of its people or who had a hand in it holds such a post besides. @throws forbidden, recused
 */
export function requireEnterer(item: ItemSnapshot, facts: ItemFacts, now: Date): ActingAs {
  const acting = enterer(item, facts, now);
  const { actor, onBehalfOf } = acting;
  const ids = [actor.userId, ...(onBehalfOf ? [onBehalfOf.id] : [])];
  const ofUnit = postsAllowing(item, 'rectification.write', facts, now).length > 0;
  if (ofUnit || isInvolved(item, ids, facts)) throw itemConflict(item, 'recused');
  return acting;
}

function enterer(item: ItemSnapshot, facts: ItemFacts, now: Date): ActingAs {
  const { actor } = facts;
  if (item.enteredAbove && actor !== 'system' && item.enteredBy?.userId === actor.userId) {
    try {
      return requireAbove(item, 'rectification.enter', facts, now);
    } catch {
      // Their post is gone: what is left to ask is whether they administer.
    }
  }
  return requireAbove(item, 'rectification.administer', facts, now);
}

/** 答复异议: keeps, corrects, gives it to another unit, or voids it. */
export const answer: ItemRule<'answer', ActingAs> = {
  may(item, facts, now) {
    const acting = requireEnterer(item, facts, now);
    requireItemState(item, 'answer');
    if (!item.dispute || item.dispute.answer) throw problem('not_disputed');
    return acting;
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const given = { action: command.answer, reason, by: acting.actor.name, at: now.toISOString() };
    const change: Partial<ItemSnapshot> = { dispute: { ...item.dispute!, answer: given } };
    const data: Record<string, unknown> = { action: command.answer };
    if (command.answer === 'correct') {
      const text = command.problem?.trim();
      if (!text) throw fieldProblem('note_required', '/problem', '请写更正后的问题。');
      requireLength('problem', text);
      change.problem = text;
      data.problem = text;
    }
    if (command.answer === 'reassign') {
      const { target } = facts;
      if (!target) throw fieldProblem('unknown_unit', '/org', '请选择接收的单位。', { unit: '' });
      change.org = target;
      // The unit that takes it may dispute it once of its own.
      change.dispute = null;
      data.to = { id: target.id, code: target.code, name: target.name };
    }
    if (command.answer === 'void') {
      change.state = 'void';
      change.void = { kind: 'no_problem', reason, of: null };
    }
    const after = changed(item, change);
    const event = itemEvent(item.state, after, 'rectification.answered', {
      ...whoOf(acting),
      note: reason,
      data,
    });
    return { ok: true, item: after, events: [event] };
  },
};
