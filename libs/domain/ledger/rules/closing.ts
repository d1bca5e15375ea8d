import { problem } from '../../problems';
import { optionalNote, requireNote } from '../../review/rules/rule';
import { itemEvent } from '../decision';
import { enterItemStep, stepsOf } from '../seating';
import {
  type ActingAs,
  changed,
  type ItemRule,
  itemConflict,
  partyOf,
  requireAt,
  requireItemState,
  whoOf,
  withHand,
} from './rule';

/** 申请销号: every measure is done or withdrawn, and the result stands in words. */
export const close: ItemRule<'close', ActingAs> = {
  may(item, facts, now) {
    const acting = requireAt(item, 'rectification.answer', facts, now);
    requireItemState(item, 'close');
    const left = item.measures.filter(({ state }) => state === 'open').length;
    if (left > 0 || item.measures.every(({ state }) => state !== 'done'))
      throw itemConflict(item, 'measures_open', { count: left });
    if (item.evidence && facts.files === 0) throw itemConflict(item, 'evidence_required');
    return acting;
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    const result = requireNote(command.result, '/result');
    if (facts.route.length === 0) throw problem('empty_route', { tier: item.org.name });
    const submitted = changed(item, {
      state: 'in_verification',
      round: item.round + 1,
      steps: stepsOf(facts.route),
      decisions: [],
      stepIndex: 1,
      rejected: null,
      pendingDate: null,
      submitted: { by: partyOf(acting), at: now.toISOString(), result },
      involved: withHand(item, acting),
    });
    const entry = enterItemStep(submitted, 1, facts, now);
    const event = itemEvent(item.state, submitted, 'rectification.submitted', {
      ...whoOf(acting),
      note: result,
      data: { route: facts.route.map(({ orgCode, orgName, role }) => ({ orgCode, orgName, role })) },
    });
    return { ok: true, item: entry.item, events: [event, ...entry.events] };
  },
};

/** 撤回: before any decision of the running verification. */
export const withdraw: ItemRule<'withdraw', ActingAs> = {
  may(item, facts, now) {
    const acting = requireAt(item, 'rectification.answer', facts, now);
    requireItemState(item, 'withdraw');
    if (item.decisions.length > 0) throw itemConflict(item, 'decided_already');
    return acting;
  },

  act(item, command, facts, now) {
    const acting = this.may(item, facts, now);
    const note = optionalNote(command.note, '/note');
    const after = changed(item, {
      state: 'open',
      stepIndex: null,
      submitted: null,
      steps: item.steps.map((step) => ({ ...step, status: 'void', flag: null, reservedFor: null })),
    });
    const event = itemEvent(item.state, after, 'rectification.withdrawn', {
      ...whoOf(acting),
      note,
      step: item.stepIndex,
    });
    return { ok: true, item: after, events: [event] };
  },
};
