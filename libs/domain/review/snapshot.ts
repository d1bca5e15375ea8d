import type { Grade, StepMode, StepRole } from '../cycle/cycle-definition';
import type { OrgKind } from '../org/roles';
import type { ReportState } from './states';

export interface Person {
  id: string;
  name: string;
}

/** One stop of a route, resolved to the unit that stands there. */
export interface RouteStop {
  /** Place in the tier's configured route, counted from 0; the step's own index counts what remains. */
  ordinal: number;
  orgId: string;
  orgCode: string;
  orgName: string;
  orgKind: OrgKind;
  role: StepRole;
  mode: StepMode;
  workingDays: number;
  grade: boolean;
}

export type StepStatus =
  | 'pending'
  | 'waiting'
  | 'approved'
  /** Approved for an earlier revision and kept over a return with `resume: here`. */
  | 'carried'
  | 'recused'
  | 'skipped'
  | 'returned'
  | 'void';

export type StepFlag = 'no_reviewer';

export interface StepSnapshot extends RouteStop {
  id: string;
  round: number;
  /** Counted from 1. */
  index: number;
  status: StepStatus;
  flag: StepFlag | null;
  reservedFor: string | null;
  enteredAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
  lastUrgedAt: Date | null;
}

export type DecisionAction = 'approve' | 'return' | 'return_to_step';
export type VoidReason = 'recalled' | 'returned' | 'returned_to_step' | 'reopened' | 'rerouted' | 'waived';

export interface DecisionSnapshot {
  id: string;
  revision: number;
  round: number;
  stepIndex: number;
  action: DecisionAction;
  userId: string;
  onBehalfOf: string | null;
  appointmentId: string | null;
  note: string | null;
  grade: Grade | null;
  /** The revision an approval carried over was given for. */
  givenFor: number | null;
  at: Date;
  voidReason: VoidReason | null;
}

/** What a return opens; a kind that is absent is frozen, `problems: []` allows additions only. */
export interface ReturnScope {
  sections?: string[];
  indicators?: string[];
  problems?: string[];
}

/** Instants in these records are ISO 8601, since they are kept as JSON. */
export interface Returned {
  by: Person;
  onBehalfOf: Person | null;
  note: string;
  scope: ReturnScope | null;
  resume: 'route' | 'here';
  dueAt: string;
  at: string;
  /** The step it was returned at; null after a reopening. */
  step: number | null;
  /** The revision it is about. The report's own number is higher once an answer to it was withdrawn. */
  revision: number;
}

/** What a withdrawal restores. */
export interface BeforeSubmission {
  state: 'not_started' | 'drafting' | 'returned';
  returned: Returned | null;
  late: boolean;
  firstSubmittedAt: string | null;
  nilReason: string | null;
}

/** What a reinstatement restores. */
export interface BeforeWaiver {
  state: 'not_started' | 'drafting' | 'in_review' | 'returned';
  stepIndex: number | null;
  returned: Returned | null;
}

export interface StepRecord {
  index: number;
  status: StepStatus;
  flag: StepFlag | null;
  reservedFor: string | null;
  enteredAt: string | null;
  dueAt: string | null;
  endedAt: string | null;
}

/** What a recall of the last decision restores; cleared as soon as anyone else acts. */
export interface Undo {
  by: string;
  onBehalfOf: string | null;
  /** Index of the step that was decided. */
  step: number;
  steps: StepRecord[];
  /** Ids of approvals that the decision made void. */
  voided: string[];
  /** Ids of the decision itself: what the recall makes void. */
  decisions: string[];
  heldSince: string;
  grade: Grade | null;
}

/** Everything about one report that the rules of its life look at. */
export interface ReportSnapshot {
  id: string;
  org: { id: string; path: string };
  state: ReportState;
  version: number;
  revision: number;
  round: number;
  stepIndex: number | null;
  late: boolean;
  firstSubmittedAt: Date | null;
  /** Everyone who ever saved the working copy: later revisions contain what they wrote. */
  writers: string[];
  /** Who wrote or submitted the latest revision, delegates and those they acted for alike. */
  authors: string[];
  extendedUntil: Date | null;
  returned: Returned | null;
  nilReason: string | null;
  grade: Grade | null;
  beforeSubmission: BeforeSubmission | null;
  beforeWaiver: BeforeWaiver | null;
  undo: Undo | null;
  editionId: string | null;
  /** The publisher decided that the latest revision is not to be published 不公开. */
  declined: boolean;
  /** A superior compiled the approved revision. */
  compiled: boolean;
  lastUrgedAt: Date | null;
  heldSince: Date;
  /** Steps of the current round, in order. */
  steps: StepSnapshot[];
  /** Decisions of the current round, void ones included. */
  decisions: DecisionSnapshot[];
}

/** The step that waits for a decision, or undefined outside review. */
export function currentStep(report: ReportSnapshot): StepSnapshot | undefined {
  return report.steps.find((step) => step.index === report.stepIndex);
}

export function stepAt(report: ReportSnapshot, index: number): StepSnapshot | undefined {
  return report.steps.find((step) => step.index === index);
}
