import { RecurrenceService } from '@features/recurrence';
import { Recount } from '@features/review';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { JobHandlers, OwedJobs } from '@platform/queues';

/** Small things that only the clock starts. */
@Injectable()
export class ClockWork implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly owed: OwedJobs,
    private readonly recurrences: RecurrenceService,
    private readonly recount: Recount,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register('job.sweep', async () => {
      await this.owed.sweep();
    });
    this.handlers.register('cycle.tick', async () => {
      await this.endExtensions();
      await this.recurrences.draftDue();
      await this.recount.sweep();
    });
  }

  /** An extension ends by itself; the list of extensions then says so. Answers how many ended. */
  async endExtensions(): Promise<number> {
    const ended = await this.database.query(
      `UPDATE extension SET state = 'expired' WHERE state = 'granted' AND until < $1 RETURNING id`,
      [this.clock.now()],
    );
    return ended.length;
  }
}
