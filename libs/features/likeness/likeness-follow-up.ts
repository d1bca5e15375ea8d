import type { ReportContent } from '@domain/review/content';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';
import { LikenessRepository } from './likeness.repository';
import { LikenessService } from './likeness.service';

interface StandingRevision extends Record<string, unknown> {
  cycleId: string;
  revision: number;
  nil: boolean;
  content: ReportContent;
}

/**
 * Keeps the index at what a report stands for: its latest revision that was not withdrawn; of a nil
 * report, nothing.
 */
@Injectable()
export class LikenessFollowUp {
  constructor(
    private readonly repository: LikenessRepository,
    private readonly likeness: LikenessService,
  ) {}

  /** Looks at the report as it is now: running twice, late or out of order ends in the same. */
  async follow(transaction: Transaction, reportId: string): Promise<void> {
    // Locked before looking: else a slower run could write what it saw before a withdrawal.
    const indexed = await this.repository.lockReport(transaction, reportId);
    const [standing] = await transaction.query<StandingRevision>(selectStanding, [reportId]);
    if (!standing || standing.nil) {
      if (indexed) await this.likeness.remove(transaction, reportId);
      return;
    }
    const { cycleId, revision, content } = standing;
    if (indexed?.revision === revision) return;
    if ((indexed?.revision ?? 0) > revision) await this.likeness.remove(transaction, reportId);
    await this.likeness.index(transaction, { reportId, cycleId, revision, content });
  }
}

const selectStanding = {
  name: 'likeness_standing_revision',
  text: `SELECT r.cycle_id AS "cycleId", v.number AS revision, v.nil_reason IS NOT NULL AS nil, v.content
    FROM report r JOIN revision v ON v.report_id = r.id
    WHERE r.id = $1 AND NOT v.withdrawn ORDER BY v.number DESC LIMIT 1`,
};
