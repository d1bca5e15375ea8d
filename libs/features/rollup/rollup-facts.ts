import type { TemplateDefinition } from '@domain/cycle/template-definition';
import type { ReportState } from '@domain/review/states';
import type { ReportFacts } from '@domain/rollup';

/** A report with all that a rollup reads of it. */
export interface FactsRow {
  tier_id: string;
  org_id: string;
  state: ReportState;
  late: boolean;
  step_index: number | null;
  due_at: Date;
  extended: boolean;
  owed: boolean;
  returns: number;
  review_ms: number | null;
  nil: boolean;
  indicators: Record<string, number> | null;
}

export function factsOf(row: FactsRow): ReportFacts {
  return {
    state: row.state,
    late: row.late,
    stepIndex: row.step_index,
    dueAt: row.due_at,
    extended: row.extended,
    owed: row.owed,
    returns: row.returns,
    reviewMs: row.review_ms,
    nil: row.nil,
    indicators: row.indicators ?? {},
  };
}

/**
 * Returns are those to the author that nobody recalled; the review time runs from the submission of the
 * approved revision to its last approval. Indicators are those of the approved revision.
 */
const columns = `
  r.tier_id, r.org_id, r.state, r.late, r.step_index,
  CASE WHEN r.state = 'returned' AND r.returned ->> 'dueAt' IS NOT NULL THEN (r.returned ->> 'dueAt')::timestamptz
       ELSE coalesce(r.extended_until, t.due_at) END AS due_at,
  r.extended_until IS NOT NULL AS extended,
  -- What a unit owed when it ended was waived then; an answer that is asked of it afterwards it does not owe.
  NOT (r.state = 'returned' AND EXISTS (SELECT FROM org_unit gone WHERE gone.id = r.org_id AND gone.dissolved_on IS NOT NULL)) AS owed,
  r.nil_reason IS NOT NULL AS nil,
  CASE WHEN r.revision = 0 THEN 0 ELSE
    (SELECT count(*)::int FROM decision d
      WHERE d.report_id = r.id AND d.action = 'return' AND d.void_reason IS DISTINCT FROM 'recalled') END AS returns,
  CASE WHEN r.state IN ('approved', 'published') THEN
    (SELECT (extract(epoch FROM max(d.at) - v.submitted_at) * 1000)::float8
       FROM revision v JOIN decision d ON d.report_id = v.report_id AND d.revision = v.number
      WHERE v.report_id = r.id AND v.number = r.revision AND d.action = 'approve' AND d.voided_at IS NULL
      GROUP BY v.submitted_at) END AS review_ms,
  CASE WHEN r.state IN ('approved', 'published') AND r.nil_reason IS NULL THEN
    (SELECT v.content -> 'indicators' FROM revision v
      WHERE v.report_id = r.id AND v.number = r.revision) END AS indicators`;

export const factsOfNodes = {
  name: 'rollup_facts_of_nodes',
  text: `SELECT ${columns}
           FROM unnest($1::uuid[], $2::uuid[]) AS node(tier_id, org_id)
           JOIN cycle_tier t ON t.id = node.tier_id
           JOIN report r ON r.cycle_id = t.cycle_id AND r.tier_id = node.tier_id AND r.org_id = node.org_id`,
};

export const factsOfTier = {
  name: 'rollup_facts_of_tier',
  text: `SELECT ${columns}
           FROM report r JOIN cycle_tier t ON t.id = r.tier_id
          WHERE r.tier_id = $1`,
};

export const definitionsOfTiers = {
  name: 'rollup_definitions',
  text: `SELECT t.id, v.definition FROM cycle_tier t JOIN template_version v ON v.id = t.template_version_id
          WHERE t.id = ANY($1)`,
};

export type DefinitionRow = { id: string; definition: TemplateDefinition };
