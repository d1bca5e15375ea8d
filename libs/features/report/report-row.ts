import type { Finding } from '@domain/checks';
import type { SourceStanding } from '@domain/compilation';
import type { GradeQuota, LatePolicy, RouteStep } from '@domain/cycle/cycle-definition';
import type { WorkingCalendar } from '@domain/deadlines';
import type { OrgKind, Role } from '@domain/org/roles';
import type {
  CycleFacts,
  DecisionSnapshot,
  Facts,
  Person,
  Post,
  ReportContent,
  ReportSnapshot,
  StepSnapshot,
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

/**
 * The columns of `report` that a decision may change, with the name that the rules give each: what loads a report,
 * what writes it and what answers from it all read this table.
 */
export const lifeColumns = {
  state: 'state',
  version: 'version',
  revision: 'revision',
  round: 'round',
  step_index: 'stepIndex',
  late: 'late',
  first_submitted_at: 'firstSubmittedAt',
  writers: 'writers',
  extended_until: 'extendedUntil',
  returned: 'returned',
  nil_reason: 'nilReason',
  grade: 'grade',
  before_submission: 'beforeSubmission',
  before_waiver: 'beforeWaiver',
  undo: 'undo',
  edition_id: 'editionId',
  last_urged_at: 'lastUrgedAt',
  held_since: 'heldSince',
} as const satisfies Record<string, keyof ReportSnapshot>;

type LifeColumn = keyof typeof lifeColumns;
const columnNames = Object.keys(lifeColumns) as LifeColumn[];
type LifeRow = { [Column in LifeColumn]: ReportSnapshot[(typeof lifeColumns)[Column]] };
type Life = Pick<ReportSnapshot, (typeof lifeColumns)[LifeColumn]>;

/** A row of `loadReport`. */
export interface ReportRow extends LifeRow {
  id: string;
  epoch: number;
  sequence: number;
  head_hash: string | null;
  /** Publishing the latest revision was declined. */
  declined: boolean;
  /** A superior compiled the latest revision. */
  compiled: boolean;
  org_id: string;
  org_path: string;
  /** `YYYY-MM-DD` from which the unit is dissolved or merged. */
  org_ended_on: string | null;
  /** Of the present revision; null of those handed in before seals were made. */
  seal: string | null;
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

export interface LoadedReport<Row extends ReportRow = ReportRow> {
  row: Row;
  snapshot: ReportSnapshot;
  facts: Facts;
  /** Whether submitting freezes the unit's items of the rectification ledger with the revision. */
  accounts?: boolean;
}

/** The working copy as it is saved, with what the checks said of it. */
export interface DraftRecord {
  findings: Finding[];
  findingsOf: string;
  errors: number;
}

const date = (text: string | null) => (text === null ? null : new Date(text));

function lifeOf(row: LifeRow): Life {
  return Object.fromEntries(
    columnNames.map((column) => [lifeColumns[column], row[column]]),
  ) as unknown as Life;
}

/** The columns as they are after a decision. */
export function lifeRowOf(life: Life): LifeRow {
  return Object.fromEntries(
    columnNames.map((column) => [column, life[lifeColumns[column]]]),
  ) as unknown as LifeRow;
}

/** The part of a row that the rules of a report's life know. */
export function snapshotOf(row: ReportRow): ReportSnapshot {
  return {
    id: row.id,
    org: { id: row.org_id, path: row.org_path },
    ...lifeOf(row),
    authors: [...new Set((row.authors ?? []).filter((id): id is string => id !== null))],
    declined: row.declined,
    compiled: row.compiled,
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
