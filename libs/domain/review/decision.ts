import type { Grade } from '../cycle/cycle-definition';
import type { Problem } from '../problems';
import type { Audience } from './command';
import type { ReportContent } from './content';
import type {
  DecisionAction,
  Person,
  ReportSnapshot,
  RouteStop,
  StepFlag,
  StepStatus,
  VoidReason,
} from './snapshot';
import type { ReportState } from './states';
import type { EventType } from './transitions';

/** Columns of the report's row that change; `version` is raised by the caller where `bump` says so. */
export type ReportChange = Partial<
  Pick<
    ReportSnapshot,
    | 'state'
    | 'revision'
    | 'round'
    | 'stepIndex'
    | 'late'
    | 'firstSubmittedAt'
    | 'writers'
    | 'extendedUntil'
    | 'returned'
    | 'nilReason'
    | 'grade'
    | 'beforeSubmission'
    | 'beforeWaiver'
    | 'lastUrgedAt'
    | 'heldSince'
  >
>;

export interface StepChange {
  index: number;
  status?: StepStatus;
  flag?: StepFlag | null;
  reservedFor?: string | null;
  enteredAt?: Date | null;
  dueAt?: Date | null;
  endedAt?: Date | null;
  lastUrgedAt?: Date | null;
}

/** A step of a new round, or one that a reroute puts in place of another. */
export interface NewStep extends RouteStop {
  index: number;
  status: StepStatus;
  flag: StepFlag | null;
  enteredAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
}

export interface NewDecision {
  action: DecisionAction;
  stepIndex: number;
  revision: number;
  userId: string;
  onBehalfOf: string | null;
  appointmentId: string | null;
  note: string | null;
  grade: Grade | null;
  givenFor: number | null;
  at: Date;
}

export interface EventDraft {
  type: EventType;
  /** null is the system. */
  actor: Person | null;
  onBehalfOf: Person | null;
  from: ReportState;
  to: ReportState;
  step: number | null;
  revision: number | null;
  note: string | null;
  /** What the fold needs after the event, and what readers may want to know; plain JSON. */
  data: EventData;
}

/** `after` lets the row's state be folded from the events alone (`audit verify`). */
export interface EventData {
  after: { step: number | null; revision: number; late: boolean; grade: Grade | null };
  /** Of whom it took the task of reviewing, where they are told (`transitions`). */
  calledOff?: Person[];
  /** The request for more time that ended with it. */
  closedExtension?: string;
  [more: string]: unknown;
}

export type ExtensionChange =
  | { kind: 'request'; by: string; until: Date; reason: string }
  | { kind: 'grant'; id: string | null; by: string; until: Date; reason: string }
  | { kind: 'deny'; id: string; by: string; reason: string }
  /** Unanswered, since the transition ended its purpose. */
  | { kind: 'close'; id: string };

/** `keep` leaves the undo record, `clear` forgets it, an object replaces it. */
export type UndoChange =
  | 'keep'
  | 'clear'
  | { by: string; onBehalfOf: string | null; step: number; voided: string[] };

/** What one accepted command changes; written in one transaction, all or nothing. */
export interface Decision {
  ok: true;
  report: ReportChange;
  /** Whether the representation's version rises: an urge or a request must not make a save stale. */
  bump: boolean;
  steps: StepChange[];
  newSteps: NewStep[];
  /** Indexes from which on the present steps give way to `newSteps` of the same round. */
  replaceFrom: number | null;
  decisions: NewDecision[];
  voids: { ids: string[]; reason: VoidReason } | null;
  restores: string[];
  undo: UndoChange;
  /** Freeze the working copy as revision n+1. */
  freeze: { authors: string[]; nilReason: string | null; late: boolean } | null;
  withdrawnRevision: number | null;
  content: ReportContent | null;
  /** Indexes of steps whose reviewers' comments reach the author's side now. */
  release: number[];
  extension: ExtensionChange | null;
  edition:
    | { kind: 'publish'; audience: Audience; replaces: string | null }
    | { kind: 'retract'; id: string; reason: string }
    | null;
  /** 不公开: the publishing of the latest revision was declined. */
  declined: boolean;
  events: EventDraft[];
  warnings: Warning[];
}

export interface Warning {
  code: 'grade_quota_exceeded';
  grade: Grade;
  given: number;
  limit: number;
}

export interface Refusal {
  ok: false;
  problem: Problem;
}

/** A decision that changes nothing yet. */
export function blankDecision(): Decision {
  return {
    ok: true,
    report: {},
    bump: true,
    steps: [],
    newSteps: [],
    replaceFrom: null,
    decisions: [],
    voids: null,
    restores: [],
    undo: 'clear',
    freeze: null,
    withdrawnRevision: null,
    content: null,
    release: [],
    extension: null,
    edition: null,
    declined: false,
    events: [],
    warnings: [],
  };
}

/** A step of the route as a round begins it; `index` counts from 1. */
export function pendingStep(stop: RouteStop, index: number): NewStep {
  return {
    ordinal: stop.ordinal,
    orgId: stop.orgId,
    orgCode: stop.orgCode,
    orgName: stop.orgName,
    orgKind: stop.orgKind,
    role: stop.role,
    mode: stop.mode,
    workingDays: stop.workingDays,
    grade: stop.grade,
    index,
    status: 'pending',
    flag: null,
    enteredAt: null,
    dueAt: null,
    endedAt: null,
  };
}
