import { problem } from '../../problems';
import { requireNote } from '../../review/rules/rule';
import { itemEvent } from '../decision';
import { todayOf } from '../facts';
import { owedMonth } from '../months';
import { isInvolved } from '../seating';
import {
  type ActingAs,
  changed,
  fieldProblem,
  type ItemRule,
  itemConflict,
  livingOrg,
  requireDay,
  requireItemState,
  whoOf,
} from './rule';
import { requireItemVersion, requireVerifier } from './turn';
import { requireMethod } from './verifying';

/** 回头看 of a closed or long-term item, by somebody of a unit of its verification who had no hand in it. */
export const check: ItemRule<'check', ActingAs> = {
  may(item, facts, now) {
    const actor = requireVerifier(item, facts, now);
    requireItemState(item, 'check');
    if (!item.closing) throw itemConflict(item, 'wrong_state', { state: '未销号' });
    const units = new Set([...item.steps, ...facts.route].map(({ orgId }) => orgId));
    const posts = facts.posts.filter(
      ({ orgId, holder, delegates }) =>
        units.has(orgId) && [holder, ...delegates].some(({ id }) => id === actor.userId),
    );
    if (posts.length === 0) throw problem('forbidden');
    const free = posts
      .filter(({ holder }) => !isInvolved(item, [holder.id, actor.userId], facts))
      .sort((a, b) => Number(b.holder.id === actor.userId) - Number(a.holder.id === actor.userId));
    const [post] = free;
    if (!post) throw itemConflict(item, 'recused');
    return { actor, onBehalfOf: post.holder.id === actor.userId ? null : post.holder };
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    requireItemVersion(item, command.version);
    const method = requireMethod(command.method);
    const note = requireNote(command.note, '/note');
    const today = todayOf(facts, now);
    const closing = item.closing;
    const record = { ...whoOf(acting), note };
    if (command.result === 'held') {
      if (command.nextCheckOn !== undefined) requireDay(command.nextCheckOn, '/nextCheckOn', today);
      if (item.state === 'sustained' && command.nextCheckOn === undefined)
        throw fieldProblem('due_required', '/nextCheckOn', '长期坚持的事项须写明下次回头看的日期。', {
          what: '下次回头看的日期',
        });
      const after = changed(item, {
        checks: item.checks + 1,
        held: item.held + 1,
        nextCheckOn: command.nextCheckOn ?? null,
      });
      const data = { method, result: 'held', closing: closing?.event, nextCheckOn: after.nextCheckOn };
      const event = itemEvent(item.state, after, 'rectification.looked_back', { ...record, data });
      return { ok: true, item: after, events: [event] };
    }
    if (command.dueOn === undefined)
      throw fieldProblem('due_required', '/dueAt', '反弹的事项须写明新的期限。', { what: '新的期限' });
    const dueOn = requireDay(command.dueOn, '/dueAt', today);
    const after = changed(item, {
      state: 'open',
      org: livingOrg(item, facts),
      dueOn,
      checks: item.checks + 1,
      relapses: item.relapses + 1,
      closing: null,
      nextCheckOn: null,
      openSince: today,
      covered: owedMonth(today, item.monthlyDay),
      // What was done did not last: the unit says anew what it does about it.
      measures: item.measures.map((measure) =>
        measure.state === 'done' ? { ...measure, state: 'open', doneOn: null } : measure,
      ),
    });
    const data = { method, result: 'relapsed', closing: closing?.event, until: dueOn };
    const event = itemEvent(item.state, after, 'rectification.relapsed', { ...record, data });
    return { ok: true, item: after, events: [event] };
  },
};
