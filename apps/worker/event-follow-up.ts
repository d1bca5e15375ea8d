import { jobIds } from '@contracts/index';
import { Adoption } from '@features/ledger';
import { EventNotifier } from '@features/notification';
import { ReminderPlanner } from '@features/reminder';
import { RollupMarks } from '@features/rollup';
import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '@platform/database';
import { HandlesOwedJob, OwedJobs, Queues } from '@platform/queues';

/** An event as the dispatcher claims it. */
export interface ClaimedEvent extends Record<string, unknown> {
  id: string;
  type: string;
  reportId: string;
  /** The request that it was written for, as `carriedCause` writes it. */
  cause: string | null;
}

const changesText: ReadonlySet<string> = new Set(['report.submitted', 'report.withdrawn']);

/** What follows from transitions: messages, marked figures, planned reminders, texts to be compared. */
@Injectable()
export class EventFollowUp {
  private readonly logger = new Logger(EventFollowUp.name);

  constructor(
    private readonly owed: OwedJobs,
    private readonly queues: Queues,
    private readonly notifier: EventNotifier,
    private readonly planner: ReminderPlanner,
    private readonly marks: RollupMarks,
    private readonly adoption: Adoption,
  ) {}

  /** In the transaction that claims the events. `asJobs` leaves telling and planning to a job for each of them. */
  async begin(transaction: Transaction, events: readonly ClaimedEvent[], asJobs: boolean): Promise<void> {
    const [first] = events;
    if (!first) return;
    const ids = events.map(({ id }) => id);
    await this.marks.markEvents(transaction, ids);
    const texts = events.filter(({ type }) => changesText.has(type));
    const [text] = texts;
    if (text)
      await this.owed.owe(transaction, [
        {
          name: 'likeness.index',
          payload: { reportIds: [...new Set(texts.map(({ reportId }) => reportId))] },
          id: jobIds.likenessIndex(text.id),
          cause: text.cause,
        },
      ]);
    if (asJobs)
      await this.owed.owe(
        transaction,
        events.map(({ id: eventId, cause }) => ({
          name: 'event.follow',
          payload: { eventId },
          id: jobIds.eventFollow(eventId),
          cause,
        })),
      );
    else await this.follow(transaction, ids);
    transaction.afterCommit(() => this.summarise(first.id));
  }

  /** Tells of an event and plans the reminders that follow from it; running twice changes nothing. */
  @HandlesOwedJob('event.follow')
  followOne(transaction: Transaction, { eventId }: { eventId: string }): Promise<void> {
    return this.follow(transaction, [eventId]);
  }

  /** The plan comes last: the reports that it locks are those that people go on working at. */
  private async follow(transaction: Transaction, eventIds: readonly string[]): Promise<void> {
    const events = await this.notifier.tell(transaction, eventIds);
    await this.adoption.follow(transaction, eventIds);
    await this.planner.follow(transaction, events);
  }

  private summarise(firstId: string): void {
    this.queues
      .enqueue([{ name: 'rollup.summarise', payload: {}, id: jobIds.rollupSummarise(firstId) }])
      .catch((error: Error) => this.logger.warn(`Marked figures wait for the beat: ${error.message}`));
  }
}
