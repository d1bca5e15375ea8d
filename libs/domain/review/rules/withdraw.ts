import type { ActingAppointment } from '../../access';
import { blankDecision } from '../decision';
import {
  behalfOf,
  conflict,
  eventOf,
  optionalNote,
  personOf,
  personRef,
  type Rule,
  requirePost,
  requireState,
} from './rule';
import { requireAcceptance } from './submit';

/** 撤回: only before any decision on this revision, and where submitting again would be accepted. */
export const withdraw: Rule<'withdraw', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.submit', facts, now);
    requireState(report, 'withdraw');
    const decided = report.decisions.some(
      (decision) =>
        decision.revision === report.revision &&
        decision.givenFor === null &&
        decision.voidReason !== 'recalled',
    );
    const before = report.beforeSubmission;
    if (decided || !before) throw conflict(report, 'decided_already');
    requireAcceptance(report, facts, now, before.firstSubmittedAt === null, before.returned?.dueAt ?? null);
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const note = optionalNote(command.note, '/note');
    const before = report.beforeSubmission!;
    const decision = blankDecision();
    decision.report = {
      state: before.state,
      stepIndex: null,
      returned: before.returned,
      late: before.late,
      firstSubmittedAt: before.firstSubmittedAt === null ? null : new Date(before.firstSubmittedAt),
      nilReason: before.nilReason,
      beforeSubmission: null,
      heldSince: now,
    };
    decision.steps = report.steps
      .filter((step) => step.status === 'waiting' || step.status === 'pending')
      .map((step) => ({ index: step.index, status: 'void', flag: null, reservedFor: null, endedAt: now }));
    decision.withdrawnRevision = report.revision;
    decision.events = [
      eventOf(report, 'report.withdrawn', decision.report, {
        actor: personRef(personOf(facts)),
        onBehalfOf: behalfOf(post),
        step: report.stepIndex,
        revision: report.revision,
        note,
      }),
    ];
    return decision;
  },
};
