import { isProblem } from '@domain/problems';
import { emptyContent } from '@domain/review';
import { ReportReader, ReportStore } from '@features/report';
import { ReportContents } from '@features/report-history';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import type { Likeness, LikenessSource } from './likeness';
import { LikenessService } from './likeness.service';

/** Whose text it is that the caller may read beside their own. */
export interface OtherReport {
  org: { code: string; name: string };
  cycle: { code: string; title: string };
}

export type ReportLikenessSource = LikenessSource & { from?: OtherReport };

export interface ReportLikenessAnswer extends Omit<Likeness, 'sources'> {
  /** The revision that was compared; null for the working copy. */
  revision: number | null;
  sources: ReportLikenessSource[];
}

/** The likeness of a report as each caller may see it (design 1.7). */
@Injectable()
export class ReportLikenessService {
  constructor(
    private readonly database: Database,
    private readonly store: ReportStore,
    private readonly reader: ReportReader,
    private readonly contents: ReportContents,
    private readonly likeness: LikenessService,
    private readonly clock: Clock,
  ) {}

  /**
   * Of the working copy for the author's side, of the latest revision for others; of nothing before a
   * revision. Other texts stand there only for who may read both; texts that were compiled into one
   * another are passed over.
   * @throws not_found
   */
  async of(caller: Caller, reportId: string): Promise<ReportLikenessAnswer> {
    const loaded = await this.store.load(this.database, reportId, caller);
    const view = await this.reader.reading(loaded, caller, this.clock.now());
    const { row } = loaded;
    const content = (await this.contents.shown(row, view)) ?? emptyContent;
    const others = new Map<string, OtherReport>();
    const found = await this.likeness.compare(
      { reportId, cycleId: row.cycle_id, orgId: row.org_id, content },
      { canRead: (ids) => this.readable(caller, ids, others), except: await this.compiledWith(reportId) },
    );
    const sources = found.sources.map((source) => {
      const from = source.readable && source.reportId ? others.get(source.reportId) : undefined;
      return from ? { ...source, from } : source;
    });
    return { ...found, revision: view === 'working' ? null : row.revision, sources };
  }

  /** Reports whose submitted text the caller may read; a row with its state alone is not enough. */
  private async readable(
    caller: Caller,
    ids: string[],
    others: Map<string, OtherReport>,
  ): Promise<ReadonlySet<string>> {
    const open = new Set<string>();
    for (const id of ids) {
      const loaded = await this.store.load(this.database, id, caller);
      const view = await this.reader.reading(loaded, caller, this.clock.now()).catch((error: unknown) => {
        if (isProblem(error) && error.code === 'not_found') return 'none' as const;
        throw error;
      });
      if (view === 'none' || view === 'row') continue;
      const { org_code, org_name, cycle_code, cycle_title } = loaded.row;
      open.add(id);
      others.set(id, {
        org: { code: org_code, name: org_name },
        cycle: { code: cycle_code, title: cycle_title },
      });
    }
    return open;
  }

  /** What the report was compiled from and what was compiled from it, over any number of levels. */
  private async compiledWith(reportId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(selectCompiledWith, [reportId]);
    return rows.map(({ id }) => id);
  }
}

const selectCompiledWith = {
  name: 'likeness_compiled_with',
  text: `WITH RECURSIVE below(id) AS (
      SELECT source_id FROM compilation_source WHERE report_id = $1
      UNION SELECT s.source_id FROM compilation_source s JOIN below b ON s.report_id = b.id),
    above(id) AS (
      SELECT report_id FROM compilation_source WHERE source_id = $1
      UNION SELECT s.report_id FROM compilation_source s JOIN above a ON s.source_id = a.id)
    SELECT id FROM below UNION SELECT id FROM above`,
};
