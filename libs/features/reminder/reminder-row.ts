import {
  longestOverdueDays,
  type ReminderFacts,
  type ReminderPlan,
  reminderMinute,
  scheduleFor,
} from '@domain/reminders';
import { notFailing } from '@platform/queues';

interface PlannedRow {
  id: string;
  planned_at: Date | null;
  since: Date;
  due_at: Date | null;
  time_zone: string;
  reminder_plan: ReminderPlan | null;
  plan_version: number;
  report_id: string;
  org_id: string;
  org_code: string;
  org_name: string;
  parent_id: string | null;
  cycle_id: string;
  cycle_code: string;
  cycle_title: string;
}

/** A report as far as reminding its author's side goes. */
export interface ReportRow extends PlannedRow {
  /** False where nobody on the author's side holds it up. */
  waits: boolean;
  /** The last instant before the cycle closed or closes, or null. */
  closes_at: Date | null;
  /** Its due date is an extension's or an answer's, until which it is taken whatever the cycle does. */
  granted: boolean;
}

/** A waiting step as far as reminding its reviewers goes. */
export interface StepRow extends PlannedRow {
  waits: boolean;
  step_index: number;
  step_org_id: string;
  step_parent_id: string | null;
  role: 'reviewer' | 'leader';
  reserved_for: string | null;
  recused: string[];
}

/** What the plan of a row is computed from, or null where nobody is reminded. */
export function factsOf(row: ReportRow | StepRow, audience: 'author' | 'reviewer'): ReminderFacts | null {
  if (!row.waits || !row.due_at) return null;
  return {
    schedule: scheduleFor(row.reminder_plan, audience),
    dueAt: row.due_at,
    timeZone: row.time_zone,
    minute: reminderMinute,
    since: row.since,
    until: lastReminder(row, row.due_at),
  };
}

/** Nobody is asked for what would not be taken any more (design 1.4); a closed cycle's review goes on. */
function lastReminder(row: ReportRow | StepRow, dueAt: Date): Date {
  const longest = dueAt.getTime() + longestOverdueDays * 86_400_000;
  if (!('closes_at' in row) || !row.closes_at) return new Date(longest);
  const taken = Math.max(row.closes_at.getTime(), row.granted ? dueAt.getTime() : 0);
  return new Date(Math.min(longest, taken));
}

/** Equal for rows whose dates are the same, which most rows of a tier share. */
export function factsKey(row: ReportRow | StepRow): string {
  const granted = 'granted' in row && row.granted;
  return JSON.stringify([row.cycle_id, row.waits, row.due_at, row.since, row.planned_at, granted]);
}

const common = `
  c.time_zone, c.reminder_plan, c.plan_version, r.id AS report_id,
  o.org_id, o.code AS org_code, o.name AS org_name, o.parent_id,
  c.id AS cycle_id, c.code AS cycle_code, c.title AS cycle_title`;

const reportColumns = `
  r.id, r.next_reminder_at AS planned_at, r.held_since AS since, ${common},
  CASE WHEN r.state = 'returned' THEN (r.returned ->> 'dueAt')::timestamptz
       ELSE coalesce(r.extended_until, t.due_at) END AS due_at,
  CASE WHEN c.state = 'closed' THEN coalesce(c.closed_at, c.opened_at) ELSE c.closes_at END AS closes_at,
  r.state = 'returned' OR r.extended_until IS NOT NULL AS granted,
  r.state IN ('not_started', 'drafting', 'returned') AND c.state <> 'draft'
    AND NOT EXISTS (SELECT FROM org_unit gone WHERE gone.id = r.org_id AND gone.dissolved_on IS NOT NULL) AS waits`;

const reportTables = `
  report r
  JOIN cycle c ON c.id = r.cycle_id
  JOIN cycle_tier t ON t.id = r.tier_id
  JOIN cycle_org o ON o.cycle_id = r.cycle_id AND o.org_id = r.org_id`;

