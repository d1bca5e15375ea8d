import { ExpiredExports } from '@features/document';
import { ItemRecount, MonthClosing } from '@features/ledger';
import { RecurrenceService } from '@features/recurrence';
import { Recount } from '@features/review';
import { Injectable } from '@nestjs/common';
import { HandlesJob, WorkFaults } from '@platform/queues';
import { ExtensionExpiry } from './extension-expiry';

/** What the clock alone starts and several features take part in. */
@Injectable()
export class ClockWork {
  constructor(
    private readonly extensions: ExtensionExpiry,
    private readonly recurrences: RecurrenceService,
    private readonly recount: Recount,
    private readonly exports: ExpiredExports,
    private readonly items: ItemRecount,
    private readonly months: MonthClosing,
    private readonly faults: WorkFaults,
  ) {}

  @HandlesJob('cycle.tick')
  async tick(): Promise<void> {
    await this.faults.inTurn('cycle.tick', {
      extensions: () => this.extensions.end(),
      recurrences: () => this.recurrences.draftDue(),
      seats: () => this.recount.sweep(),
      exports: () => this.exports.remove(),
      items: () => this.items.sweep(),
      months: () => this.months.close(),
    });
  }
}
