import { isDelegated, isHeld } from '@features/access';
import { mergedInto } from '@features/org';
import type { NamedStatement } from '@platform/database';
import { lifeColumns } from './report-row';

const step = `json_build_object('id', s.id, 'round', s.round, 'index', s.index, 'ordinal', s.ordinal, 'orgId', s.org_id,
  'orgCode', s.org_code, 'orgName', s.org_name,
  'orgKind', (SELECT n.kind FROM org_unit n WHERE n.id = s.org_id), 'role', s.role, 'mode', s.mode, 'workingDays', s.working_days,
  'grade', s.grade, 'status', s.status, 'flag', s.flag, 'reservedFor', s.reserved_for, 'enteredAt', s.entered_at,
  'dueAt', s.due_at, 'endedAt', s.ended_at, 'lastUrgedAt', s.last_urged_at)`;

const decision = `json_build_object('id', d.id, 'revision', d.revision, 'round', d.round, 'stepIndex', d.step_index,
  'action', d.action, 'userId', d.user_id, 'onBehalfOf', d.on_behalf_of, 'appointmentId', d.appointment_id,
  'note', d.note, 'grade', d.grade, 'givenFor', d.given_for, 'at', d.at, 'voidReason', d.void_reason)`;

/** Present holders of posts with the delegates who may act now; `$2` is the instant. */
export const postObject = `json_build_object('appointmentId', a.id, 'orgId', a.org_id, 'role', a.role,
  'holder', json_build_object('id', u.id, 'name', u.name),
  'delegates', (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY p.id), '[]')
    FROM standing_delegation g JOIN app_user p ON p.id = g.delegate_id AND p.active
    WHERE g.appointment_id = a.id AND ${isDelegated('g', '$2')}))`;

export const presentHolder = `JOIN app_user u ON u.id = a.user_id AND u.active
  WHERE ${isHeld('a', '$2')}`;

/** OFFSET 0 has the index asked for each stop; a plan for all values would read the appointments of the whole bureau. */
const atTheStop = `SELECT p.* FROM appointment p WHERE p.org_id = stop.org_id AND p.role = stop.role OFFSET 0`;

const columns = `
  r.id, r.epoch, r.sequence, r.head_hash, ${Object.keys(lifeColumns)
    .map((column) => `r.${column}`)
    .join(', ')}, coalesce(r.declined_revision = r.revision, false) AS declined, v.seal,
  r.org_id, o.path::text AS org_path, o.dissolved_on::text AS org_ended_on, f.code AS org_code, f.name AS org_name, f.kind AS org_kind, r.cycle_id,
  c.code AS cycle_code, c.title AS cycle_title, t.kind AS tier, c.state AS cycle_state, c.closes_at, c.period, c.time_zone, c.grade_quota,
  r.tier_id, t.template_version_id, t.due_at, t.grace_days, t.late_policy, t.allow_nil, t.route AS tier_route,
  b.errors, b.findings_of,
  v.writers || v.submitted_by || v.on_behalf_of AS authors,
  (SELECT json_agg(${step} ORDER BY s.index) FROM review_step s
    WHERE s.report_id = r.id AND s.round = r.round AND s.status <> 'replaced') AS steps,
  (SELECT json_agg(${decision} ORDER BY d.at, d.id) FROM decision d
    WHERE d.report_id = r.id AND d.round = r.round) AS decisions,
  (SELECT json_agg(${postObject} ORDER BY a.id) FROM
    (SELECT DISTINCT s.org_id, s.role FROM review_step s
      WHERE s.report_id = r.id AND s.round = r.round AND s.status <> 'replaced') stop
    CROSS JOIN LATERAL (${atTheStop}) a ${presentHolder}) AS posts,
  (SELECT json_build_object('id', x.id, 'requestedBy', x.requested_by, 'until', x.requested_until, 'reason', x.reason)
    FROM extension x WHERE x.report_id = r.id AND x.state = 'requested') AS pending_extension,
  EXISTS (SELECT FROM compilation_source w WHERE w.source_id = r.id AND w.revision = r.revision) AS compiled,
  k.unresolved, k.unanswered, k.unreleased`;

const sources = `
  FROM report r
  JOIN org_unit o ON o.id = r.org_id
  JOIN cycle c ON c.id = r.cycle_id
  JOIN cycle_tier t ON t.id = r.tier_id
  JOIN cycle_org f ON f.cycle_id = r.cycle_id AND f.org_id = r.org_id
  LEFT JOIN revision v ON v.report_id = r.id AND v.number = r.revision
  LEFT JOIN report_draft b ON b.report_id = r.id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE m.blocking AND m.state = 'open')::int AS unresolved,
           count(*) FILTER (WHERE m.blocking AND m.state = 'open' AND m.released_at IS NOT NULL AND NOT EXISTS (
             SELECT FROM comment_reply y WHERE y.comment_id = m.id AND y.author_id <> m.author_id))::int AS unanswered,
           count(*) FILTER (WHERE m.released_at IS NULL)::int AS unreleased
    FROM comment m WHERE m.report_id = r.id) k`;

const shownSources = 'LEFT JOIN edition e ON e.id = r.edition_id';

/** One JSON value a row: reading sixty columns one by one takes the client half as long again. */
const asJson = (statement: string) => `SELECT row_to_json(q) AS report FROM (${statement}) q`;

