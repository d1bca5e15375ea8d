import type { ReportState } from './states';

const beforeApproval = ['not_started', 'drafting', 'in_review', 'returned'] as const;
const everywhere = [...beforeApproval, 'approved', 'published', 'waived'] as const;

interface Transition {
  /** States in which the action is possible at all. */
  from: readonly ReportState[];
  /** States it may lead to; several where the present step or the earlier state decides. */
  to: readonly ReportState[];
  /** The event's name: the action in the past. */
  event: `report.${string}`;
}

/** The table of design 1.4 as data. Who may, and every further rule, stands in `rules/`. */
export const transitions = {
  save: {
    from: ['not_started', 'drafting', 'returned'],
    to: ['drafting', 'returned'],
    event: 'report.started',
  },
  submit: { from: ['drafting', 'returned'], to: ['in_review'], event: 'report.submitted' },
  // A unit with nothing to report need not write a draft first.
  nil: { from: ['not_started', 'drafting', 'returned'], to: ['in_review'], event: 'report.submitted' },
  withdraw: { from: ['in_review'], to: ['not_started', 'drafting', 'returned'], event: 'report.withdrawn' },
  approve: { from: ['in_review'], to: ['in_review', 'approved'], event: 'report.approved' },
  return: { from: ['in_review'], to: ['returned', 'in_review'], event: 'report.returned' },
  recall: { from: ['in_review', 'approved', 'returned'], to: ['in_review'], event: 'report.recalled' },
  transfer: { from: ['in_review'], to: ['in_review'], event: 'report.transferred' },
  reopen: { from: ['approved', 'published'], to: ['returned'], event: 'report.reopened' },
  publish: { from: ['approved'], to: ['published'], event: 'report.published' },
  /** The publisher decides that it is not to be published; publishing it later stays possible. */
  decline: { from: ['approved'], to: ['approved'], event: 'report.declined' },
  // A correction in progress still has a current edition, whatever its state.
  retract: { from: everywhere, to: everywhere, event: 'report.retracted' },
  waive: { from: beforeApproval, to: ['waived'], event: 'report.waived' },
  reinstate: { from: ['waived'], to: beforeApproval, event: 'report.reinstated' },
  extend: {
    from: ['not_started', 'drafting', 'returned'],
    to: ['not_started', 'drafting', 'returned'],
    event: 'report.extended',
  },
  urge: { from: beforeApproval, to: beforeApproval, event: 'report.urged' },
  'skip-step': { from: ['in_review'], to: ['in_review'], event: 'report.step_skipped' },
  reroute: { from: ['in_review'], to: ['in_review'], event: 'report.rerouted' },
  /** By the system, when appointments or delegations changed. */
  recount: { from: ['in_review'], to: ['in_review', 'approved'], event: 'report.recounted' },
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
