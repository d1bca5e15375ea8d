import type { CycleAudience, GradeQuota } from '@domain/cycle/cycle-definition';
import { cycleCodePattern } from '@domain/cycle/cycle-plan';
import type { ReminderPlan } from '@domain/reminders';
import type { Reader } from '@features/org';
import type { Standing } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import { orderBy, type Page } from '@platform/http';
import { validate } from 'uuid';
import type { Cycle, CycleAttachment, CycleState, CycleTier } from './cycle';

export interface CycleFilter {
  search?: string;
  state?: CycleState;
  period?: string;
  page: number;
  pageSize: number;
  sort?: string;
}

/** Where a caller stands, and the subtrees in which drafts are theirs to see. */
export interface CycleScope extends Standing {
  drafts: string[];
}

interface CycleRow {
  id: string;
  code: string;
  title: string;
  period: string;
  state: CycleState;
  org_id: string;
  org_code: string;
  org_name: string;
  org_path: string;
  time_zone: string;
  audience: CycleAudience;
  reminder_plan: ReminderPlan | null;
  grade_quota: GradeQuota | null;
  notice: string | null;
  closes_at: Date | null;
  plan_version: number;
  version: number;
  created_at: Date;
  opened_at: Date | null;
  closed_at: Date | null;
  tiers: (Omit<CycleTier, 'dueAt'> & { dueAt: string })[];
  attachments: (Omit<CycleAttachment, 'uploadedAt'> & { uploadedAt: string })[];
}

const sortable = { code: 'c.code', title: 'c.title', period: 'c.period', createdAt: 'c.created_at' };

@Injectable()
export class CycleRepository {
  constructor(private readonly database: Database) {}

  /** By id or code. */
  async find(reference: string, reader: Reader = this.database): Promise<Cycle | null> {
    if (!cycleCodePattern.test(reference) && !validate(reference)) return null;
    const [row] = await reader.query<CycleRow>(validate(reference) ? cycleById : cycleByCode, [reference]);
    return row ? cycleOf(row) : null;
  }

  async list(scope: CycleScope, filter: CycleFilter): Promise<Page<Cycle>> {
    const values = [
      scope.paths,
      scope.orgIds,
      scope.drafts,
      filter.state ?? null,
      filter.period ?? null,
      filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
    ];
    const [count] = await this.database.query<{ total: number }>(countCycles, values);
    const rows = await this.database.query<CycleRow>(
      `${selectCycles} ${inReach} ORDER BY ${orderBy(filter.sort, sortable, 'c.created_at DESC')}, c.id
       LIMIT $7 OFFSET $8`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    );
    return {
      items: rows.map(cycleOf),
      total: count?.total ?? 0,
      page: filter.page,
      pageSize: filter.pageSize,
    };
  }

  /** Whether one of the units stands in the tree that the cycle froze. */
  async includes(cycleId: string, orgIds: readonly string[]): Promise<boolean> {
    return (await this.database.query(anyInCycle, [cycleId, orgIds])).length > 0;
  }

  /** Ids of open cycles whose closing instant is past, the longest past first. */
  async dueToClose(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(cyclesToClose, [now]);
    return rows.map(({ id }) => id);
  }

  /** How many reports are owed in the cycle. */
  async owed(cycleId: string, reader: Reader = this.database): Promise<number> {
    const [row] = await reader.query<{ owed: number }>(countOwed, [cycleId]);
    return row?.owed ?? 0;
  }
}

function cycleOf(row: CycleRow): Cycle {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    period: row.period,
    state: row.state,
    org: { id: row.org_id, code: row.org_code, name: row.org_name },
    orgPath: row.org_path,
    timeZone: row.time_zone,
    audience: row.audience,
    reminderPlan: row.reminder_plan,
    gradeQuota: row.grade_quota,
    notice: row.notice,
    closesAt: row.closes_at,
    attachments: row.attachments.map((file) => ({ ...file, uploadedAt: new Date(file.uploadedAt) })),
    tiers: row.tiers.map((tier) => ({ ...tier, dueAt: new Date(tier.dueAt) })),
    planVersion: row.plan_version,
    version: row.version,
    createdAt: row.created_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  };
}

const selectCycles = `
  SELECT c.id, c.code, c.title, c.period, c.state, c.time_zone, c.audience, c.reminder_plan, c.grade_quota,
         c.notice, c.closes_at, c.plan_version, c.version, c.created_at, c.opened_at, c.closed_at,
         o.id AS org_id, o.code AS org_code, o.name AS org_name, o.path::text AS org_path,
         (SELECT coalesce(json_agg(json_build_object('id', ct.id, 'kind', ct.kind,
            'templateVersion', json_build_object('id', v.id, 'number', v.number,
              'templateCode', t.code, 'templateName', t.name),
            'dueAt', ct.due_at, 'graceDays', ct.grace_days, 'latePolicy', ct.late_policy,
            'allowNil', ct.allow_nil, 'route', ct.route)
            ORDER BY array_position(ARRAY['branch', 'general_branch', 'bureau'], ct.kind)), '[]')
          FROM cycle_tier ct JOIN template_version v ON v.id = ct.template_version_id
          JOIN template t ON t.id = v.template_id WHERE ct.cycle_id = c.id) AS tiers,
         (SELECT coalesce(json_agg(json_build_object('id', a.id, 'filename', a.filename,
            'mediaType', a.media_type, 'size', a.size, 'uploadedAt', a.uploaded_at) ORDER BY a.uploaded_at), '[]')
          FROM attachment a WHERE a.cycle_id = c.id AND a.removed_at IS NULL) AS attachments
  FROM cycle c JOIN org_unit o ON o.id = c.org_id`;
// A draft is its administrators' business; an open cycle everyone's whom it asks or who stands above.
const inReach = `
  WHERE CASE WHEN c.state = 'draft' THEN o.path <@ ANY($3::text[]::ltree[])
             ELSE o.path <@ ANY($1::text[]::ltree[]) OR o.path @> ANY($1::text[]::ltree[])
               OR EXISTS (SELECT 1 FROM cycle_org co WHERE co.cycle_id = c.id AND co.org_id = ANY($2::uuid[])) END
    AND ($4::text IS NULL OR c.state = $4)
    AND ($5::text IS NULL OR c.period = $5)
    AND ($6::text IS NULL OR c.title ILIKE $6 OR c.code ILIKE $6)`;
const cycleById = { name: 'cycle_by_id', text: `${selectCycles} WHERE c.id = $1` };
const cycleByCode = { name: 'cycle_by_code', text: `${selectCycles} WHERE c.code = $1` };
const countCycles = {
  name: 'cycles_count',
  text: `SELECT count(*)::int AS total FROM cycle c JOIN org_unit o ON o.id = c.org_id ${inReach}`,
};
const anyInCycle = {
  name: 'cycle_includes_units',
  text: 'SELECT 1 FROM cycle_org WHERE cycle_id = $1 AND org_id = ANY($2::uuid[]) LIMIT 1',
};
const cyclesToClose = {
  name: 'cycles_to_close',
  text: `SELECT id FROM cycle WHERE state = 'open' AND closes_at < $1 ORDER BY closes_at`,
};
const countOwed = {
  name: 'cycle_owed',
  text: 'SELECT count(*)::int AS owed FROM report WHERE cycle_id = $1',
};
