import { type Grade, grades } from '../../cycle/cycle-definition';
import { problem } from '../../problems';
import { enterStep } from '../advance';
import type { CommandOf } from '../command';
import { blankDecision, type Decision, type EventDraft, type NewDecision, type Warning } from '../decision';
import type { Facts } from '../facts';
import { flagFor, isComplete, seatsAt, staffingOf } from '../seats';
import type { Person, ReportSnapshot, StepSnapshot } from '../snapshot';
import { conflict, eventOf, optionalNote, personRef, type Rule } from './rule';
import { asSnapshot } from './submit';
import { requireCurrent, requireNamed, requireReviewer, requireTurn, type TurnGranted } from './turn';

/** 通过: an any-of step takes one approval, an all-of step one for every seat. */
export const approve: Rule<'approve', TurnGranted> = {
  may(report, facts, now) {
    const granted = requireTurn(report, 'approve', facts, now);
    if (facts.comments.unresolved > 0)
      throw conflict(report, 'blocking_comments', { count: facts.comments.unresolved });
    return granted;
  },

  act(report, command, facts, now) {
    requireReviewer(report, facts, now);
    const named = requireNamed(command.revision);
    const { actor } = requireTurn(report, 'approve', facts, now);
    requireCurrent(report, named);
    const { step, capacity } = this.may(report, facts, now);
    const note = optionalNote(command.note, '/note');
    const grade = gradeOf(command, step);
    const given: NewDecision = {
      action: 'approve',
      stepIndex: step.index,
      revision: report.revision,
      userId: actor.userId,
      onBehalfOf: capacity.onBehalfOf?.id ?? null,
      appointmentId: capacity.post.appointmentId,
      note,
      grade,
      givenFor: null,
      at: now,
    };
    const after: ReportSnapshot = {
      ...report,
      decisions: [...report.decisions, asSnapshot(given, report.round)],
    };
    const decision = blankDecision();
    decision.decisions = [given];
    decision.undo = { by: actor.userId, onBehalfOf: given.onBehalfOf, step: step.index, voided: [] };
    const record = { actor: personRef(actor), onBehalfOf: capacity.onBehalfOf, step: step.index, note };
    if (step.mode === 'any' || isComplete(seatsAt(after, step, facts))) {
      completeStep(decision, after, { step, grade, record, type: 'report.approved' }, facts, now);
      decision.warnings = quotaWarnings(decision.report.grade ?? null, facts);
    } else {
      const flag = flagFor(staffingOf(after, step, facts));
      if (flag !== step.flag) decision.steps.push({ index: step.index, flag });
      decision.events.push(
        eventOf(report, 'report.approved', {}, { ...record, data: { seat: true, grade } }),
      );
    }
    return decision;
  },
};

/** How a step came to be approved, for its event. */
interface Completion {
  step: StepSnapshot;
  grade: Grade | null;
  record: { actor: Person | null; onBehalfOf: Person | null; step: number; note: string | null };
  type: EventDraft['type'];
}

/** Ends a step as approved: the report enters the next one, or is approved after the last. */
export function completeStep(
  decision: Decision,
  after: ReportSnapshot,
  { step, grade, record, type }: Completion,
  facts: Facts,
  now: Date,
): void {
  decision.steps.push({ index: step.index, status: 'approved', flag: null, endedAt: now });
  decision.release.push(step.index);
  decision.report.heldSince = now;
  // A grade of an earlier grading step stays until a later one gives its own.
  const standing = grade ?? after.grade;
  if (standing !== after.grade) decision.report.grade = standing;
  const details = { ...record, data: grade ? { grade } : {} };
  if (step.index === after.steps[after.steps.length - 1]?.index) {
    Object.assign(decision.report, { state: 'approved', stepIndex: null });
    decision.events.push(eventOf(after, type, decision.report, details));
    return;
  }
  const graded = { ...after, grade: standing };
  const entry = enterStep(graded, after.steps, step.index + 1, facts, now);
  decision.steps.push(...entry.steps);
  decision.events.push(eventOf(graded, type, { stepIndex: step.index + 1 }, details), ...entry.events);
  decision.report.stepIndex = entry.index;
}

function gradeOf(command: CommandOf<'approve'>, step: StepSnapshot): Grade | null {
  const { grade } = command;
  if (grade === undefined || grade === '') {
    if (step.grade)
      throw problem(
        'grade_required',
        {},
        { errors: [{ pointer: '/grade', code: 'grade_required', detail: '须评定等次。' }] },
      );
    return null;
  }
  const known = grades.find((candidate) => candidate === grade);
  if (!known)
    throw problem(
      'unknown_grade',
      {},
      { errors: [{ pointer: '/grade', code: 'unknown_grade', detail: '等次不正确。' }] },
    );
  if (!step.grade)
    throw problem(
      'grade_not_asked',
      {},
      { errors: [{ pointer: '/grade', code: 'grade_not_asked', detail: '本环节不评定等次。' }] },
    );
  return known;
}

/** Exceeding the cycle's quota warns and never refuses; below 1 a quota is a share of the expected. */
function quotaWarnings(grade: Grade | null, facts: Facts): Warning[] {
  const quota = grade && facts.cycle.gradeQuota?.[grade];
  if (typeof quota !== 'number' || !grade || !facts.grades) return [];
  const limit = quota < 1 ? Math.floor(quota * facts.grades.expected) : quota;
  const given = (facts.grades.given[grade] ?? 0) + 1;
  return given > limit ? [{ code: 'grade_quota_exceeded', grade, given, limit }] : [];
}