/** Who wrote, submitted or decided another step of the latest revision is recused, and is not reminded. */
const stepColumns = `
  s.id, s.next_reminder_at AS planned_at, coalesce(s.entered_at, r.held_since) AS since, s.due_at, ${common},
  s.status = 'waiting' AND r.state = 'in_review' AS waits,
  s.index AS step_index, s.org_id AS step_org_id, so.parent_id AS step_parent_id, s.role, s.reserved_for,
  ARRAY(SELECT unnest(v.writers || v.submitted_by || v.on_behalf_of) FROM revision v
         WHERE v.report_id = r.id AND v.number = r.revision
        UNION
        SELECT unnest(ARRAY[d.user_id, d.on_behalf_of]) FROM decision d
         WHERE d.report_id = r.id AND d.revision = r.revision AND d.step_index <> s.index
           AND d.void_reason IS DISTINCT FROM 'recalled') AS recused`;

const stepTables = `
  review_step s
  JOIN report r ON r.id = s.report_id
  JOIN cycle c ON c.id = r.cycle_id
  JOIN cycle_org o ON o.cycle_id = r.cycle_id AND o.org_id = r.org_id
  LEFT JOIN org_unit so ON so.id = s.org_id`;

// Limited: a batch; the sweep goes on until one is not full.
export const claimReports = {
  name: 'reminder_claim_reports',
  text: `SELECT ${reportColumns} FROM ${reportTables} WHERE r.next_reminder_at <= $1 AND ${notFailing('reminder.sweep', 'r.id')}
          ORDER BY r.next_reminder_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
};
// Limited: a batch, as for the reports above.
export const claimSteps = {
  name: 'reminder_claim_steps',
  text: `SELECT ${stepColumns} FROM ${stepTables} WHERE s.next_reminder_at <= $1 AND ${notFailing('reminder.sweep', 's.id')}
          ORDER BY s.next_reminder_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED`,
};
/** Locked, so that of two who plan a report at once the later one sees it as it is. */
export const reportsOf = {
  name: 'reminder_reports',
  text: `SELECT ${reportColumns} FROM ${reportTables} WHERE r.id = ANY($1::uuid[])
          ORDER BY r.id FOR NO KEY UPDATE OF r`,
};
/** The waiting steps and those that still carry a plan although they wait no more. */
export const stepsOf = {
  name: 'reminder_steps',
  text: `SELECT ${stepColumns} FROM ${stepTables}
          WHERE s.report_id = ANY($1::uuid[]) AND (s.status = 'waiting' OR s.next_reminder_at IS NOT NULL)`,
};
// Limited: a batch; the planner goes on after its last id until one is not full.
export const reportsOfCycle = {
  name: 'reminder_cycle_reports',
  text: `SELECT ${reportColumns} FROM ${reportTables} WHERE r.cycle_id = $1 AND r.id > $2 ORDER BY r.id LIMIT $3
            FOR NO KEY UPDATE OF r`,
};
// Limited: a batch, as for the reports above.
export const stepsOfCycle = {
  name: 'reminder_cycle_steps',
  text: `SELECT ${stepColumns} FROM ${stepTables}
          WHERE r.cycle_id = $1 AND s.status = 'waiting' AND s.id > $2 ORDER BY s.id LIMIT $3
            FOR NO KEY UPDATE OF s`,
};
export const storeReports = {
  name: 'reminder_store_reports',
  text: `UPDATE report r SET next_reminder_at = plan.next
           FROM unnest($1::uuid[], $2::timestamptz[]) AS plan(id, next)
          WHERE r.id = plan.id AND r.next_reminder_at IS DISTINCT FROM plan.next`,
};
export const storeSteps = {
  name: 'reminder_store_steps',
  text: `UPDATE review_step s SET next_reminder_at = plan.next
           FROM unnest($1::uuid[], $2::timestamptz[]) AS plan(id, next)
          WHERE s.id = plan.id AND s.next_reminder_at IS DISTINCT FROM plan.next`,
};
