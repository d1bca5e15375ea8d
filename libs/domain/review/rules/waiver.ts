import type { ActingAppointment } from '../../access';
import { problem } from '../../problems';
import { enterStep } from '../advance';
import { blankDecision, type Decision } from '../decision';
import { standingApprovals } from '../seats';
import type { BeforeWaiver, ReportSnapshot } from '../snapshot';
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
  requireUnit,
} from './rule';

/** 免报: before approval, with a reason; ends a running step. */
export const waive: Rule<'waive', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.administer', facts, now);
    requireState(report, 'waive');
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const decision = waived(report, now);
    if (report.stepIndex !== null) {
      // The step is entered afresh on reinstatement, so seats filled so far count no more.
      const ids = standingApprovals(report, report.stepIndex).map((given) => given.id);
      if (ids.length > 0) decision.voids = { ids, reason: 'waived' };
      decision.steps = [
        {
          index: report.stepIndex,
          status: 'pending',
          flag: null,
          reservedFor: null,
          enteredAt: null,
          dueAt: null,
        },
      ];
    }
    decision.events = [
      eventOf(report, 'report.waived', decision.report, {
        actor: personRef(personOf(facts)),
        onBehalfOf: behalfOf(post),
        step: report.stepIndex,
        note: reason,
      }),
    ];
    return decision;
  },
};

/** What a unit that ended still owes is waived by the system; what it handed in before goes its way. */
export const unitEnd: Rule<'unit-end', null> = {
  may(report, facts) {
    if (facts.actor !== 'system') throw problem('forbidden');
    requireState(report, 'unit-end');
    return null;
  },

  act(report, command, facts, now) {
    this.may(report, facts, now);
    const decision = waived(report, now);
    decision.events = [eventOf(report, 'report.waived', decision.report, { note: command.reason })];
    return decision;
  },
};

function waived(report: ReportSnapshot, now: Date): Decision {
  const decision = blankDecision();
  decision.report = {
    state: 'waived',
    stepIndex: null,
    returned: null,
    heldSince: now,
    beforeWaiver: {
      state: report.state as BeforeWaiver['state'],
      stepIndex: report.stepIndex,
      returned: report.returned,
    },
  };
  return decision;
}

/** Restores the earlier state with its scope; a step that was running is entered afresh. */
export const reinstate: Rule<'reinstate', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.administer', facts, now);
    requireState(report, 'reinstate');
    requireUnit(facts);
    if (!report.beforeWaiver) throw conflict(report, 'wrong_state', { state: '免报', stateCode: 'waived' });
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const before = report.beforeWaiver!;
    const decision = blankDecision();
    decision.report = {
      state: before.state,
      stepIndex: before.stepIndex,
      returned: before.returned,
      beforeWaiver: null,
      heldSince: now,
    };
    const details = {
      actor: personRef(personOf(facts)),
      onBehalfOf: behalfOf(post),
      step: before.stepIndex,
      note: reason,
    };
    decision.events = [eventOf(report, 'report.reinstated', decision.report, details)];
    if (before.stepIndex !== null) {
      const entry = enterStep(report, report.steps, before.stepIndex, facts, now);
      decision.steps = entry.steps;
      decision.report.stepIndex = entry.index;
      decision.events.push(...entry.events);
    }
    return decision;
  },
};
