import { addWorkingDays } from '../../deadlines';
import { problem } from '../../problems';
import { enterStep } from '../advance';
import type { CommandOf } from '../command';
import { blankDecision, type Decision } from '../decision';
import type { Facts } from '../facts';
import type { ReportSnapshot, Returned } from '../snapshot';
import { eventOf, personRef, type Rule, requireNote } from './rule';
import { scopeFaults } from './scope';
import { requireCurrent, requireNamed, requireReviewer, requireTurn, type TurnGranted } from './turn';

/** Working days for the answer unless the return says otherwise. */
export const answerWorkingDays = 5;

/** 退回 to the author, or 退回上一级 to an earlier step. A note is required and nothing else (case 15). */
export const returnReport: Rule<'return', TurnGranted> = {
  may(report, facts, now) {
    return requireTurn(report, 'return', facts, now);
  },

  act(report, command, facts, now) {
    requireReviewer(report, facts, now);
    const named = requireNamed(command.revision);
    const granted = this.may(report, facts, now);
    requireCurrent(report, named);
    const returning = { ...granted, note: requireNote(command.note, '/note') };
    const { to } = command;
    return typeof to === 'number'
      ? toStep(report, { ...command, to }, returning, facts, now)
      : toAuthor(report, command, returning, facts, now);
  },
};

const nilScope = [{ pointer: '/scope', code: 'empty', detail: '零报告没有内容，不能限定修改范围。' }];

interface Returning extends TurnGranted {
  note: string;
}

function toAuthor(
  report: ReportSnapshot,
  command: CommandOf<'return'>,
  returning: Returning,
  facts: Facts,
  now: Date,
): Decision {
  const { actor, step, capacity, note } = returning;
  const scope = command.scope ?? null;
  if (scope) {
    if (facts.revisionContent === undefined) throw new Error('A scope needs the revision among the facts.');
    const errors = facts.revisionContent ? scopeFaults(scope, facts.revisionContent) : nilScope;
    if (errors.length > 0) throw problem('invalid_scope', {}, { errors });
  }
  const resume = command.resume ?? 'route';
  const returned: Returned = {
    by: personRef(actor),
    onBehalfOf: capacity.onBehalfOf,
    note,
    scope,
    resume,
    dueAt: answerDate(command.dueAt, facts, now).toISOString(),
    at: now.toISOString(),
    step: step.index,
    revision: report.revision,
  };
  const decision = blankDecision();
  decision.report = { state: 'returned', stepIndex: null, returned, heldSince: now, grade: null };
  for (const other of report.steps) {
    if (other.index === step.index) {
      decision.steps.push({ index: other.index, status: 'returned', flag: null, endedAt: now });
    } else if (other.index > step.index) {
      decision.steps.push({ index: other.index, status: 'void' });
    } else if (resume === 'route' && (other.status === 'approved' || other.status === 'carried')) {
      decision.steps.push({ index: other.index, status: 'void' });
    }
  }
  const voided = approvals(report, resume === 'route' ? 1 : step.index, step.index);
  const data = { resume, ...(scope ? { scope } : {}), dueAt: returned.dueAt };
  return recorded(decision, report, returning, { action: 'return', voided, data, stepAfter: null }, now);
}

