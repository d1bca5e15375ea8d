import { type Jobs, jobIds } from '@contracts/index';
import type { ReportContent } from '@domain/review/content';
import { Injectable, Logger } from '@nestjs/common';
import { isOutage, type Transaction, UnitOfWork } from '@platform/database';
import { HandlesJob, type JobContext, OwedJobs } from '@platform/queues';
import { LikenessRepository } from './likeness.repository';
import { LikenessService } from './likeness.service';

interface StandingRevision extends Record<string, unknown> {
  reportId: string;
  cycleId: string;
  revision: number;
  nil: boolean;
  content: ReportContent;
}

/**
 * Keeps the index at what reports stand for: the latest revision of each that was not withdrawn; of a nil
 * report, nothing.
 */
@Injectable()
export class LikenessFollowUp {
  private readonly logger = new Logger(LikenessFollowUp.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: LikenessRepository,
    private readonly likeness: LikenessService,
    private readonly owed: OwedJobs,
  ) {}

  /** Where one of several cannot be indexed, each becomes a job of its own, so that it holds up no other. */
  @HandlesJob('likeness.index')
  async index({ reportIds }: Jobs['likeness.index'], { id }: JobContext): Promise<void> {
    const once = (work: (transaction: Transaction) => Promise<void>) =>
      this.unitOfWork.run(async (transaction) => {
        if (await this.owed.settle(transaction, id)) await work(transaction);
      });
    try {
      await once((transaction) => this.follow(transaction, reportIds));
    } catch (error) {
      if (reportIds.length === 1 || isOutage(error)) throw error;
      this.logger.warn(`${reportIds.length} reports are indexed one by one: ${(error as Error).message}`);
      await once((transaction) =>
        this.owed.owe(
          transaction,
          reportIds.map((reportId) => ({
            name: 'likeness.index',
            payload: { reportIds: [reportId] },
            id: `${id}-${jobIds.likenessIndex(reportId)}`,
          })),
        ),
      );
    }
  }

  /** Looks at the reports as they are now: running twice, late or out of order ends in the same. */
  async follow(transaction: Transaction, reportIds: readonly string[]): Promise<void> {
    const ids = [...new Set(reportIds)].sort();
    // Locked before looking: else a slower run could write what it saw before a withdrawal.
    const indexed = await this.repository.lockReports(transaction, ids);
    const rows = await transaction.query<StandingRevision>(selectStanding, [ids]);
    const standing = new Map(rows.filter(({ nil }) => !nil).map((row) => [row.reportId, row]));
    const latest = (id: string) => standing.get(id)?.revision ?? 0;
    const outdated = ids.filter((id) => (indexed.get(id)?.revision ?? 0) > latest(id));
    await this.likeness.remove(transaction, outdated);
    await this.likeness.index(
      transaction,
      [...standing.values()].filter(({ reportId, revision }) => indexed.get(reportId)?.revision !== revision),
    );
  }
}

const selectStanding = {
  name: 'likeness_standing_revisions',
  text: `SELECT r.id AS "reportId", r.cycle_id AS "cycleId", v.number AS revision, v.nil_reason IS NOT NULL AS nil, v.content
    FROM report r CROSS JOIN LATERAL (
      SELECT * FROM revision v WHERE v.report_id = r.id AND NOT v.withdrawn ORDER BY v.number DESC LIMIT 1) v
    WHERE r.id = ANY($1::uuid[])`,
};
