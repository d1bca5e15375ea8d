import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { analyseFilled, type Database } from '@platform/database';

export const generalBranches = 200;
export const branches = 9_799;

/** A bureau, its general branches and branches, each unit with a secretary: 10,000 units and people. */
export async function plantUnits(database: Database): Promise<void> {
  await database.query(`
    WITH planted AS (
      INSERT INTO org_unit (id, code, name, kind, path, created_at)
      SELECT gen_random_uuid(), code, '示范单位' || code, kind, 'x', now()
        FROM (SELECT 'sf' AS code, 'bureau' AS kind
              UNION ALL SELECT 'g' || n, 'general_branch' FROM generate_series(0, ${generalBranches - 1}) n
              UNION ALL SELECT 'b' || n, 'branch' FROM generate_series(0, ${branches - 1}) n) unit
      RETURNING id)
    SELECT count(*) FROM planted`);
  await database.query(`UPDATE org_unit SET path = label::text::ltree WHERE code = 'sf'`);
  await database.query(`
    UPDATE org_unit u SET parent_id = sf.id, path = sf.path || u.label::text
      FROM org_unit sf WHERE sf.code = 'sf' AND u.kind = 'general_branch'`);
  await database.query(`
    UPDATE org_unit u SET parent_id = g.id, path = g.path || u.label::text
      FROM org_unit g WHERE u.kind = 'branch' AND g.code = 'g' || (substr(u.code, 2)::int % ${generalBranches})`);
  await database.query(`
    INSERT INTO app_user (id, username, name, org_id, password_hash, created_at)
    SELECT gen_random_uuid(), code || '.secretary', '书记' || code, id, 'none', now() FROM org_unit`);
  await database.query(`
    INSERT INTO appointment (id, user_id, org_id, role, starts_at, created_at)
    SELECT gen_random_uuid(), id, org_id, 'secretary', now() - interval '1 year', now() FROM app_user`);
}

/**
 * Open cycles of one tier for the branches. Of the reports 2 in 5 are approved with a revision, 1 in 5 each
 * in review, being written and not begun.
 */
export async function plantCycles(
  database: Database,
  count: number,
  dueAt: Date,
  openedAt: Date,
): Promise<void> {
  await database.query(`INSERT INTO template (id, code, name, org_id, created_at)
    SELECT gen_random_uuid(), 'branch-annual', '年度总结', id, now() FROM org_unit WHERE code = 'sf'`);
  await database.query(
    `INSERT INTO template_version (id, template_id, number, state, definition, created_at, released_at)
     SELECT gen_random_uuid(), id, 1, 'released', $1, now(), now() FROM template`,
    [JSON.stringify(branchAnnualTemplate)],
  );
  await database.query(
    `INSERT INTO cycle (id, code, title, period, state, org_id, time_zone, audience, created_at, opened_at)
     SELECT gen_random_uuid(), 'c' || n, '年度总结' || n, '2025', 'draft', o.id, 'Asia/Shanghai', '{}', $2, $2
       FROM generate_series(0, $1::int - 1) n, org_unit o WHERE o.code = 'sf'`,
    [count, openedAt],
  );
  await database.query(
    `INSERT INTO cycle_tier (id, cycle_id, kind, template_version_id, due_at, late_policy, route)
     SELECT gen_random_uuid(), c.id, 'branch', v.id, $1, 'accept', '[]' FROM cycle c, template_version v`,
    [dueAt],
  );
  await database.query(`
    INSERT INTO cycle_org (cycle_id, org_id, parent_id, path, position, code, name, kind)
    SELECT c.id, u.id, u.parent_id, u.path, u.position, u.code, u.name, u.kind FROM cycle c, org_unit u`);
  await database.query(
    `INSERT INTO report (id, cycle_id, tier_id, org_id, state, step_index, revision, round, sequence,
                         first_submitted_at, held_since, created_at, updated_at)
     SELECT gen_random_uuid(), t.cycle_id, t.id, u.id,
            (ARRAY['approved', 'approved', 'in_review', 'drafting', 'not_started'])[1 + u.fifth],
            CASE u.fifth WHEN 2 THEN 1 END, CASE WHEN u.fifth < 3 THEN 1 ELSE 0 END, CASE WHEN u.fifth < 3 THEN 1 ELSE 0 END, 0,
            CASE WHEN u.fifth < 3 THEN $1::timestamptz END, $1, $1, $1
       FROM cycle_tier t, (SELECT id, substr(code, 2)::int % 5 AS fifth FROM org_unit WHERE kind = 'branch') u`,
    [openedAt],
  );
  await database.query(
    `INSERT INTO revision (report_id, number, content, content_hash, late, org, route, writers, submitted_by, submitted_at)
     SELECT r.id, 1, jsonb_build_object('sections', '[]'::jsonb, 'problems', '[]'::jsonb, 'unplaced', '', 'indicators',
              jsonb_build_object('theme_days', 12, 'lectures', 4, 'branch_meetings', 12, 'member_meetings', 4,
                'demo_lessons', 3, 'problems_found', 5, 'measures_total', 6, 'measures_done', 4, 'funds', 75.9)),
            'none', false, '{}', '[]', '{}', u.id, $1
       FROM report r JOIN app_user u ON u.org_id = r.org_id WHERE r.revision = 1`,
    [openedAt],
  );
  // Last of all, since the worker follows a cycle as soon as it is open.
  await database.query(`UPDATE cycle SET state = 'open'`);
  await database.query(analyseFilled);
}
