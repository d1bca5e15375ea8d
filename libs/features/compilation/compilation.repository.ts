import type {
  CompilationBindings,
  CompilationSource,
  PromisedMeasure,
  SourceStanding,
} from '@domain/compilation';
import { emptyContent, type ReportContent } from '@domain/review';
import { previousReports } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@platform/database';

export interface StoredCompilation {
  compiledAt: Date;
  compiledBy: { id: string; name: string };
  bindings: CompilationBindings;
}

/** A report that a draft is compiled from, with its texts unless they are left out. */
export interface SourceTexts {
  reportId: string;
  org: { code: string; name: string };
  revision: number;
  sections: { key: string; body: string }[] | null;
}

export interface SectionText {
  reportId: string;
  org: { code: string; name: string };
  revision: number;
  body: string;
}

interface PromisedRow extends Record<string, unknown> {
  report_id: string;
  problems: PromisedMeasure['problem'][] | null;
  /** Items that the rows became, by the row's id. */
  items: Record<string, string> | null;
}

/** Reads what a draft is compiled from, and keeps what it was compiled from. */
@Injectable()
export class CompilationRepository {
  constructor(private readonly database: Database) {}

  /** The working copy as it stands. */
  async draft(reportId: string): Promise<ReportContent> {
    const [row] = await this.database.query<{ content: ReportContent }>(
      'SELECT content FROM report_draft WHERE report_id = $1',
      [reportId],
    );
    return row?.content ?? emptyContent;
  }

  /**
   * Approved and published reports of the direct children in the frozen tree, each in its own tier, so
   * that nothing counts twice. A nil report contributes nothing and is left out.
   */
  async sources(reportId: string): Promise<CompilationSource[]> {
    return this.database.query<CompilationSource & Record<string, unknown>>(
      `SELECT s.id AS "reportId", jsonb_build_object('code', child.code, 'name', child.name) AS org, s.revision, v.content
       FROM ${settledChildren} WHERE r.id = $1 ORDER BY child.path`,
      [reportId],
    );
  }

  /** How many there would be, and how many bytes of JSON. */
  async sourceSize(reportId: string): Promise<{ count: number; bytes: number }> {
    const [row] = await this.database.query<{ count: number; bytes: number }>(
      `SELECT count(*)::int AS count, coalesce(sum(${sourceBytes}), 0)::float8 AS bytes FROM ${settledChildren} WHERE r.id = $1`,
      [reportId],
    );
    return row ?? { count: 0, bytes: 0 };
  }

  /** The same reports with their texts, or without any (`sections` null) where all texts together exceed `mostBytes`. */
  async sourceTexts(reportId: string, mostBytes: number): Promise<SourceTexts[]> {
    return this.database.query<SourceTexts & Record<string, unknown>>(
      `SELECT s.id AS "reportId", jsonb_build_object('code', child.code, 'name', child.name) AS org, s.revision,
              CASE WHEN sum(${sourceBytes}) OVER () <= $2 THEN v.content->'sections' END AS sections
       FROM ${settledChildren} WHERE r.id = $1 ORDER BY child.path`,
      [reportId, mostBytes],
    );
  }

  /** The texts of one section, of those reports that have one. */
  async sectionTexts(
    reportId: string,
    section: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ items: SectionText[]; total: number }> {
    const texts = `FROM ${settledChildren}, jsonb_array_elements(v.content->'sections') text
       WHERE r.id = $1 AND text->>'key' = $2 AND btrim(text->>'body') <> ''`;
    const [items, [counted]] = await Promise.all([
      this.database.query<SectionText & Record<string, unknown>>(
        `SELECT s.id AS "reportId", jsonb_build_object('code', child.code, 'name', child.name) AS org, s.revision,
                text->>'body' AS body
         ${texts} ORDER BY child.path LIMIT $3 OFFSET $4`,
        [reportId, section, limit, offset],
      ),
      this.database.query<{ total: number }>(`SELECT count(*)::int AS total ${texts}`, [reportId, section]),
    ]);
    return { items, total: counted?.total ?? 0 };
  }

