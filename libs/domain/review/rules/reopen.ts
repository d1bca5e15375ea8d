import { problem } from '../../problems';
import { blankDecision } from '../decision';
import { turnOf } from '../seats';
import type { Person } from '../snapshot';
import { answerDate } from './return';
import { conflict, eventOf, personOf, personRef, type Rule, requireNote, requireState } from './rule';
import { requireReviewer } from './turn';

interface Granted {
  onBehalfOf: Person | null;
}

/**
 * 重新打开: by who may decide the last step. The approvals are void and the route runs again; a published
 * edition stays current until the next one replaces it.
 */
export const reopen: Rule<'reopen', Granted> = {
  may(report, facts, now) {
    const actor = requireReviewer(report, facts, now);
    const last = report.steps[report.steps.length - 1];
    if (!last) requireState(report, 'reopen');
    if (!last) throw conflict(report, 'not_your_step');
    // A reservation or an approval given at that step does not matter any more: the post decides.
    const blank = {
      ...report,
      decisions: report.decisions.filter((given) => given.stepIndex !== last.index),
    };
    const turn = turnOf(blank, { ...last, reservedFor: null }, actor.userId, facts);
    if (turn.kind === 'none') throw problem('forbidden');
    requireState(report, 'reopen');
    if (turn.kind === 'recused') throw conflict(report, 'recused');
    return { onBehalfOf: turn.kind === 'open' ? turn.capacity.onBehalfOf : null };
  },

  act(report, command, facts, now) {
    const { onBehalfOf } = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const actor = personRef(personOf(facts));
    const decision = blankDecision();
    decision.report = {
      state: 'returned',
      stepIndex: null,
      grade: null,
      heldSince: now,
      returned: {
        by: actor,
        onBehalfOf,
        note: reason,
        scope: null,
        resume: 'route',
        dueAt: answerDate(undefined, facts, now).toISOString(),
        at: now.toISOString(),
        step: null,
        revision: report.revision,
      },
    };
    decision.steps = report.steps
      .filter((step) => step.status === 'approved' || step.status === 'carried')
      .map((step) => ({ index: step.index, status: 'void' }));
    const ids = report.decisions
      .filter((given) => given.action === 'approve' && given.voidReason === null)
      .map((given) => given.id);
    if (ids.length > 0) decision.voids = { ids, reason: 'reopened' };
    decision.events = [
      eventOf(report, 'report.reopened', decision.report, { actor, onBehalfOf, note: reason }),
    ];
    return decision;
  },
};
