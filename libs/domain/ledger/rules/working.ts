import { problem, ruleBroken } from '../../problems';
import { requireNote } from '../../review/rules/rule';
import { itemEvent } from '../decision';
import { todayOf } from '../facts';
import type { ItemSnapshot, Measure } from '../item';
import { requireLength } from '../lengths';
import { isMonth, laterMonth, monthBefore, monthOf } from '../months';
import { itemLimits } from '../words';
import { newMeasure } from './claiming';
import {
  type ActingAs,
  changed,
  fieldProblem,
  type ItemRule,
  itemConflict,
  postsAllowing,
  requireAbove,
  requireAt,
  requireItemState,
  whoOf,
  withHand,
} from './rule';

/** 记进展: a dated note, which is only added to. */
export const progress: ItemRule<'progress', ActingAs> = {
  may(item, facts, now) {
    const acting = requireAt(item, 'rectification.write', facts, now);
    requireItemState(item, 'progress');
    return acting;
  },

  act(item, { month, text, done = [], undone = [] }, facts, now) {
    const acting = this.may(item, facts, now);
    const today = todayOf(facts, now);
    const present = monthOf(today);
    if (!isMonth(month) || (month !== present && month !== monthBefore(present)))
      throw ruleBroken('/month', `进展只能记到${monthBefore(present)}或${present}。`);
    const note = requireNote(text, '/text');
    const measures = ticked(item, done, undone, today);
    const after = changed(item, {
      measures,
      covered: laterMonth(item.covered, month),
      worked: true,
      lastProgress: { month, text: note, by: acting.actor.name, at: now.toISOString() },
      involved: withHand(item, acting),
    });
    const data = { month, done, undone };
    const event = itemEvent(item.state, after, 'rectification.progressed', { ...whoOf(acting), note, data });
    return { ok: true, item: after, events: [event] };
  },
};

function ticked(
  item: ItemSnapshot,
  done: readonly string[],
  undone: readonly string[],
  today: string,
): Measure[] {
  requireMeasures(item, done, '/done');
  requireMeasures(item, undone, '/undone');
  return item.measures.map((measure): Measure => {
    if (measure.state === 'withdrawn') return measure;
    if (undone.includes(measure.id)) return { ...measure, state: 'open', doneOn: null };
    if (done.includes(measure.id) && measure.state === 'open')
      return { ...measure, state: 'done', doneOn: today };
    return measure;
  });
}

/** @throws rule_broken for what is no measure of the item */
export function requireMeasures(item: ItemSnapshot, ids: readonly string[], pointer: string): void {
  const known = new Set(item.measures.map(({ id }) => id));
  const stranger = ids.findIndex((id) => !known.has(id));
  if (stranger >= 0) throw ruleBroken(`${pointer}/${stranger}`, '本事项没有这条措施，请刷新后重试。');
}

/** 调整措施: added, split, or withdrawn with a reason; done ones stay. */
export const plan: ItemRule<'plan', ActingAs> = {
  may(item, facts, now) {
    const acting = requireAt(item, 'rectification.answer', facts, now);
    requireItemState(item, 'plan');
    return acting;
  },

  act(item, { add, withdraw }, facts, now) {
    const acting = this.may(item, facts, now);
    if (add.length === 0 && withdraw.length === 0) throw ruleBroken('/add', '没有要调整的措施。');
    const withdrawn = new Map(withdraw.map(({ id, reason }, index) => [id, { reason, index }] as const));
    requireMeasures(item, [...withdrawn.keys()], '/withdraw');
    const kept = item.measures.map((measure): Measure => {
      const asked = withdrawn.get(measure.id);
      if (asked === undefined) return measure;
      const { reason, index } = asked;
      if (measure.state !== 'open')
        throw ruleBroken(`/withdraw/${index}/id`, '已完成或已撤销的措施不能再撤销。');
      requireLength('withdrawal', reason, `/withdraw/${index}/reason`);
      return { ...measure, state: 'withdrawn', reason: requireNote(reason, `/withdraw/${index}/reason`) };
    });
    const measures = [...kept, ...add.map((measure, index) => newMeasure(measure, index, item.dueOn))];
    const standing = measures.filter(({ state }) => state !== 'withdrawn').length;
    if (standing === 0)
      throw fieldProblem('claim_incomplete', '/add', '至少保留一条措施。', { what: '措施' });
    if (standing > itemLimits.measures) throw ruleBroken('/add', `最多${itemLimits.measures}条措施。`);
    if (measures.length > itemLimits.everyMeasure)
      throw ruleBroken('/add', `连同已撤销的，最多${itemLimits.everyMeasure}条措施，请在现有措施下记进展。`);
    const after = changed(item, { measures, involved: withHand(item, acting) });
    const event = itemEvent(item.state, after, 'rectification.planned', {
      ...whoOf(acting),
      data: { added: measures.slice(kept.length), withdrawn: withdraw },
    });
    return { ok: true, item: after, events: [event] };
  },
};

/** The names and the category, and whether the text of a report approved anew is taken over. */
export const amend: ItemRule<'amend', ActingAs> = {
  may(item, facts, now) {
    const [own] = postsAllowing(item, 'rectification.answer', facts, now);
    const acting = own
      ? requireAt(item, 'rectification.answer', facts, now)
      : requireAbove(item, 'rectification.administer', facts, now);
    requireItemState(item, 'amend');
    return acting;
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    if (command.ifVersion !== item.version)
      throw itemConflict(item, 'stale_version', { expected: command.ifVersion, actual: item.version });
    const { category, leader, leadUnit, person, offer } = command;
    for (const [field, text] of Object.entries({
      category,
      leadUnit,
      leader: leader?.name,
      person: person?.name,
    }))
      requireLength(field as 'category' | 'leadUnit' | 'leader' | 'person', text ?? null);
    const change: Partial<ItemSnapshot> = {};
    if (category !== undefined) change.category = category;
    if (leader !== undefined) change.leader = leader;
    if (leadUnit !== undefined) change.leadUnit = leadUnit;
    if (person !== undefined) change.person = person;
    if (offer !== undefined) Object.assign(change, answered(item, offer));
    // Who answered for it once goes on being no judge of it, by their account or by their name.
    const parties = [item.leader, item.person].filter((party) => party !== null);
    const accounts = parties.flatMap(({ userId }) => (userId === null ? [] : [userId]));
    const names = parties.filter(({ userId }) => userId === null).map(({ name }) => name);
    const after = changed(item, {
      ...change,
      involved: [...new Set([...item.involved, ...accounts])],
      formerNames: [...new Set([...(item.formerNames ?? []), ...names])],
    });
    const data = { category, leader: leader?.name, leadUnit, person: person?.name, offer };
    const event = itemEvent(item.state, after, 'rectification.amended', { ...whoOf(acting), data });
    return { ok: true, item: after, events: [event] };
  },
};

function answered(item: ItemSnapshot, answer: 'take' | 'leave'): Partial<ItemSnapshot> {
  const { offer } = item;
  if (!offer?.problem) throw problem('nothing_offered');
  const settled = { offer: null, sourceChanged: false };
  return answer === 'leave' ? settled : { ...settled, problem: offer.problem, cause: offer.cause };
}
