export const insertBatch = `INSERT INTO rectification_batch (id, org_id, title, source, issued_by, received_on, plan_due_on, close_by,
    monthly_day, route, evidence, visibility, cycle_id, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;
export const updateBatch = `UPDATE rectification_batch SET version = version + 1, title = $3, issued_by = $4, received_on = $5,
    plan_due_on = $6, close_by = $7, monthly_day = $8, route = $9, evidence = $10, visibility = $11, cycle_id = $12
  WHERE id = $1 AND version = $2`;
export const changeVisibility = `UPDATE rectification SET visibility = $2, epoch = epoch + 1 WHERE batch_id = $1`;
export const selectMovable = {
  name: 'ledger_batch_movable',
  text: `SELECT id, due_on::text AS "dueOn" FROM rectification WHERE batch_id = $1 AND state IN ('assigned', 'open') ORDER BY id`,
};
export const selectTerms = {
  name: 'ledger_batch_terms',
  text: `SELECT b.id, b.source, b.plan_due_on::text AS "planDueOn", b.close_by::text AS "closeBy", b.monthly_day AS "monthlyDay",
      b.route, b.evidence, b.visibility, o.path::text AS path
    FROM rectification_batch b JOIN org_unit o ON o.id = b.org_id WHERE b.id = $1`,
};
export const selectBatch = `SELECT jsonb_build_object('id', b.id, 'version', b.version,
    'org', jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name), 'title', b.title, 'source', b.source,
    'issuedBy', b.issued_by, 'receivedOn', b.received_on, 'planDueOn', b.plan_due_on, 'closeBy', b.close_by,
    'monthlyDay', b.monthly_day, 'route', b.route, 'evidence', b.evidence, 'visibility', b.visibility,
    'cycle', CASE WHEN c.id IS NULL THEN NULL ELSE jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title) END,
    'createdBy', jsonb_build_object('id', u.id, 'name', u.name), 'createdAt', b.created_at,
    'counts', (SELECT coalesce(jsonb_object_agg(n.state, n.number), '{}') FROM (SELECT r.state, count(*)::int AS number
      FROM rectification r JOIN org_unit p ON p.id = r.org_id WHERE r.batch_id = b.id
        AND ((r.visibility = 'unit' AND (p.path <@ ANY($2::ltree[]) OR r.org_id = ANY($3::uuid[])))
          OR p.path <@ ANY($4::ltree[]) OR r.org_id = ANY($5::uuid[])) GROUP BY r.state) n)) AS view, o.path::text AS path
  FROM rectification_batch b JOIN org_unit o ON o.id = b.org_id JOIN app_user u ON u.id = b.created_by
  LEFT JOIN cycle c ON c.id = b.cycle_id`;
