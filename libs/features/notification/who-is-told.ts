import type { EventType } from '@domain/review/transitions';
import type { MessageKind } from './message-kind';

/**
 * Who can be told of an event.
 * `authors`: reporters and secretaries of the unit. `reviewers`: who may decide at the step that waits after
 * it. `deciders`: who decided on the revision. `holders`: whom an urge names. `named`: whom a transfer names.
 * `called_off`: of whom the event took the task of reviewing. `admins`, `publishers`: those of the nearest unit at or above that has any.
 * Whoever is told as the holder of a post is told together with those who act for them in it, each once.
 */
export type Audience =
  | 'authors'
  | 'reviewers'
  | 'called_off'
  | 'deciders'
  | 'holders'
  | 'named'
  | 'admins'
  | 'publishers';

/**
 * `passed`: the step was completed and the next one waits. `approved`: the last one was. `to_author`,
 * `to_step`: where a return went. `graded`: the report has a grade. `commented`: comments were released.
 */
export type Occasion = 'always' | 'passed' | 'approved' | 'to_author' | 'to_step' | 'graded' | 'commented';

export interface Telling {
  when: Occasion;
  tell: Audience;
  kind: MessageKind;
  /** What the message gives as its cause. */
  because?: string;
}

const awaited: Telling = { when: 'always', tell: 'reviewers', kind: 'review.awaited' };
const calledOff = (because: string): Telling => ({
  when: 'always',
  tell: 'called_off',
  kind: 'review.called_off',
  because,
});

/** Who is told what. Who acted is never told of their own act; a person reached twice is told once a kind. */
export const whoIsTold: Record<EventType, readonly Telling[]> = {
  'report.started': [],
  'report.submitted': [awaited, { when: 'always', tell: 'authors', kind: 'report.submitted' }],
  'report.withdrawn': [{ when: 'always', tell: 'called_off', kind: 'review.withdrawn' }],
  'report.approved': [
    { when: 'passed', tell: 'reviewers', kind: 'review.awaited' },
    { when: 'passed', tell: 'authors', kind: 'report.passed_on' },
    { when: 'approved', tell: 'authors', kind: 'report.approved' },
    { when: 'graded', tell: 'authors', kind: 'report.graded' },
    { when: 'approved', tell: 'publishers', kind: 'publication.possible' },
    { when: 'commented', tell: 'authors', kind: 'comment.released' },
  ],
  'report.returned': [
    { when: 'to_author', tell: 'authors', kind: 'report.returned' },
    { when: 'to_author', tell: 'deciders', kind: 'report.returned' },
    { when: 'to_step', tell: 'reviewers', kind: 'review.awaited' },
    { when: 'commented', tell: 'authors', kind: 'comment.released' },
  ],
  'report.recalled': [
    { when: 'always', tell: 'authors', kind: 'report.recalled' },
    calledOff('上一环节取回了意见'),
  ],
  'report.transferred': [
    { when: 'always', tell: 'named', kind: 'review.transferred' },
    calledOff('已转办他人'),
  ],
  'report.reopened': [{ when: 'always', tell: 'authors', kind: 'report.reopened' }],
  'report.published': [{ when: 'always', tell: 'authors', kind: 'report.published' }],
  // The publisher's own matter; the author's side reads it in the history.
  'report.declined': [],
  'report.retracted': [{ when: 'always', tell: 'authors', kind: 'report.retracted' }],
  'report.waived': [{ when: 'always', tell: 'authors', kind: 'report.waived' }, calledOff('已免报')],
  'report.reinstated': [{ when: 'always', tell: 'authors', kind: 'report.reinstated' }],
  'report.extension_requested': [{ when: 'always', tell: 'admins', kind: 'extension.requested' }],
  'report.extended': [{ when: 'always', tell: 'authors', kind: 'extension.granted' }],
  'report.extension_denied': [{ when: 'always', tell: 'authors', kind: 'extension.denied' }],
  'report.urged': [{ when: 'always', tell: 'holders', kind: 'report.urged' }],
  'report.step_skipped': [
    awaited,
    calledOff('已跳过该环节'),
    { when: 'commented', tell: 'authors', kind: 'comment.released' },
  ],
  'report.rerouted': [
    awaited,
    calledOff('审核路线已变更'),
    { when: 'always', tell: 'authors', kind: 'report.rerouted' },
  ],
  'report.recused': [awaited],
  'report.recounted': [
    { when: 'passed', tell: 'reviewers', kind: 'review.awaited' },
    { when: 'approved', tell: 'authors', kind: 'report.approved' },
    { when: 'approved', tell: 'publishers', kind: 'publication.possible' },
    { when: 'commented', tell: 'authors', kind: 'comment.released' },
  ],
};

/**
 * `commented`: somebody who decides no step of it made a comment, which the author's side sees at once; a
 * reviewer's is told of with the decision (`commented` above). `answered`: the author's side replied.
 * `commenter_replied`: who made the comment did.
 */
export type CommentOccasion = 'commented' | 'answered' | 'commenter_replied';

export interface CommentTelling {
  /** `authors` only of what they see: nothing of a reviewer's comment before its step is decided. */
  tell: 'authors' | 'commenter';
  kind: MessageKind;
}

/** Who is told of comments and replies, at once. Who said it is not; their notes are in the message. */
export const whoIsToldOfComments: Record<CommentOccasion, readonly CommentTelling[]> = {
  commented: [{ tell: 'authors', kind: 'comment.released' }],
  answered: [{ tell: 'commenter', kind: 'comment.replied' }],
  commenter_replied: [{ tell: 'authors', kind: 'comment.replied' }],
};

/**
 * What only the clock finds out. `recurrence.unfit`: a recurring cycle's plan no longer fits what it is made for,
 * once a period; the draft is tried again until the plan fits or is stopped.
 */
export type ClockOccasion = 'cycle.drafted' | 'recurrence.unfit';

/** Who is told of it: at the unit that the plan is kept at, or the nearest above. */
export const whoIsToldByTheClock: Record<ClockOccasion, { tell: 'admins'; kind: MessageKind }> = {
  'cycle.drafted': { tell: 'admins', kind: 'cycle.drafted' },
  'recurrence.unfit': { tell: 'admins', kind: 'recurrence.unfit' },
};

/** What of an event decides who is told of it. */
export interface ToldEvent {
  type: EventType;
  from: string;
  to: string;
  /** The step that was acted at, and the one that waits afterwards. */
  step: number | null;
  stepAfter: number | null;
  graded: boolean;
  /** Comments that the event released to the author's side. */
  released: number;
}

/** The lines of the table that apply to an event. */
export function tellingsOf(event: ToldEvent): readonly Telling[] {
  const holds: Record<Occasion, boolean> = {
    always: true,
    passed: event.to === 'in_review' && event.stepAfter !== event.step,
    approved: event.to === 'approved' && event.from === 'in_review',
    to_author: event.to === 'returned',
    to_step: event.to === 'in_review',
    graded: event.to === 'approved' && event.graded,
    commented: event.released > 0,
  };
  return whoIsTold[event.type].filter(({ when }) => holds[when]);
}