  /** How the children's reports stand now, beside the revisions that were compiled. */
  async standings(reportId: string): Promise<SourceStanding[]> {
    return this.database.query<SourceStanding & Record<string, unknown>>(
      `SELECT s.id AS "reportId", jsonb_build_object('code', child.code, 'name', child.name) AS org, s.state, s.revision,
              used.revision AS "compiledRevision"
       FROM ${children} LEFT JOIN compilation_source used ON used.report_id = r.id AND used.source_id = s.id
       WHERE r.id = $1 AND (used.source_id IS NOT NULL OR s.nil_reason IS NULL) ORDER BY child.path`,
      [reportId],
    );
  }

  /** Problems with measures in the unit's report of the cycle before, on the same template. */
  async promises(reportId: string): Promise<PromisedMeasure[]> {
    const rows = await this.database.query<PromisedRow>(
      `SELECT last.id AS report_id, v.content->'problems' AS problems,
         (SELECT jsonb_object_agg(i.problem_id, i.id) FROM rectification i WHERE i.report_id = last.id) AS items
       FROM ${previousReports}
         JOIN revision v ON v.report_id = last.id AND v.number = last.revision
       WHERE r.id = $1 ORDER BY lt.due_at DESC LIMIT 1`,
      [reportId],
    );
    return rows.flatMap(({ report_id, problems, items }) =>
      (problems ?? [])
        .filter(({ measure }) => measure?.trim())
        .map((problem) => ({ reportId: report_id, problem, itemId: items?.[problem.id] ?? null })),
    );
  }

  async stored(reportId: string): Promise<StoredCompilation | null> {
    const [row] = await this.database.query<StoredCompilation & Record<string, unknown>>(
      `SELECT c.compiled_at AS "compiledAt", jsonb_build_object('id', u.id, 'name', u.name) AS "compiledBy", c.bindings
       FROM compilation c JOIN app_user u ON u.id = c.compiled_by WHERE c.report_id = $1`,
      [reportId],
    );
    return row ?? null;
  }

  /** Binds a draft to its sources; their approval is no longer to be recalled (design 1.4). */
  async bind(
    transaction: Transaction,
    reportId: string,
    bound: { by: string; at: Date; bindings: CompilationBindings; sources: CompilationSource[] },
  ): Promise<void> {
    await transaction.execute(
      `INSERT INTO compilation (report_id, compiled_by, compiled_at, bindings) VALUES ($1, $2, $3, $4)
       ON CONFLICT (report_id) DO UPDATE SET compiled_by = EXCLUDED.compiled_by, compiled_at = EXCLUDED.compiled_at,
         bindings = EXCLUDED.bindings`,
      [reportId, bound.by, bound.at, JSON.stringify(bound.bindings)],
    );
    await transaction.execute('DELETE FROM compilation_source WHERE report_id = $1', [reportId]);
    const ids = bound.sources.map((source) => source.reportId);
    const revisions = bound.sources.map((source) => source.revision);
    await transaction.execute(
      `INSERT INTO compilation_source (report_id, source_id, revision)
       SELECT $1, id, revision FROM unnest($2::uuid[], $3::integer[]) AS used (id, revision)`,
      [reportId, ids, revisions],
    );
    // A recall of a source that is decided at this moment has to look again.
    await transaction.execute(
      `UPDATE report SET epoch = epoch + 1 FROM (SELECT id FROM report WHERE id = ANY($1) ORDER BY id FOR UPDATE) source
       WHERE report.id = source.id`,
      [ids],
    );
  }
}

/** Bytes that reading a source takes, of `v` its revision. */
export const sourceBytes = 'octet_length(v.content::text)';

const children = `report r JOIN cycle_org child ON child.cycle_id = r.cycle_id AND child.parent_id = r.org_id
  JOIN cycle_tier t ON t.cycle_id = r.cycle_id AND t.kind = child.kind
  JOIN report s ON s.cycle_id = r.cycle_id AND s.tier_id = t.id AND s.org_id = child.org_id`;

/** The approved ones, `s` the report and `v` the revision that counts. */
export const settledChildren = `${children} JOIN revision v ON v.report_id = s.id AND v.number = s.revision
  AND s.state IN ('approved', 'published') AND v.nil_reason IS NULL`;
