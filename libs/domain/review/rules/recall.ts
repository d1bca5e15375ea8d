import { blankDecision, type StepChange } from '../decision';
import { flagFor, postsAt, staffingOf } from '../seats';
import { type DecisionSnapshot, type ReportSnapshot, stepAt, type Undo } from '../snapshot';
import { conflict, eventOf, optionalNote, personRef, type Rule, requireState } from './rule';
import { requireReviewer } from './turn';

/** 取回: undoes one's own last decision until anyone else acts. */
export const recall: Rule<'recall', Undo> = {
  may(report, facts, now) {
    const actor = requireReviewer(report, facts, now);
    requireState(report, 'recall');
    const { undo } = report;
    if (!undo || (undo.by !== actor.userId && undo.onBehalfOf !== actor.userId))
      throw conflict(report, 'nothing_to_recall');
    if (report.compiled) throw conflict(report, 'compiled');
    const step = stepAt(report, undo.step);
    const present = step
      ? postsAt(facts, step).some(
          (post) =>
            post.holder.id === actor.userId || post.delegates.some((person) => person.id === actor.userId),
        )
      : false;
    if (!present) throw conflict(report, 'not_your_step');
    return undo;
  },

  act(report, command, facts, now) {
    const undo = this.may(report, facts, now);
    const actor = requireReviewer(report, facts, now);
    const note = optionalNote(command.note, '/note');
    const step = stepAt(report, undo.step)!;
    const decision = blankDecision();
    decision.voids = { ids: undo.decisions, reason: 'recalled' };
    decision.restores = undo.voided;
    const restored = { ...report, decisions: restoredDecisions(report, undo) };
    decision.steps = undo.steps.map(
      (record): StepChange => ({
        index: record.index,
        status: record.status,
        flag: record.index === undo.step ? flagFor(staffingOf(restored, step, facts)) : record.flag,
        reservedFor: record.reservedFor,
        enteredAt: instant(record.enteredAt),
        dueAt: instant(record.dueAt),
        endedAt: instant(record.endedAt),
      }),
    );
    decision.report = {
      state: 'in_review',
      stepIndex: undo.step,
      returned: null,
      grade: undo.grade,
      heldSince: new Date(undo.heldSince),
    };
    const holder = undo.onBehalfOf === actor.userId ? null : undo.onBehalfOf;
    const post = facts.posts.find((candidate) => candidate.holder.id === holder);
    decision.events = [
      eventOf(report, 'report.recalled', decision.report, {
        actor: personRef(actor),
        onBehalfOf: post?.holder ?? null,
        step: undo.step,
        note,
      }),
    ];
    return decision;
  },
};

function restoredDecisions(report: ReportSnapshot, undo: Undo): DecisionSnapshot[] {
  return report.decisions
    .filter((given) => !undo.decisions.includes(given.id))
    .map((given) => (undo.voided.includes(given.id) ? { ...given, voidReason: null } : given));
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
