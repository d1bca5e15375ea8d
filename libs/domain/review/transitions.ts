import type { ReportState } from './states';

const beforeApproval = ['not_started', 'drafting', 'in_review', 'returned'] as const;
const everywhere = [...beforeApproval, 'approved', 'published', 'waived'] as const;

/** What is asked beside the report's own way and ends, unanswered, once its purpose is gone. */
export type SideRequest = 'extension';

/** An instant of the report that a later transition may move. */
export type MovableDate = 'extendedUntil' | 'answerBy';

interface Transition {
  /** States in which the action is possible at all. */
  from: readonly ReportState[];
  /** States it may lead to; several where the present step or the earlier state decides. */
  to: readonly ReportState[];
  /** The event's name: the action in the past. */
  event: `report.${string}`;
  /** Side requests that end with it. */
  closes: readonly SideRequest[];
  /**
   * Whether those of whom it takes the task of reviewing are told, each once. A colleague's decision takes it as well
   * and needs no telling: the record says who decided.
   */
  callsOff: 'reviewers' | 'nobody';
  /** Dates that it moves, and only to a later instant. Every other transition leaves or ends what stands. */
  lengthens: readonly MovableDate[];
}

const nothing = { closes: [], callsOff: 'nobody', lengthens: [] } as const;

/** The table of design 1.4 as data. Who may, and every further rule, stands in `rules/`. */
export const transitions = {
  save: {
    from: ['not_started', 'drafting', 'returned'],
    to: ['drafting', 'returned'],
    event: 'report.started',
    ...nothing,
  },
  submit: {
    from: ['drafting', 'returned'],
    to: ['in_review'],
    event: 'report.submitted',
    ...nothing,
    closes: ['extension'],
  },
  // A unit with nothing to report need not write a draft first.
  nil: {
    from: ['not_started', 'drafting', 'returned'],
    to: ['in_review'],
    event: 'report.submitted',
    ...nothing,
    closes: ['extension'],
  },
  withdraw: {
    from: ['in_review'],
    to: ['not_started', 'drafting', 'returned'],
    event: 'report.withdrawn',
    ...nothing,
    callsOff: 'reviewers',
  },
  approve: {
    from: ['in_review'],
    to: ['in_review', 'approved'],
    event: 'report.approved',
    ...nothing,
    closes: ['extension'],
  },
  return: { from: ['in_review'], to: ['returned', 'in_review'], event: 'report.returned', ...nothing },
  recall: {
    from: ['in_review', 'approved', 'returned'],
    to: ['in_review'],
    event: 'report.recalled',
    ...nothing,
    // A recalled return takes the report back from its author, whose request is about an answer nobody waits for.
    closes: ['extension'],
    callsOff: 'reviewers',
  },
  transfer: {
    from: ['in_review'],
    to: ['in_review'],
    event: 'report.transferred',
    ...nothing,
    callsOff: 'reviewers',
  },
  reopen: { from: ['approved', 'published'], to: ['returned'], event: 'report.reopened', ...nothing },
  publish: { from: ['approved'], to: ['published'], event: 'report.published', ...nothing },
  /** The publisher decides that it is not to be published; publishing it later stays possible. */
  decline: { from: ['approved'], to: ['approved'], event: 'report.declined', ...nothing },
  // A correction in progress still has a current edition, whatever its state.
  retract: { from: everywhere, to: everywhere, event: 'report.retracted', ...nothing },
  waive: {
    from: beforeApproval,
    to: ['waived'],
    event: 'report.waived',
    ...nothing,
    closes: ['extension'],
    callsOff: 'reviewers',
  },
  /** By the system, when the unit is dissolved or merged: it owes nothing from then on. */
  'unit-end': {
    from: ['not_started', 'drafting', 'returned'],
    to: ['waived'],
    event: 'report.waived',
    ...nothing,
    closes: ['extension'],
  },
  reinstate: { from: ['waived'], to: beforeApproval, event: 'report.reinstated', ...nothing },
  extend: {
    from: ['not_started', 'drafting', 'returned'],
    to: ['not_started', 'drafting', 'returned'],
    event: 'report.extended',
    ...nothing,
    lengthens: ['extendedUntil', 'answerBy'],
  },
  urge: { from: beforeApproval, to: beforeApproval, event: 'report.urged', ...nothing },
  'skip-step': {
    from: ['in_review'],
    to: ['in_review'],
    event: 'report.step_skipped',
    ...nothing,
    callsOff: 'reviewers',
  },
  reroute: {
    from: ['in_review'],
    to: ['in_review'],
    event: 'report.rerouted',
    ...nothing,
    callsOff: 'reviewers',
  },
  /** By the system, when appointments or delegations changed. */
  recount: {
    from: ['in_review'],
    to: ['in_review', 'approved'],
    event: 'report.recounted',
    ...nothing,
    closes: ['extension'],
  },
} as const satisfies Record<string, Transition>;

export type Action = keyof typeof transitions;

/** Events that transitions write besides the one named in the table. */
export type EventType =
  | (typeof transitions)[Action]['event']
  | 'report.recused'
  | 'report.extension_requested'
  | 'report.extension_denied';

export function possibleIn(action: Action, state: ReportState): boolean {
  const from: readonly ReportState[] = transitions[action].from;
  return from.includes(state);
}
