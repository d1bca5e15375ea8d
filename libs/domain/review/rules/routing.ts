import type { ActingAppointment } from '../../access';
import { problem } from '../../problems';
import { enterStep, withEntry } from '../advance';
import { blankDecision, pendingStep } from '../decision';
import { staffingOf } from '../seats';
import { currentStep, type ReportSnapshot, type StepSnapshot } from '../snapshot';
import {
  behalfOf,
  conflict,
  eventOf,
  personOf,
  personRef,
  type Rule,
  requireNote,
  requirePost,
  requireState,
} from './rule';

interface AtStep {
  post: ActingAppointment;
  step: StepSnapshot;
}

/** An admin passes over a step that waits for want of people; never the last one. */
export const skipStep: Rule<'skip-step', AtStep> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.administer', facts, now);
    requireState(report, 'skip-step');
    const step = currentStep(report);
    const last = report.steps[report.steps.length - 1];
    // The flag is read from the present posts: the stored one follows appointments with a delay.
    if (!step || step.index === last?.index || staffingOf(report, step, facts) === 'staffed')
      throw conflict(report, 'step_not_flagged');
    return { post, step };
  },

  act(report, command, facts, now) {
    const { post, step } = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const decision = blankDecision();
    const entry = enterStep(report, report.steps, step.index + 1, facts, now);
    decision.steps = [
      { index: step.index, status: 'skipped', flag: null, reservedFor: null, endedAt: now },
      ...entry.steps,
    ];
    decision.release = [step.index];
    decision.report = { stepIndex: entry.index, heldSince: now };
    const details = {
      actor: personRef(personOf(facts)),
      onBehalfOf: behalfOf(post),
      step: step.index,
      note: reason,
    };
    decision.events = [
      eventOf(report, 'report.step_skipped', { stepIndex: step.index + 1 }, details),
      ...entry.events,
    ];
    return decision;
  },
};

/**
 * Computes the remaining steps on the present tree (case 28); what was decided stays. The waiting step keeps
 * its approvals and its clock where its unit and role did not change.
 */
export const reroute: Rule<'reroute', AtStep> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.administer', facts, now);
    requireState(report, 'reroute');
    const step = currentStep(report);
    if (!step) throw conflict(report, 'not_your_step');
    return { post, step };
  },

  act(report, command, facts, now) {
    const { post, step } = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const remaining = facts.route.filter((stop) => stop.ordinal >= step.ordinal);
    if (remaining.length === 0) throw problem('empty_route', { tier: '' });
    const stays = remaining[0]!.orgId === step.orgId && remaining[0]!.role === step.role;
    const from = stays ? step.index + 1 : step.index;
    const added = (stays ? remaining.slice(1) : remaining).map((stop, position) =>
      pendingStep(stop, from + position),
    );
    const decision = blankDecision();
    decision.replaceFrom = from;
    decision.newSteps = added;
    decision.report = { heldSince: stays ? report.heldSince : now };
    const details = {
      actor: personRef(personOf(facts)),
      onBehalfOf: behalfOf(post),
      step: step.index,
      note: reason,
      data: { route: remaining.map(({ orgCode, orgName, role }) => ({ orgCode, orgName, role })) },
    };
    decision.events = [eventOf(report, 'report.rerouted', {}, details)];
    if (!stays) {
      const gone = report.decisions.filter(
        (given) => given.voidReason === null && given.stepIndex === step.index,
      );
      const ids = gone.filter((given) => given.action === 'approve').map((given) => given.id);
      if (ids.length > 0) decision.voids = { ids, reason: 'rerouted' };
      const after: ReportSnapshot = {
        ...report,
        decisions: report.decisions.map((given) =>
          ids.includes(given.id) ? { ...given, voidReason: 'rerouted' } : given,
        ),
      };
      const entry = enterStep(after, added, from, facts, now);
      decision.newSteps = withEntry(added, entry);
      decision.report.stepIndex = entry.index;
      decision.events.push(...entry.events);
    }
    return decision;
  },
};
