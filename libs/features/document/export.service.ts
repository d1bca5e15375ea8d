import type { Readable } from 'node:stream';
import { jobIds } from '@contracts/index';
import type { OrgKind } from '@domain/org/roles';
import { problem } from '@domain/problems';
import { scopeOf } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { OwedJobs } from '@platform/queues';
import { ObjectStore } from '@platform/storage';
import { v7 } from 'uuid';
import type { DocumentFormat } from './document-format';
import { ExportRepository, type ExportRow } from './export.repository';
import { exportKey } from './export-file';
import { ExportRange } from './export-range';
import { readingScope } from './reading-scope';

/** Most reports in one archive, and archives in the making for one person. */
const mostReports = 10_000;
const mostPending = 3;
const keptDays = 7;

/** Takes orders for archives of a subtree's documents; a worker packs them. */
@Injectable()
export class ExportService {
  constructor(
    private readonly exports: ExportRepository,
    private readonly range: ExportRange,
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
    private readonly store: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Freezes which revisions go in, and owes the job in the same transaction.
   * @throws not_found for a cycle or unit that is not the caller's to see; export_empty, export_too_large
   *   (422); exports_pending (409)
   */
  async request(
    caller: Caller,
    asked: { cycle: string; under?: string; tier?: OrgKind; format: DocumentFormat },
  ): Promise<ExportRow> {
    const now = this.clock.now();
    const { cycle, unit } = await this.range.find(caller, asked.cycle, asked.under, now);
    const id = v7();
    await this.unitOfWork.run(async (transaction) => {
      if ((await this.exports.pending(transaction, caller.userId)) >= mostPending) {
        throw problem('exports_pending', { limit: mostPending });
      }
      const expiresAt = new Date(now.getTime() + keptDays * 86_400_000);
      const { tier = null, format } = asked;
      const wanted = { id, requestedBy: caller.userId, cycle, unit, tier, format, at: now, expiresAt };
      const total = await this.exports.create(transaction, wanted, readingScope(caller, now), mostReports);
      if (total === 0) throw problem('export_empty');
      if (total > mostReports) throw problem('export_too_large', { limit: mostReports });
      await this.range.record(transaction, caller, wanted, total);
      await this.owed.owe(transaction, [
        { name: 'document.export', payload: { exportId: id }, id: jobIds.documentExport(id) },
      ]);
    });
    return this.one(id);
  }

  /** The caller's archives that are kept, the newest first; those that they may no longer fetch are left out. */
  kept(
    caller: Caller,
    window: { limit: number; offset: number },
  ): Promise<{ items: ExportRow[]; total: number }> {
    const now = this.clock.now();
    const { paths } = scopeOf(caller, 'document.export', now);
    return this.exports.kept(caller.userId, paths, now, window);
  }

  /** @throws not_found */
  async one(id: string): Promise<ExportRow> {
    const found = await this.exports.find(id);
    if (!found) throw problem('not_found');
    return found;
  }

  /** @throws export_not_ready (409), not_found */
  async open(id: string): Promise<{ row: ExportRow; content: Readable }> {
    const row = await this.one(id);
    if (row.state !== 'done') throw problem('export_not_ready', {}, { state: { state: row.state } });
    return { row, content: await this.store.read(exportKey(id)) };
  }
}
