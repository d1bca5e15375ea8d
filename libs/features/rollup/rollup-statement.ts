import { mergedInto } from '@features/org';
import { isNamed } from '@platform/database';

/** A reference as two values for a query: its id or null, its code or null. */
export function byIdOrCode(reference: string | undefined): [string | null, string | null] {
  if (reference === undefined) return [null, null];
  return isId(reference) ? [reference, null] : [null, reference];
}

const isId = (reference: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(reference);

/**
 * Without a tier, that of the lowest kind of unit, which has the most reports. `oldest` is since when changes
 * wait to be counted; `stored` is false until the figures of a cycle just opened are.
 */
export const placeOf = {
  name: 'rollup_place',
  text: `
    SELECT c.id AS cycle_id, c.code AS cycle_code, t.id AS tier_id, t.kind AS tier, o.org_id,
           least(
             (SELECT min(marked_at) FROM rollup_mark WHERE tier_id = t.id),
             (SELECT min(e.at) FROM event e JOIN report r ON r.id = e.report_id
               WHERE e.dispatched_at IS NULL AND r.tier_id = t.id)) AS oldest,
           EXISTS (SELECT 1 FROM rollup_stored s
                    WHERE s.cycle_id = c.id AND s.plan_version = c.plan_version) AS stored
      FROM cycle c
      JOIN cycle_tier t ON t.cycle_id = c.id AND ($5::text IS NULL OR t.kind = $5)
      CROSS JOIN LATERAL (
        SELECT org_id FROM cycle_org WHERE cycle_id = c.id AND org_id = $3::uuid
        UNION ALL
        SELECT org_id FROM cycle_org WHERE cycle_id = c.id AND code = $4
        UNION ALL
        SELECT org_id FROM cycle_org WHERE $3::uuid IS NULL AND $4::text IS NULL AND cycle_id = c.id AND parent_id IS NULL
        LIMIT 1) o
     WHERE c.id = $1::uuid OR c.code = $2
     ORDER BY array_position(ARRAY['branch', 'general_branch', 'bureau'], t.kind)
     LIMIT 1`,
};

export const definitionOf = {
  name: 'rollup_definition',
  text: `SELECT v.definition FROM cycle_tier t JOIN template_version v ON v.id = t.template_version_id WHERE t.id = $1`,
};

export const unitWithinPaths = {
  name: 'rollup_unit_within',
  text: `
    SELECT u.id
      FROM cycle c JOIN cycle_org o ON o.cycle_id = c.id JOIN org_unit u ON u.id = o.org_id
     WHERE ${isNamed('c.id', 'c.code', '$1')}
       AND ($2::text IS NULL OR ${isNamed('u.id', 'o.code', '$2')})
       AND u.path <@ ANY ($3::text[]::ltree[])
     ORDER BY nlevel(u.path), u.path LIMIT 1`,
};

/** A unit stays where the frozen tree has it, and says that it ended since. */
const ended = `u.dissolved_on::text AS ended_on, CASE WHEN u.dissolved_on IS NOT NULL THEN ${mergedInto('u.id')} END AS merged_into`;

const nodes = (figures: string) => `
  SELECT true AS is_node, o.parent_id, o.org_id AS id, o.code, o.name, o.kind, o.position, ${ended}, ${figures}
    FROM cycle_org o JOIN org_unit u ON u.id = o.org_id LEFT JOIN rollup_node n ON n.tier_id = $2 AND n.org_id = o.org_id
   WHERE o.cycle_id = $1 AND o.org_id = $3
  UNION ALL
  SELECT false, o.parent_id, o.org_id, o.code, o.name, o.kind, o.position, ${ended}, ${figures}
    FROM cycle_org o JOIN org_unit u ON u.id = o.org_id
    LEFT JOIN rollup_node n ON n.tier_id = $2 AND n.parent_id = $3 AND n.org_id = o.org_id
   WHERE o.cycle_id = $1 AND o.parent_id = $3
   ORDER BY position, code`;

export const nodesWithCounts = {
  name: 'rollup_read_counts',
  text: nodes('n.counts, NULL::jsonb AS indicators, n.contributing'),
};
export const nodesWithIndicators = {
  name: 'rollup_read_indicators',
  text: nodes('NULL::jsonb AS counts, n.indicators, n.contributing'),
};

const levels = (figures: string) => `
  SELECT o.org_id = $3 AS is_node, o.parent_id, o.org_id AS id, o.code, o.name, o.kind, ${ended}, ${figures}
    FROM cycle_org top
    JOIN cycle_org o ON o.cycle_id = $1 AND o.path <@ top.path AND nlevel(o.path) <= nlevel(top.path) + $4::int
    JOIN org_unit u ON u.id = o.org_id
    LEFT JOIN rollup_node n ON n.tier_id = $2 AND n.org_id = o.org_id
   WHERE top.cycle_id = $1 AND top.org_id = $3
   ORDER BY nlevel(o.path), o.position, o.code`;

export const levelsWithCounts = {
  name: 'rollup_read_levels_counts',
  text: levels('n.counts, NULL::jsonb AS indicators, n.contributing'),
};
export const levelsWithIndicators = {
  name: 'rollup_read_levels_indicators',
  text: levels('NULL::jsonb AS counts, n.indicators, n.contributing'),
};

// Limited: it only tells few reports from many.
export const reportsUpTo = {
  name: 'rollup_reports_up_to',
  text: `SELECT count(*)::int AS reports FROM (SELECT 1 FROM report WHERE tier_id = $1 LIMIT $2) few`,
};
