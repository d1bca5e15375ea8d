import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { RouteStep } from '@domain/cycle/cycle-definition';
import { endOfDay } from '@domain/deadlines';
import type { ReportContent } from '@domain/review/content';
import type { ReportState } from '@domain/review/states';
import type { EventType } from '@domain/review/transitions';
import type { Database, Transaction, UnitOfWork } from '@platform/database';
import type { SeededOrganisation } from '@testing/organisation';
import { until } from '@testing/until';
import { v7 } from 'uuid';

export interface OpenedCycle {
  id: string;
  tierId: string;
  /** Report ids by the unit's code. */
  reports: Map<string, string>;
}

export interface OpenOptions {
  code?: string;
  /** @default 'branch' */
  kind?: 'branch' | 'general_branch' | 'bureau';
  /** The due day in Shanghai. */
  dueOn: string;
  openedAt: Date;
  reminderPlan?: object;
  /** @default none: a report of such a tier cannot be submitted over HTTP */
  route?: RouteStep[];
}

/** An open cycle of one tier over the present tree, written straight into the database. */
export async function openCycle(
  unitOfWork: UnitOfWork,
  seeded: SeededOrganisation,
  options: OpenOptions,
): Promise<OpenedCycle> {
  const { code = 'annual', kind = 'branch', openedAt } = options;
  const ids = { template: v7(), version: v7(), cycle: v7(), tier: v7() };
  const root = seeded.orgs.get('sf');
  return unitOfWork.run(async (transaction) => {
    await transaction.execute(
      `INSERT INTO template (id, code, name, org_id, created_at) VALUES ($1, $2, $2, $3, $4)`,
      [ids.template, `template-${code}`, root, openedAt],
    );
    await transaction.execute(
      `INSERT INTO template_version (id, template_id, number, state, definition, created_at, released_at)
       VALUES ($1, $2, 1, 'released', $3, $4, $4)`,
      [ids.version, ids.template, JSON.stringify(branchAnnualTemplate), openedAt],
    );
    await transaction.execute(
      `INSERT INTO cycle (id, code, title, period, state, org_id, time_zone, audience, reminder_plan, created_at, opened_at)
       VALUES ($1, $2, '年度总结', '2025', 'open', $3, 'Asia/Shanghai', '{}', $4, $5, $5)`,
      [ids.cycle, code, root, options.reminderPlan ? JSON.stringify(options.reminderPlan) : null, openedAt],
    );
    await transaction.execute(
      `INSERT INTO cycle_tier (id, cycle_id, kind, template_version_id, due_at, late_policy, route)
       VALUES ($1, $2, $3, $4, $5, 'accept', $6)`,
      [
        ids.tier,
        ids.cycle,
        kind,
        ids.version,
        endOfDay(options.dueOn, 'Asia/Shanghai'),
        JSON.stringify(options.route ?? []),
      ],
    );
    await transaction.execute(
      `INSERT INTO cycle_org (cycle_id, org_id, parent_id, path, position, code, name, kind)
       SELECT $1, id, parent_id, path, position, code, name, kind FROM org_unit`,
      [ids.cycle],
    );
    const owed = await transaction.query<{ org_id: string; code: string }>(
      'SELECT org_id, code FROM cycle_org WHERE cycle_id = $1 AND kind = $2 ORDER BY code',
      [ids.cycle, kind],
    );
    const reports = owed.map((row) => ({ ...row, id: v7() }));
    await transaction.execute(
      `INSERT INTO report (id, cycle_id, tier_id, org_id, held_since, created_at, updated_at)
       SELECT r.id, $3, $4, r.org_id, $5, $5, $5 FROM unnest($1::uuid[], $2::uuid[]) AS r(id, org_id)`,
      [reports.map(({ id }) => id), reports.map((row) => row.org_id), ids.cycle, ids.tier, openedAt],
    );
    return { id: ids.cycle, tierId: ids.tier, reports: new Map(reports.map((row) => [row.code, row.id])) };
  });
}

export interface Step {
  type: EventType;
  to: ReportState;
  at: Date;
  actor?: { id: string; name: string };
  note?: string;
  /** The step that waits afterwards; made with this post where it is new. */
  waits?: { index: number; orgId: string; role: 'reviewer' | 'leader'; dueAt?: Date };
  indicators?: Record<string, number>;
  data?: Record<string, unknown>;
  /** Further columns of the report. */
  report?: { late?: boolean; returned?: { dueAt: string } | null; extendedUntil?: Date | null };
}

interface Before {
  state: ReportState;
  sequence: number;
  revision: number;
  step_index: number | null;
  round: number;
}

/**
 * Moves a report as a transition does, as far as what follows from it goes: state, revision, step, decision and
 * event in one transaction. The rules of the life cycle are not asked; hashes are placeholders.
 */
