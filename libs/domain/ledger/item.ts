import type { RouteStep } from '../cycle/cycle-definition';
import type { Day } from '../deadlines';
import type { OrgKind } from '../org/roles';
import type { RouteStop, StepFlag } from '../review';
import type { ItemSource, ItemState, ItemTerm, ItemVisibility, VerificationMethod } from './words';

/** `YYYY-MM`. */
export type Month = string;

/** What is done about an item. */
export interface Measure {
  id: string;
  text: string;
  person: string;
  dueOn: Day;
  state: 'open' | 'done' | 'withdrawn';
  doneOn: Day | null;
  /** Why it was withdrawn. */
  reason: string | null;
}

/** Somebody named by an item; `userId` where the name is that of an account of the unit. */
export interface Party {
  name: string;
  userId: string | null;
}

export type ItemStepStatus = 'pending' | 'waiting' | 'approved' | 'recused' | 'skipped' | 'rejected' | 'void';

/** One step of the running or last verification. Instants are ISO 8601, since all of it is kept as JSON. */
export interface ItemStep extends RouteStop {
  /** Counted from 1. */
  index: number;
  status: ItemStepStatus;
  flag: StepFlag | null;
  reservedFor: string | null;
  enteredAt: string | null;
  dueAt: string | null;
  endedAt: string | null;
  lastUrgedAt: string | null;
}

export interface ItemDecision {
  id: string;
  stepIndex: number;
  userId: string;
  name: string;
  onBehalfOf: string | null;
  method: VerificationMethod;
  note: string;
  at: string;
}

/** The asking for more time that waits for an answer. */
export interface PendingDate {
  until: Day;
  reason: string;
  by: Party;
  at: string;
}

export interface Dispute {
  reason: string;
  by: Party;
  at: string;
  answer: { action: DisputeAnswer; reason: string; by: string; at: string } | null;
}

export const disputeAnswers = ['keep', 'correct', 'reassign', 'void'] as const;
export type DisputeAnswer = (typeof disputeAnswers)[number];

/** How an item came to be closed or sustained. */
export interface Closing {
  /** Sequence of the event that closed it: what a look-back names. */
  event: number;
  on: Day;
  onTime: boolean;
}

/** Text of the report as it was approved anew, which its unit has not taken over yet. */
export interface Offer {
  revision: number;
  /** Null: the row is gone from the report. */
  problem: string | null;
  cause: string | null;
}

/** What a recall of the last decision restores. */
export interface ItemUndo {
  by: string;
  onBehalfOf: string | null;
  before: Pick<
    ItemBody,
    'steps' | 'decisions' | 'measures' | 'closing' | 'nextCheckOn' | 'openSince' | 'covered'
  > & { state: ItemState; dueOn: Day; stepIndex: number | null };
}

/** What is kept of an item beside the columns that lists and figures look at. */
export interface ItemBody {
  cause: string | null;
  leader: Party | null;
  leadUnit: string | null;
  person: Party | null;
  /** The paragraph of the batch's document. */
  paragraph: string | null;
  measures: Measure[];
  /** The route as configured; the stops are computed when it is submitted. */
  route: RouteStep[];
  evidence: boolean;
  /** By when it is to be claimed. */
  planDueOn: Day | null;
  monthlyDay: number;
  enteredOn: Day;
  enteredBy: Party | null;
  /** Whether a superior entered it, and not its own unit or the system. */
  enteredAbove: boolean;
  lateClaim: boolean;
  /** Since when it is open, for the figure of days to close. */
  openSince: Day | null;
  /** The last month that needs no further note of progress. */
  covered: Month | null;
  /** Whether anybody wrote progress. */
  worked: boolean;
  /** The latest note of progress. */
  lastProgress: { month: Month; text: string; by: string; at: string } | null;
  dispute: Dispute | null;
  pendingDate: PendingDate | null;
  /** Times that more time was granted. */
  extensions: number;
  round: number;
  steps: ItemStep[];
  decisions: ItemDecision[];
  /** When it was handed in for verification, and in which words. */
  submitted: { by: Party; at: string; result: string } | null;
  rejected: { by: string; note: string; at: string; measures: string[] | null } | null;
  closing: Closing | null;
  nextCheckOn: Day | null;
  relapses: number;
  checks: number;
  held: number;
  sourceChanged: boolean;
  offer: Offer | null;
  /** Everybody who claimed it, wrote progress, asked to close it or answers for it: they verify nothing. */
  involved: string[];
  /** Names without an account that once stood for its leader or person; missing where nobody changed them. */
  formerNames?: string[];
  undo: ItemUndo | null;
  /** When each level of urging was last used, by level. */
  urged: Partial<Record<1 | 2 | 3, string>>;
  void: { kind: string; reason: string; of: string | null } | null;
}

/** Everything about one item that the rules of its life look at. */
export interface ItemSnapshot extends ItemBody {
  id: string;
  org: { id: string; path: string; name: string; code: string; kind: OrgKind };
  state: ItemState;
  version: number;
  sequence: number;
  stepIndex: number | null;
  source: ItemSource;
  category: string | null;
  batchId: string | null;
  term: ItemTerm | null;
  dueOn: Day;
  problem: string;
  visibility: ItemVisibility;
  reportId: string | null;
  problemId: string | null;
  revision: number | null;
}

export function currentItemStep(item: Pick<ItemSnapshot, 'steps' | 'stepIndex'>): ItemStep | undefined {
  return item.steps.find((step) => step.index === item.stepIndex);
}
