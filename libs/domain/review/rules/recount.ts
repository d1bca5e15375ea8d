import { problem } from '../../problems';
import { enterStep } from '../advance';
import { blankDecision } from '../decision';
import { flagFor, isComplete, reservationOf, seatsAt, staffingOf, standingApprovals } from '../seats';
import { currentStep, type StepSnapshot } from '../snapshot';
import { completeStep } from './approve';
import { conflict, type Rule, requireState } from './rule';

/**
 * Counts the waiting step's seats anew after appointments or delegations changed (design 1.3). By the
 * system alone. Approvals given stand: a step may be complete now, may have nobody left but the recused
 * and pass, or only change its flag; then nothing but the flag changes and no event is written.
 */
export const recount: Rule<'recount', StepSnapshot> = {
  may(report, facts) {
    if (facts.actor !== 'system') throw problem('forbidden');
    requireState(report, 'recount');
    const step = currentStep(report);
    if (!step) throw conflict(report, 'not_your_step');
    return step;
  },

  act(report, _command, facts, now) {
    const step = this.may(report, facts, now);
    const decision = blankDecision();
    decision.undo = 'keep';
    const seats = seatsAt(report, step, facts);
    const staffing = staffingOf(report, step, facts);
    const last = step.index === report.steps[report.steps.length - 1]?.index;
    if (step.mode === 'all' && isComplete(seats)) {
      const given = standingApprovals(report, step.index);
      const grade = given[given.length - 1]?.grade ?? null;
      const record = { actor: null, onBehalfOf: null, step: step.index, note: null };
      completeStep(decision, report, { step, grade, record, type: 'report.recounted' }, facts, now);
      return decision;
    }
    if (staffing === 'all_recused' && !last) {
      const entry = enterStep(report, report.steps, step.index, facts, now);
      decision.steps = entry.steps;
      decision.events = entry.events;
      decision.report = { stepIndex: entry.index, heldSince: now };
      return decision;
    }
    decision.bump = false;
    const flag = flagFor(staffing);
    const reservedFor = reservationOf(step, seats);
    if (flag !== step.flag || reservedFor !== step.reservedFor)
      decision.steps = [{ index: step.index, flag, reservedFor }];
    return decision;
  },
};
