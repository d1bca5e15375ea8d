import type { SourceStanding } from '@domain/compilation';
import type { GradeQuota, LatePolicy, RouteStep } from '@domain/cycle/cycle-definition';
import type { WorkingCalendar } from '@domain/deadlines';
import type { OrgKind, Role } from '@domain/org/roles';
import type {
  BeforeSubmission,
  BeforeWaiver,
  CycleFacts,
  DecisionSnapshot,
  Grade,
  Person,
  Post,
  ReportContent,
  ReportSnapshot,
  ReportState,
  Returned,
  StepSnapshot,
  Undo,
} from '@domain/review';

export type InJson<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

/** Since when a unit exists no more, and the name of the one it was merged into. */
export interface EndedUnitView {
  on: string;
  into: string | null;
}

/** Somebody who holds a report up, in the post in which they do. */
export interface HoldingPerson extends Person {
  role: Role;
}

export interface OwingUnit {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  ended: EndedUnitView | null;
}

/** A row of `loadReport`. */
export interface ReportRow {
  id: string;
  state: ReportState;
  version: number;
  epoch: number;
  sequence: number;
  head_hash: string | null;
  revision: number;
  round: number;
  step_index: number | null;
  late: boolean;
  first_submitted_at: Date | null;
  writers: string[];
  extended_until: Date | null;
  returned: Returned | null;
  nil_reason: string | null;
  grade: Grade | null;
  before_submission: BeforeSubmission | null;
  before_waiver: BeforeWaiver | null;
  undo: Undo | null;
  edition_id: string | null;
  /** Publishing the latest revision was declined. */
  declined: boolean;
  /** A superior compiled the latest revision. */
  compiled: boolean;
  last_urged_at: Date | null;
  held_since: Date;
  org_id: string;
  org_path: string;
  /** `YYYY-MM-DD` from which the unit is dissolved or merged. */
  org_ended_on: string | null;
  org_code: string;
  org_name: string;
  org_kind: OrgKind;
  cycle_code: string;
  cycle_title: string;
  tier: OrgKind;
  cycle_id: string;
  cycle_state: CycleFacts['state'];
  closes_at: Date | null;
  period: string;
  time_zone: string;
  grade_quota: GradeQuota | null;
  tier_id: string;
  template_version_id: string;
  due_at: Date;
  grace_days: number;
  late_policy: LatePolicy;
  allow_nil: boolean;
  tier_route: RouteStep[];
  errors: number | null;
  findings_of: string | null;
  authors: Array<string | null> | null;
  steps: Array<InJson<StepSnapshot>> | null;
  decisions: Array<InJson<DecisionSnapshot>> | null;
  posts: Post[] | null;
  pending_extension: { id: string; requestedBy: string; until: string; reason: string } | null;
  unresolved: number;
  unanswered: number;
  /** Comments of reviewers whose step is not decided yet. */
  unreleased: number;
}

/** A row of `viewReport` or `viewReports`. */
export interface ReportViewRow extends ReportRow {
  updated_at: Date;
  edition: string | null;
  org_merged_into: string | null;
  /** The unit above in the cycle's frozen tree. */
  superior: OwingUnit | null;
  /** Times it came back to the author's side; what was recalled does not count. */
  returns: number;
  /** Why, by whom and when, while it is waived. */
  waiver: { reason: string; by: string; at: string } | null;
  content: ReportContent | null;
  /** The secretary first: who holds both posts answers as the secretary. */
  author_side: HoldingPerson[] | null;
  extension: ExtensionView | null;
  /** How the sources of a compiled draft stand now. */
  compiled_from: SourceStanding[] | null;
}

export interface ExtensionView {
  id: string;
  state: 'requested' | 'granted' | 'denied';
  requested: string | null;
  until: string | null;
  reason: string;
  /** What was answered to it. */
  note: string | null;
  by: Person | null;
}

const date = (text: string | null) => (text === null ? null : new Date(text));

/** The part of a row that the rules of a report's life know. */
export function snapshotOf(row: ReportRow): ReportSnapshot {
  return {
    id: row.id,
    org: { id: row.org_id, path: row.org_path },
    state: row.state,
    version: row.version,
    revision: row.revision,
    round: row.round,
    stepIndex: row.step_index,
    late: row.late,
    firstSubmittedAt: row.first_submitted_at,
    writers: row.writers,
    authors: [...new Set((row.authors ?? []).filter((id): id is string => id !== null))],
    extendedUntil: row.extended_until,
    returned: row.returned,
    nilReason: row.nil_reason,
    grade: row.grade,
    beforeSubmission: row.before_submission,
    beforeWaiver: row.before_waiver,
    undo: row.undo,
    editionId: row.edition_id,
    declined: row.declined,
    compiled: row.compiled,
    lastUrgedAt: row.last_urged_at,
    heldSince: row.held_since,
    steps: (row.steps ?? []).map((step) => ({
      ...step,
      enteredAt: date(step.enteredAt),
      dueAt: date(step.dueAt),
      endedAt: date(step.endedAt),
      lastUrgedAt: date(step.lastUrgedAt),
    })),
    decisions: (row.decisions ?? []).map((decision) => ({ ...decision, at: new Date(decision.at) })),
  };
}

export function cycleFactsOf(row: ReportRow, calendar: WorkingCalendar): CycleFacts {
  return {
    state: row.cycle_state,
    closesAt: row.closes_at,
    timeZone: row.time_zone,
    calendar,
    dueAt: row.due_at,
    graceDays: row.grace_days,
    latePolicy: row.late_policy,
    allowNil: row.allow_nil,
    gradeQuota: row.grade_quota,
  };
}

/** A row as the statements answer it: instants are text. */
export interface ReportRecord<Row extends ReportRow> {
  report: InJson<Row>;
}

const instants = [
  'first_submitted_at',
  'extended_until',
  'last_urged_at',
  'held_since',
  'updated_at',
  'due_at',
  'closes_at',
] as const;

/** The row with its instants as such. Changes what it is given, which nobody else has. */
export function reviveRow<Row extends ReportRow>({ report }: ReportRecord<Row>): Row {
  const row = report as Record<string, unknown>;
  for (const name of instants) {
    const text = row[name];
    if (typeof text === 'string') row[name] = new Date(text);
  }
  return row as unknown as Row;
}
