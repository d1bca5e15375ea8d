import { problem } from '../problems';
import { applyDecision } from './apply';
import type { Command } from './command';
import type { Decision } from './decision';
import type { Facts } from './facts';
import { personOf } from './rules/rule';
import { waitingFor } from './seats';
import { currentStep, type Person, type ReportSnapshot } from './snapshot';
import { type Action, type MovableDate, transitions } from './transitions';

/** The row of the transition table that a command goes by. */
export function actionOf(command: Command): Action {
  switch (command.action) {
    case 'submit':
      return command.nil ? 'nil' : 'submit';
    case 'grant-extension':
    case 'deny-extension':
      return 'extend';
    default:
      return command.action;
  }
}

/**
 * A decision with what its transition does besides moving the report, as the table names it: side requests end,
 * and whoever loses the task of reviewing is named in the event, so that they are told.
 * @throws Problem `invalid_due_date` where a date that may only be lengthened would be shortened
 */
export function withConsequences(
  report: ReportSnapshot,
  command: Command,
  decision: Decision,
  facts: Facts,
): Decision {
  const { closes, callsOff, lengthens } = transitions[actionOf(command)];
  for (const date of lengthens) requireLonger(report, decision, date);
  const [event] = decision.events;
  if (closes.length > 0 && facts.pendingExtension) {
    decision.extension = { kind: 'close', id: facts.pendingExtension.id };
    if (event) event.data.closedExtension = facts.pendingExtension.id;
  }
  if (callsOff === 'reviewers' && event) {
    const people = calledOff(report, decision, facts);
    if (people.length > 0) event.data.calledOff = people;
  }
  return decision;
}

/** Who could decide before and cannot after, apart from who acted: a person, for the system calls nobody off. */
function calledOff(report: ReportSnapshot, decision: Decision, facts: Facts): Person[] {
  const after = applyDecision(report, decision, { steps: [], decisions: [] });
  const waiting = new Set(waitingAt(after, facts).map(({ id }) => id));
  const { userId } = personOf(facts);
  return waitingAt(report, facts).filter(({ id }) => id !== userId && !waiting.has(id));
}

function waitingAt(report: ReportSnapshot, facts: Facts): Person[] {
  const step = currentStep(report);
  return step ? waitingFor(report, step, facts) : [];
}

/** In milliseconds since 1970; where there is no date, every date is later. */
const dates: Record<MovableDate, (report: Pick<ReportSnapshot, 'extendedUntil' | 'returned'>) => number> = {
  extendedUntil: ({ extendedUntil }) => extendedUntil?.getTime() ?? 0,
  answerBy: ({ returned }) => (returned ? Date.parse(returned.dueAt) : 0),
};

function requireLonger(report: ReportSnapshot, decision: Decision, name: MovableDate): void {
  if (dates[name]({ ...report, ...decision.report }) >= dates[name](report)) return;
  const errors = [
    { pointer: '/dueAt', code: 'invalid_due_date', detail: '不能早于已经准予的期限，只能再延长。' },
  ];
  throw problem('invalid_due_date', { reason: '，也不能早于已经准予的期限' }, { errors });
}
