import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { WorkFaults } from '@platform/queues';
import { ObjectStore } from '@platform/storage';
import { ExportRepository } from './export.repository';
import { exportKey } from './export-file';

/** Removes archives whose time is over, each by itself. */
@Injectable()
export class ExpiredExports {
  constructor(
    private readonly exports: ExportRepository,
    private readonly store: ObjectStore,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  /** Answers how many went. */
  async remove(): Promise<number> {
    const expired = await this.exports.expired(this.clock.now());
    return this.faults.each(
      'export.expire',
      expired,
      (id) => id,
      async (id) => {
        await this.store.remove(exportKey(id));
        await this.exports.remove(id);
        return true;
      },
    );
  }
}
