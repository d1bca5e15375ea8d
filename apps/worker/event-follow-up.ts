import { EventNotifier } from '@features/notification';
import { ReminderPlanner } from '@features/reminder';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '@platform/database';
import { JobHandlers, OwedJobs } from '@platform/queues';

/** What follows from a transition: people are told and reminders planned, with the receipt, in one transaction. */
@Injectable()
export class EventFollowUp implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notifier: EventNotifier,
    private readonly planner: ReminderPlanner,
    private readonly owed: OwedJobs,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('event.notify', ({ eventId }, { id }) => this.follow(eventId, id));
  }

  /** May run twice: the second time the receipt is gone, and every effect has a key of its own besides. */
  async follow(eventId: string, jobId: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      if (!(await this.owed.settle(transaction, jobId))) return;
      const event = await this.notifier.tell(transaction, eventId);
      if (event) await this.planner.follow(transaction, event);
    });
  }
}
