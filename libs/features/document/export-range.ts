import { problem } from '@domain/problems';
import { scopeOf } from '@features/access';
import { AuditLog } from '@features/audit';
import { RollupReader } from '@features/rollup';
import { Injectable } from '@nestjs/common';
import { Database, isNamed, type Transaction } from '@platform/database';
import type { Caller } from '@platform/http';
import type { NewExport } from './export.repository';

/** Finds what an archive is asked of, and records that somebody took the documents out. */
@Injectable()
export class ExportRange {
  constructor(
    private readonly rollups: RollupReader,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws not_found, cycle_not_open */
  async find(
    caller: Caller,
    cycle: string,
    under: string | undefined,
    now: Date,
  ): Promise<{ cycle: string; unit: string }> {
    const { paths } = scopeOf(caller, 'document.export', now);
    const unit = await this.rollups.unitWithin(cycle, under, paths);
    const [found] = await this.database.query<{ id: string }>(
      `SELECT id FROM cycle WHERE ${isNamed('id', 'code', '$1')}`,
      [cycle],
    );
    if (!unit || !found) throw problem('not_found');
    return { cycle: found.id, unit };
  }

  async record(transaction: Transaction, caller: Caller, wanted: NewExport, total: number): Promise<void> {
    await this.audit.record(transaction, {
      actor: { id: caller.userId, name: caller.name },
      action: 'document.exported',
      objectKind: 'export',
      objectId: wanted.id,
      orgId: wanted.unit,
      detail: { cycle: wanted.cycle, format: wanted.format, reports: total },
    });
  }
}
