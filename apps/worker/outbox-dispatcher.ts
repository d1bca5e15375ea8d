import { ItemFollowUp } from '@features/ledger';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '@platform/clock';
import { isOutage, type Transaction, UnitOfWork } from '@platform/database';
import { OwedJobs, Pump, WorkFaults } from '@platform/queues';
import { Signals } from '@platform/signals';
import { inSpan, underCause } from '@platform/tracing';
import { takeCommentNews } from './comment-news';
import { type ClaimedEvent, EventFollowUp } from './event-follow-up';

const largestBatch = 200;
const sweepMilliseconds = 1000;
/** Under load one batch takes what came meanwhile; whoever is told does not notice the pause. */
const pauseMilliseconds = 150;

/**
 * Follows up what was committed: claims the events that nobody dispatched, however many there are, tells people of
 * them, marks the figures that they change and plans the reminders, all in one transaction. Comments are no
 * transitions and come from an outbox of their own.
 * A process that dies in the middle leaves them undispatched. Any number of processes may run it; SKIP LOCKED keeps
 * them out of each other's way (design 3.2).
 */
@Injectable()
export class OutboxDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxDispatcher.name);
  private readonly pump = new Pump({
    name: 'Outbox',
    work: () => this.dispatch(),
    sweepMs: sweepMilliseconds,
    pauseMs: pauseMilliseconds,
    logger: this.logger,
  });
  /** Whether an event could not even become a job here: once it is dispatched it is no fault any more. */
  private failing = false;
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
    private readonly followUp: EventFollowUp,
    private readonly items: ItemFollowUp,
    private readonly signals: Signals,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.stopListening = this.signals.on('events', () => this.pump.wake());
    this.pump.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening();
    await this.pump.stop();
  }

  /** One batch; true while there may be more. */
  async dispatch(): Promise<boolean> {
    return (await this.batch()) === largestBatch;
  }

  private async batch(): Promise<number> {
    try {
      const events: ClaimedEvent[] = [];
      const count = await this.unitOfWork.run((transaction) =>
        this.claimed(transaction, largestBatch, false, events),
      );
      if (this.failing && count > 0) await this.faults.settle('outbox.dispatch', idsOf(events));
      return count;
    } catch (error) {
      if (isOutage(error)) throw error;
      this.logger.warn(`A batch of events is followed one by one: ${(error as Error).message}`);
    }
    let count = 0;
    while (count < largestBatch && (await this.single())) count += 1;
    return count;
  }

  /**
   * One event by itself; where that fails it becomes a job, which is tried again and in the end listed. One that cannot
   * even be that is recorded and left alone for a minute. False where there is none.
   */
  private async single(): Promise<boolean> {
    const events: ClaimedEvent[] = [];
    const claim = (asJob: boolean) =>
      this.unitOfWork.run((transaction) => this.claimed(transaction, 1, asJob, events));
    try {
      const count = await claim(false).catch((error: unknown) => {
        if (isOutage(error) || events.length === 0) throw error;
        return claim(true);
      });
      if (count > 0) await this.faults.settle('outbox.dispatch', idsOf(events));
      return count > 0;
    } catch (error) {
      const [event] = events;
      if (!event) throw error;
      this.failing = true;
      await underCause(event.cause, () => this.faults.record('outbox.dispatch', event.id, error));
      return true;
    }
  }

  /** `claimed` tells which events were claimed, also where it throws. */
  private async claimed(
    transaction: Transaction,
    limit: number,
    asJobs: boolean,
    claimed: ClaimedEvent[],
  ): Promise<number> {
    const events = await transaction.query<ClaimedEvent>(claimEvents, [this.clock.now(), limit]);
    claimed.splice(0, claimed.length, ...events);
    const news = await takeCommentNews(transaction, limit);
    await this.owed.owe(transaction, news);
    await becauseOf(events, () => this.followUp.begin(transaction, events, asJobs));
    const items = await this.items.take(transaction, limit);
    return Math.max(events.length, news.length, items);
  }
}

function idsOf(events: readonly ClaimedEvent[]): string[] {
  return events.map(({ id }) => id);
}

/** What several requests caused is done at once and belongs to the trace of none of them. */
function becauseOf(events: readonly ClaimedEvent[], work: () => Promise<void>): Promise<void> {
  const causes = new Set(events.map(({ cause }) => cause));
  const cause = causes.size === 1 ? events[0]?.cause : null;
  const attributes = { 'messaging.batch.message_count': events.length };
  return underCause(cause, () => inSpan({ name: 'outbox.dispatch', kind: 'consumer', attributes }, work));
}

// Limited: a batch; the pump goes on while one is full.
const claimEvents = {
  name: 'outbox_claim',
  text: `UPDATE event SET dispatched_at = $1
          WHERE id IN (SELECT id FROM event WHERE dispatched_at IS NULL AND NOT EXISTS (SELECT FROM work_fault f
              WHERE f.duty = 'outbox.dispatch' AND f.item = event.id::text AND f.last_at > $1::timestamptz - interval '1 minute')
            ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING id, type, report_id AS "reportId", cause`,
};
