import type { ActingAppointment } from '../../access';
import { problem } from '../../problems';
import { blankDecision } from '../decision';
import { waitingFor } from '../seats';
import { currentStep } from '../snapshot';
import {
  behalfOf,
  eventOf,
  optionalNote,
  personOf,
  personRef,
  postFor,
  postsAbove,
  type Rule,
  requireState,
  requireUnit,
} from './rule';

/** Nobody is urged again within this time. */
export const urgePauseMs = 12 * 60 * 60 * 1000;

/**
 * Milliseconds until somebody may be urged again. What was done while the clock stood wrong, half a day ahead and more,
 * stops nobody once it is right.
 */
export function urgePauseLeft(last: Date, now: Date): number {
  const left = last.getTime() + urgePauseMs - now.getTime();
  return left > 2 * urgePauseMs ? 0 : Math.max(0, left);
}

/** 催办: notifies who holds the report up. By an admin, or by the level next above the unit. */
export const urge: Rule<'urge', ActingAppointment> = {
  may(report, facts, now) {
    const above = postsAbove(report, 'report.urge', facts, now);
    const post = postFor(report, 'report.administer', facts, now) ?? above[0];
    if (!post) throw problem('forbidden');
    requireState(report, 'urge');
    const step = currentStep(report);
    if (step && post.role !== 'admin') {
      // Whom a step waits for does not urge, nor does a level below it.
      const higher = above.some(
        (held) =>
          held.orgId !== step.orgId &&
          report.steps.some((s) => s.index > step.index && s.orgId === held.orgId),
      );
      if (!higher) throw problem('forbidden');
    }
    if (!step) requireUnit(facts);
    const last = step ? step.lastUrgedAt : report.lastUrgedAt;
    const left = last ? urgePauseLeft(last, now) : 0;
    if (left > 0) throw problem('urged_recently', { seconds: Math.ceil(left / 1000) });
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const note = optionalNote(command.note, '/note');
    const step = currentStep(report);
    const decision = blankDecision();
    decision.bump = false;
    decision.undo = 'keep';
    if (step) decision.steps = [{ index: step.index, lastUrgedAt: now }];
    else decision.report = { lastUrgedAt: now };
    decision.events = [
      eventOf(
        report,
        'report.urged',
        {},
        {
          actor: personRef(personOf(facts)),
          onBehalfOf: behalfOf(post),
          step: step?.index ?? null,
          note,
          data: step ? { reviewers: waitingFor(report, step, facts) } : { author: true },
        },
      ),
    ];
    return decision;
  },
};