function toStep(
  report: ReportSnapshot,
  command: CommandOf<'return'> & { to: number },
  returning: Returning,
  facts: Facts,
  now: Date,
): Decision {
  const { actor, step, capacity, note } = returning;
  const target = command.to;
  if (command.scope !== undefined || command.resume !== undefined || command.dueAt !== undefined)
    throw problem('resume_not_possible');
  const earlier = report.steps.find((candidate) => candidate.index === target);
  if (!earlier || (earlier.status !== 'approved' && earlier.status !== 'carried'))
    throw problem(
      'invalid_step',
      {},
      { errors: [{ pointer: '/to', code: 'invalid_step', detail: '只能退回到已通过的环节。' }] },
    );
  const voided = approvals(report, target, step.index);
  const decision = blankDecision();
  for (const other of report.steps) {
    if (other.index > target && other.index <= step.index)
      decision.steps.push({
        index: other.index,
        status: 'pending',
        flag: null,
        reservedFor: null,
        enteredAt: null,
        dueAt: null,
        endedAt: null,
      });
  }
  const gone = new Set(voided);
  const after: ReportSnapshot = {
    ...report,
    stepIndex: target,
    grade: null,
    decisions: [
      ...report.decisions.map((given) =>
        gone.has(given.id) ? { ...given, voidReason: 'returned_to_step' as const } : given,
      ),
      {
        id: '',
        revision: report.revision,
        round: report.round,
        stepIndex: step.index,
        action: 'return_to_step',
        userId: actor.userId,
        onBehalfOf: capacity.onBehalfOf?.id ?? null,
        appointmentId: capacity.post.appointmentId,
        note,
        grade: null,
        givenFor: null,
        at: now,
        voidReason: null,
      },
    ],
  };
  const entry = enterStep(after, report.steps, target, facts, now);
  // Steps between that pass by themselves again keep the pass; the one entered waits.
  const entered = new Set(entry.steps.map((change) => change.index));
  decision.steps = [...decision.steps.filter((change) => !entered.has(change.index)), ...entry.steps];
  decision.report = { stepIndex: entry.index, heldSince: now, grade: null };
  const written = { action: 'return_to_step', voided, data: { to: target }, stepAfter: target } as const;
  const result = recorded(decision, report, returning, written, now);
  result.events.push(...entry.events);
  return result;
}

interface Record {
  action: 'return' | 'return_to_step';
  /** Ids of the approvals that the return makes void. */
  voided: string[];
  data: { [more: string]: unknown };
  stepAfter: number | null;
}

function recorded(
  decision: Decision,
  report: ReportSnapshot,
  { actor, step, capacity, note }: Returning,
  { action, voided, data, stepAfter }: Record,
  now: Date,
): Decision {
  decision.decisions.push({
    action,
    stepIndex: step.index,
    revision: report.revision,
    userId: actor.userId,
    onBehalfOf: capacity.onBehalfOf?.id ?? null,
    appointmentId: capacity.post.appointmentId,
    note,
    grade: null,
    givenFor: null,
    at: now,
  });
  if (voided.length > 0)
    decision.voids = { ids: voided, reason: action === 'return' ? 'returned' : 'returned_to_step' };
  decision.undo = { by: actor.userId, onBehalfOf: capacity.onBehalfOf?.id ?? null, step: step.index, voided };
  decision.release.push(step.index);
  decision.events.push(
    eventOf(
      report,
      'report.returned',
      { ...decision.report, stepIndex: stepAfter },
      {
        actor: personRef(actor),
        onBehalfOf: capacity.onBehalfOf,
        step: step.index,
        note,
        data,
      },
    ),
  );
  return decision;
}

/** Standing approvals from one step to another, both included. */
function approvals(report: ReportSnapshot, from: number, to: number): string[] {
  return report.decisions
    .filter(
      (given) =>
        given.action === 'approve' &&
        given.voidReason === null &&
        given.revision === report.revision &&
        given.stepIndex >= from &&
        given.stepIndex <= to,
    )
    .map((given) => given.id);
}

/** The answer's due instant: what was said, or five working days. @throws Problem `invalid_due_date` */
export function answerDate(said: Date | undefined, facts: Facts, now: Date): Date {
  if (said === undefined)
    return addWorkingDays(now, answerWorkingDays, facts.cycle.timeZone, facts.cycle.calendar);
  if (said <= now)
    throw problem(
      'invalid_due_date',
      { reason: '' },
      { errors: [{ pointer: '/dueAt', code: 'invalid_due_date', detail: '须晚于现在。' }] },
    );
  return said;
}
