import type { Database } from '@platform/database';
import { v7 } from 'uuid';

export interface ReportRows {
  cycleId: string;
  /** One report of one branch each, in the same order. */
  reports: Array<{ reportId: string; orgId: string }>;
}

const at = new Date('2025-11-05T04:00:00Z');

/**
 * A cycle whose branches owe one report each, written straight into the tables, for specs and benchmarks
 * that need many reports but not their life. Branches are named by `code` and number, so that a second
 * cycle with the same code belongs to the same branches.
 */
export async function insertReports(
  database: Database,
  cycle: string,
  code: string,
  count: number,
): Promise<ReportRows> {
  const [cycleId, tierId] = [v7(), v7()];
  const rootId = await ensureRoot(database);
  await database.query(
    `INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
     SELECT gen_random_uuid(), $1 || n, $1 || n, 'branch', $2, '1', $3 FROM generate_series(1, $4::int) AS n
     ON CONFLICT (code) DO NOTHING`,
    [code, rootId, at, count],
  );
  await database.query(
    `INSERT INTO cycle (id, code, title, period, state, org_id, time_zone, audience, created_at)
     VALUES ($1, $2, $2, '2025', 'open', $3, 'Asia/Shanghai', '{}', $4)`,
    [cycleId, cycle, rootId, at],
  );
  await database.query(
    `INSERT INTO cycle_tier (id, cycle_id, kind, template_version_id, due_at, late_policy, route)
     SELECT $1, $2, 'branch', id, $3, 'accept', '[]' FROM template_version LIMIT 1`,
    [tierId, cycleId, at],
  );
  const reports = await database.query<{ reportId: string; orgId: string }>(
    `WITH units AS (
       SELECT id, n FROM generate_series(1, $5::int) AS n JOIN org_unit ON code = $1 || n
     ), added AS (
       INSERT INTO report (id, cycle_id, tier_id, org_id, held_since, created_at, updated_at)
       SELECT gen_random_uuid(), $2, $3, id, $4, $4, $4 FROM units RETURNING id, org_id
     )
     SELECT added.id AS "reportId", added.org_id AS "orgId" FROM added JOIN units ON units.id = added.org_id
     ORDER BY units.n`,
    [code, cycleId, tierId, at, count],
  );
  return { cycleId, reports };
}

/** A bureau and a released template version, made once. */
async function ensureRoot(database: Database): Promise<string> {
  const [known] = await database.query<{ id: string }>("SELECT id FROM org_unit WHERE code = 'root'");
  if (known) return known.id;
  const [rootId, templateId] = [v7(), v7()];
  await database.query(
    `INSERT INTO org_unit (id, code, name, kind, path, created_at) VALUES ($1, 'root', 'root', 'bureau', '1', $2)`,
    [rootId, at],
  );
  await database.query(
    `INSERT INTO template (id, code, name, org_id, created_at) VALUES ($1, 'rows', 'rows', $2, $3)`,
    [templateId, rootId, at],
  );
  await database.query(
    `INSERT INTO template_version (id, template_id, number, state, definition, created_at)
     VALUES ($1, $2, 1, 'released', '{}', $3)`,
    [v7(), templateId, at],
  );
  return rootId;
}
