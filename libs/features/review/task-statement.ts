import { isHeld } from '@features/access';
import type { NamedStatement } from '@platform/database';

/** Who must not decide at the step `s` of the report `r`: the pure rule is `recusedAt` (design 1.3, 回避). */
const recused = (
  person: string,
) => `(coalesce(${person} = ANY(v.writers || v.submitted_by || v.on_behalf_of), false)
  OR EXISTS (SELECT FROM decision d WHERE d.report_id = r.id AND d.round = r.round AND d.revision = r.revision
    AND d.step_index <> s.index AND d.void_reason IS DISTINCT FROM 'recalled'
    AND ${person} IN (d.user_id, d.on_behalf_of)))`;

const approvedBy = (
  given: string,
) => `EXISTS (SELECT FROM decision d WHERE d.report_id = r.id AND d.round = r.round
  AND d.revision = r.revision AND d.step_index = s.index AND d.action = 'approve' AND d.void_reason IS NULL AND ${given})`;

/** A reservation holds while whom it names holds the post and is not recused: the rule is `reservationOf`. */
const reservedForAnother = `(s.reserved_for <> held.holder AND EXISTS (SELECT FROM appointment a
    JOIN app_user u ON u.id = a.user_id AND u.active
    WHERE a.user_id = s.reserved_for AND a.org_id = s.org_id AND a.role = s.role AND ${isHeld('a', '$7')})
  AND NOT ${recused('s.reserved_for')})`;

/**
 * One page of what somebody is to do, with the number of tasks of each kind, from one snapshot. It agrees with the
 * rules of a turn (`turnOf`), so that a page is full and the numbers are true; the rules still have the last word.
 *
 * `$1` units written for; `$2` to `$4` posts of deciding: unit, role, whose post; `$5` subtrees to publish for;
 * `$6` the caller; `$7` the instant; `$8` a kind or NULL; `$9` rows, `$10` rows before them.
 */
export const selectTasks: NamedStatement = {
  name: 'review_task_page',
  text: `WITH task AS MATERIALIZED (
      SELECT r.id, CASE WHEN r.state = 'returned' THEN 'revise' ELSE 'write' END AS kind,
        coalesce((r.returned ->> 'dueAt')::timestamptz, r.extended_until, t.due_at) AS due_at, r.held_since, r.org_id, 'author' AS role
      FROM report r JOIN cycle_tier t ON t.id = r.tier_id JOIN cycle c ON c.id = r.cycle_id
      JOIN org_unit o ON o.id = r.org_id AND o.dissolved_on IS NULL
      WHERE r.org_id = ANY($1::uuid[]) AND (r.state = 'returned' OR (r.state IN ('not_started', 'drafting')
        AND ((c.state = 'open' AND (c.closes_at IS NULL OR c.closes_at >= $7)) OR r.extended_until >= $7)))
    UNION ALL
      SELECT r.id, 'review', s.due_at, r.held_since, s.org_id, s.role FROM review_step s JOIN report r ON r.id = s.report_id
      LEFT JOIN revision v ON v.report_id = r.id AND v.number = r.revision
      WHERE s.status = 'waiting' AND s.org_id = ANY($2::uuid[])
        AND EXISTS (SELECT FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS held(org_id, role, holder)
          WHERE held.org_id = s.org_id AND held.role = s.role AND NOT ${recused('held.holder')}
            AND ${reservedForAnother} IS NOT TRUE
            AND NOT ${approvedBy('coalesce(d.on_behalf_of, d.user_id) = held.holder')})
        AND NOT ${recused('$6::uuid')} AND NOT ${approvedBy('d.user_id = $6::uuid')}
    UNION ALL
      SELECT r.id, 'publish', NULL, r.held_since, r.org_id, 'publisher' FROM report r JOIN org_unit o ON o.id = r.org_id
      LEFT JOIN revision v ON v.report_id = r.id AND v.number = r.revision
      WHERE r.state = 'approved' AND r.nil_reason IS NULL AND r.declined_revision IS DISTINCT FROM r.revision
        AND o.path <@ ANY($5::ltree[]) AND ($6::uuid = ANY(v.writers || v.submitted_by || v.on_behalf_of)) IS NOT TRUE)
    SELECT (SELECT coalesce(jsonb_object_agg(kind, number), '{}') FROM (SELECT kind, count(*)::int AS number FROM task GROUP BY kind) k) AS counts,
      (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]') FROM (SELECT * FROM task WHERE $8::text IS NULL OR kind = $8
        -- A publication has no deadline: it comes after everything that has one, what waits longest first.
        ORDER BY due_at NULLS LAST, held_since, id LIMIT $9 OFFSET $10) p) AS rows`,
};
