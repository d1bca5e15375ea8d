import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import { byIdOrCode } from './rollup-statement';

/** A part of reports that returns named: opened for the answer, or commented on by who returned. */
export interface ReturnPlace {
  kind: 'section' | 'indicator' | 'problems';
  /** Key in the template; empty for the problem list. */
  key: string;
  /** The template's; null for the problem list and for what the template no longer has. */
  title: string | null;
  returns: number;
}

export interface ReturnReasons {
  /** Returns to an author or to an earlier step that were not recalled. */
  returns: number;
  reports: number;
  /** Returns that name no part: the note alone says why. */
  unplaced: number;
  /** The most named first; one return may name several. */
  places: ReturnPlace[];
}

interface PlaceRow {
  kind: ReturnPlace['kind'] | 'report' | null;
  key: string;
  title: string | null;
  returns: number;
  reports: number;
}

/** Counts what reports of a tier came back for; whoever asks must have been judged before. */
@Injectable()
export class ReturnReasonReader {
  constructor(private readonly database: Database) {}

  /** `under` is a unit's id. @throws Problem `not_found` where the cycle does not have the tier */
  async read(question: { cycle: string; under: string; tier?: string }): Promise<ReturnReasons> {
    const rows = await this.database.query<PlaceRow & Record<string, unknown>>(returnedFor, [
      ...byIdOrCode(question.cycle),
      question.under,
      question.tier ?? null,
    ]);
    const all = rows.find((row) => row.kind === null);
    if (!all) throw problem('not_found');
    return {
      returns: all.returns,
      reports: all.reports,
      unplaced: rows.find((row) => row.kind === 'report')?.returns ?? 0,
      places: rows.flatMap(({ kind, key, title, returns }) =>
        kind === null || kind === 'report' ? [] : [{ kind, key, title, returns }],
      ),
    };
  }
}

// The scope stands in the event of the return, which is written in its transaction and so at its instant.
const returnedFor = {
  name: 'rollup_returned_for',
  text: `
    WITH tier AS (
      SELECT t.id, t.cycle_id, v.definition
        FROM cycle c
        JOIN cycle_tier t ON t.cycle_id = c.id AND ($4::text IS NULL OR t.kind = $4)
        JOIN template_version v ON v.id = t.template_version_id
       WHERE c.id = $1::uuid OR c.code = $2
       ORDER BY array_position(ARRAY['branch', 'general_branch', 'bureau'], t.kind)
       LIMIT 1),
    returned AS (
      SELECT d.id, d.report_id, d.step_id, d.revision, e.data -> 'scope' AS scope
        FROM tier
        JOIN cycle_org top ON top.cycle_id = tier.cycle_id AND top.org_id = $3::uuid
        JOIN cycle_org o ON o.cycle_id = tier.cycle_id AND o.path <@ top.path
        JOIN report r ON r.cycle_id = tier.cycle_id AND r.org_id = o.org_id AND r.tier_id = tier.id AND r.revision > 0
        JOIN decision d ON d.report_id = r.id AND d.action <> 'approve' AND d.void_reason IS DISTINCT FROM 'recalled'
        LEFT JOIN event e ON e.report_id = r.id AND e.type = 'report.returned' AND e.at = d.at),
    named AS (
      SELECT id, 'section' AS kind, jsonb_array_elements_text(scope -> 'sections') AS key FROM returned
      UNION
      SELECT id, 'indicator', jsonb_array_elements_text(scope -> 'indicators') FROM returned
      UNION
      SELECT id, 'problems', '' FROM returned WHERE jsonb_array_length(scope -> 'problems') > 0
      UNION
      SELECT d.id, CASE m.anchor ->> 'kind' WHEN 'problem' THEN 'problems' ELSE m.anchor ->> 'kind' END,
             CASE m.anchor ->> 'kind' WHEN 'problem' THEN '' ELSE m.anchor ->> 'key' END
        FROM returned d JOIN comment m ON m.step_id = d.step_id AND m.revision = d.revision
       WHERE m.anchor ->> 'kind' IN ('section', 'indicator', 'problem')),
    counted AS (
      SELECT n.kind, n.key, count(*)::int AS returns, 0 AS reports FROM named n GROUP BY n.kind, n.key
      UNION ALL
      SELECT 'report', '', count(*)::int, 0 FROM returned d WHERE NOT EXISTS (SELECT FROM named n WHERE n.id = d.id)
      UNION ALL
      SELECT NULL, '', count(d.id)::int, count(DISTINCT d.report_id)::int
        FROM tier LEFT JOIN returned d ON true GROUP BY tier.id)
    SELECT c.kind, c.key, c.returns, c.reports,
           CASE c.kind
             WHEN 'section' THEN (SELECT s ->> 'title' FROM tier, jsonb_array_elements(tier.definition -> 'sections') s
                                   WHERE s ->> 'key' = c.key)
             WHEN 'indicator' THEN (SELECT s ->> 'name' FROM tier, jsonb_array_elements(tier.definition -> 'indicators') s
                                     WHERE s ->> 'key' = c.key) END AS title
      FROM counted c
     ORDER BY c.returns DESC, c.kind, c.key`,
};