export async function move(transaction: Transaction, reportId: string, step: Step): Promise<string> {
  const [before] = await transaction.query<Before & Record<string, unknown>>(
    'SELECT state, sequence, revision, step_index, round FROM report WHERE id = $1 FOR UPDATE',
    [reportId],
  );
  if (!before) throw new Error(`No report ${reportId}.`);
  const submitted = step.type === 'report.submitted';
  const revision = before.revision + (submitted ? 1 : 0);
  const round = before.round + (submitted ? 1 : 0);
  const actor = step.actor ?? { id: null, name: '系统' };
  if (submitted) await freeze(transaction, reportId, revision, step);
  if (before.step_index !== null) {
    await transaction.execute(
      `UPDATE review_step SET status = $3, ended_at = $4 WHERE report_id = $1 AND round = $2 AND status = 'waiting'`,
      [reportId, before.round, step.type === 'report.approved' ? 'approved' : 'void', step.at],
    );
    await decide(transaction, reportId, before, step);
  }
  if (step.waits && step.to === 'in_review') await enter(transaction, reportId, round, step.waits, step.at);
  await transaction.execute(
    `UPDATE report SET state = $2, sequence = $3, revision = $4, round = $5, step_index = $6, held_since = $7,
            late = coalesce($8, late), returned = $9, extended_until = coalesce($10, extended_until), updated_at = $7,
            first_submitted_at = CASE WHEN $11 THEN coalesce(first_submitted_at, $7) ELSE first_submitted_at END
      WHERE id = $1`,
    [
      reportId,
      step.to,
      before.sequence + 1,
      revision,
      round,
      step.to === 'in_review' ? (step.waits?.index ?? before.step_index) : null,
      step.at,
      step.report?.late ?? null,
      step.report?.returned ? JSON.stringify(step.report.returned) : null,
      step.report?.extendedUntil ?? null,
      submitted,
    ],
  );
  const [event] = await transaction.query<{ id: string }>(
    `INSERT INTO event (report_id, sequence, type, actor_id, actor_name, at, from_state, to_state, step, revision, note, data, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'placeholder') RETURNING id`,
    [
      reportId,
      before.sequence + 1,
      step.type,
      actor.id,
      actor.name,
      step.at,
      before.state,
      step.to,
      before.step_index,
      revision,
      step.note ?? null,
      JSON.stringify({
        after: { step: step.waits?.index ?? null, revision, late: false, grade: null },
        ...step.data,
      }),
    ],
  );
  return event?.id ?? '';
}

async function freeze(
  transaction: Transaction,
  reportId: string,
  revision: number,
  step: Step,
): Promise<void> {
  const content: ReportContent = {
    sections: [],
    indicators: step.indicators ?? {},
    problems: [],
    unplaced: '',
  };
  await transaction.execute(
    `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
     VALUES ($1, $2, $3, 'placeholder', false, '{}', '[]', ARRAY[$4::uuid], $4, $5)`,
    [reportId, revision, JSON.stringify(content), step.actor?.id, step.at],
  );
}

async function decide(transaction: Transaction, reportId: string, before: Before, step: Step): Promise<void> {
  const action = ({ 'report.approved': 'approve', 'report.returned': 'return' } as Record<string, string>)[
    step.type
  ];
  if (!action || !step.actor) return;
  await transaction.execute(
    `INSERT INTO decision (id, report_id, revision, round, step_index, step_id, action, user_id, appointment_id, note, at)
     SELECT $1, $2, $3, $4, $5, s.id, $6, $7,
            (SELECT a.id FROM appointment a WHERE a.user_id = $7 AND a.org_id = s.org_id AND a.role = s.role LIMIT 1), $8, $9 FROM review_step s
      WHERE s.report_id = $2 AND s.round = $4 AND s.index = $5`,
    [
      v7(),
      reportId,
      before.revision,
      before.round,
      before.step_index,
      action,
      step.actor.id,
      step.note ?? null,
      step.at,
    ],
  );
}

async function enter(
  transaction: Transaction,
  reportId: string,
  round: number,
  waits: NonNullable<Step['waits']>,
  at: Date,
): Promise<void> {
  await transaction.execute(
    `INSERT INTO review_step (id, report_id, round, index, ordinal, org_id, org_code, org_name, role, mode, working_days, status, entered_at, due_at)
     SELECT $1, $2, $3, $4, $4, o.id, o.code, o.name, $6, 'any', 5, 'waiting', $7, $8 FROM org_unit o WHERE o.id = $5`,
    [v7(), reportId, round, waits.index, waits.orgId, waits.role, at, waits.dueAt ?? null],
  );
}

/** Waits until nothing is undispatched, owed, marked or due to be sent. @throws Error naming what is left */
export async function drained(database: Database): Promise<void> {
  let left: Record<string, number> | undefined;
  const done = async () => {
    [left] = await database.query<Record<string, number>>(`
      SELECT (SELECT count(*)::int FROM event WHERE dispatched_at IS NULL) AS events,
             (SELECT count(*)::int FROM comment_news) AS comments,
             (SELECT count(*)::int FROM job_owed WHERE failed_at IS NULL) AS owed,
             (SELECT count(*)::int FROM rollup_mark) AS marks,
             (SELECT count(*)::int FROM notification WHERE state IN ('pending', 'sending') AND NOT digest
                AND enqueued_at IS NOT NULL) AS messages`);
    return Object.values(left ?? {}).every((count) => count === 0);
  };
  // `move` gives no signal as the product does; the worker would come by within the second all the same.
  await database.query(`SELECT pg_notify('baoshen_events', '[]')`);
  await until('all is drained', done, { everyMs: 20, state: () => left });
}