/** Everything the rules look at, in one consistent statement. `$1` the report, `$2` the instant. */
export const loadReport: NamedStatement = {
  name: 'report_load',
  plannedOnce: true,
  text: asJson(`SELECT ${columns} ${sources} WHERE r.id = $1`),
};

/** What only readers look at. */
const shown = `
    r.updated_at, e.number AS edition,
    CASE WHEN o.dissolved_on IS NOT NULL THEN ${mergedInto('o.id')} END AS org_merged_into,
    (SELECT json_build_object('id', h.org_id, 'code', h.code, 'name', h.name, 'kind', h.kind, 'ended',
        CASE WHEN ho.dissolved_on IS NOT NULL THEN
          json_build_object('on', ho.dissolved_on::text, 'into', ${mergedInto('h.org_id')}) END)
      FROM cycle_org h JOIN org_unit ho ON ho.id = h.org_id
      WHERE h.cycle_id = r.cycle_id AND h.org_id = f.parent_id) AS superior,
    (SELECT count(*)::int FROM decision d WHERE d.report_id = r.id AND d.action = 'return'
      AND d.void_reason IS DISTINCT FROM 'recalled') AS returns,
    CASE WHEN r.state = 'waived' THEN
      (SELECT json_build_object('reason', w.note, 'by', w.actor_name, 'at', w.at) FROM event w
        WHERE w.report_id = r.id AND w.type = 'report.waived' ORDER BY w.sequence DESC LIMIT 1) END AS waiver,
    (SELECT jsonb_agg(jsonb_build_object('id', held.id, 'name', held.name, 'role', held.role) ORDER BY held.role DESC, held.id) FROM
      (SELECT u.id, u.name, max(a.role) AS role FROM appointment a ${presentHolder} AND a.org_id = r.org_id
        AND a.role IN ('reporter', 'secretary') GROUP BY u.id, u.name) held) AS author_side,
    (SELECT json_build_object('id', x.id, 'state', x.state, 'requested', x.requested_until, 'until', x.until, 'reason', x.reason,
        'note', x.note, 'by', (SELECT json_build_object('id', u.id, 'name', u.name) FROM app_user u WHERE u.id = coalesce(x.decided_by, x.requested_by)))
      FROM extension x WHERE x.report_id = r.id AND x.state IN ('requested', 'granted', 'denied')
      ORDER BY x.state = 'requested' DESC, coalesce(x.decided_at, x.requested_at) DESC LIMIT 1) AS extension,
    (SELECT json_agg(json_build_object('reportId', z.id, 'org', json_build_object('code', zo.code, 'name', zo.name), 'state', z.state,
        'revision', z.revision, 'compiledRevision', w.revision) ORDER BY zo.path)
      FROM compilation_source w JOIN report z ON z.id = w.source_id
        JOIN cycle_org zo ON zo.cycle_id = z.cycle_id AND zo.org_id = z.org_id WHERE w.report_id = r.id) AS compiled_from`;

/**
 * The same with what a reader is shown: the working copy where the report's unit is among `$3`, the latest
 * revision else, and the people who hold it up outside review.
 */
export const viewReport: NamedStatement = {
  name: 'report_view',
  plannedOnce: true,
  text: asJson(`SELECT ${columns}, CASE WHEN r.org_id = ANY($3::uuid[]) THEN b.content ELSE v.content END AS content, ${shown}
    ${sources} ${shownSources} WHERE r.id = $1`),
};

/** Many reports without their content, in any order. */
export const viewReports: NamedStatement = {
  name: 'report_view_many',
  text: asJson(
    `SELECT ${columns}, NULL::jsonb AS content, ${shown} ${sources} ${shownSources} WHERE r.id = ANY($1::uuid[])`,
  ),
};

/** The unit and its ancestors, nearest first, with the posts there that a route may name. */
const routeFrom = (start: string, next: string) => `
  WITH RECURSIVE line AS (
    SELECT ${start} UNION ALL SELECT ${next})
  SELECT f.org_id AS id, f.code, f.name, f.kind,
    (SELECT json_agg(${postObject} ORDER BY a.id) FROM appointment a ${presentHolder}
      AND a.org_id = f.org_id AND a.role IN ('reviewer', 'leader')) AS posts
  FROM line f ORDER BY f.distance`;

/** In the cycle's frozen tree: the route of a first submission. */
export const frozenLineage: NamedStatement = {
  name: 'report_frozen_lineage',
  plannedOnce: true,
  text: routeFrom(
    `h.cycle_id, h.org_id, h.parent_id, h.code, h.name, h.kind, 0 AS distance
      FROM report r JOIN cycle_org h ON h.cycle_id = r.cycle_id AND h.org_id = r.org_id WHERE r.id = $1`,
    `h.cycle_id, h.org_id, h.parent_id, h.code, h.name, h.kind, line.distance + 1
      FROM line JOIN cycle_org h ON h.cycle_id = line.cycle_id AND h.org_id = line.parent_id`,
  ),
};

/** In the present tree: the route of a reroute. */
export const presentLineage: NamedStatement = {
  name: 'report_present_lineage',
  text: routeFrom(
    `h.id AS org_id, h.parent_id, h.code, h.name, h.kind, 0 AS distance
      FROM report r JOIN org_unit h ON h.id = r.org_id WHERE r.id = $1`,
    `h.id, h.parent_id, h.code, h.name, h.kind, line.distance + 1
      FROM line JOIN org_unit h ON h.id = line.parent_id`,
  ),
};
