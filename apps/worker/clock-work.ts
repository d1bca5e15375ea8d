import { RecurrenceService } from '@features/recurrence';
import { Recount } from '@features/review';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers, OwedJobs, WorkFaults } from '@platform/queues';
import { ExtensionExpiry } from './extension-expiry';

/** Small things that only the clock starts. */
@Injectable()
export class ClockWork implements OnModuleInit {
  constructor(
    private readonly extensions: ExtensionExpiry,
    private readonly owed: OwedJobs,
    private readonly recurrences: RecurrenceService,
    private readonly recount: Recount,
    private readonly handlers: JobHandlers,
    private readonly faults: WorkFaults,
  ) {}

  onModuleInit(): void {
    this.handlers.register('job.sweep', async () => {
      await this.owed.sweep();
    });
    const duties = {
      extensions: () => this.extensions.end(),
      recurrences: () => this.recurrences.draftDue(),
      seats: () => this.recount.sweep(),
    };
    this.handlers.register('cycle.tick', async () => {
      await this.faults.inTurn('cycle.tick', duties);
    });
  }
}
