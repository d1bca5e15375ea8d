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
      const ids: string[] = [];
      const count = await this.unitOfWork.run((transaction) =>
        this.claimed(transaction, largestBatch, false, ids),
      );
      if (this.failing && count > 0) await this.faults.settle('outbox.dispatch', ids);
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
    const ids: string[] = [];
    const claim = (asJob: boolean) =>
      this.unitOfWork.run((transaction) => this.claimed(transaction, 1, asJob, ids));
    try {
      const count = await claim(false).catch((error: unknown) => {
        if (isOutage(error) || ids.length === 0) throw error;
        return claim(true);
      });
      if (count > 0) await this.faults.settle('outbox.dispatch', ids);
      return count > 0;
    } catch (error) {
      if (ids[0] === undefined) throw error;
      this.failing = true;
      await this.faults.record('outbox.dispatch', ids[0], error);
      return true;
    }
  }

  /** `ids` tells which events were claimed, also where it throws. */
  private async claimed(
    transaction: Transaction,
    limit: number,
    asJobs = false,
    ids: string[] = [],
  ): Promise<number> {
    const events = await transaction.query<ClaimedEvent>(claimEvents, [this.clock.now(), limit]);
    ids.splice(0, ids.length, ...events.map(({ id }) => id));
    const news = await takeCommentNews(transaction, limit);
    await this.owed.owe(transaction, news);
    await this.followUp.begin(transaction, events, asJobs);
    return Math.max(events.length, news.length);
  }
}

// Limited: a batch; the pump goes on while one is full.
const claimEvents = {
  name: 'outbox_claim',
  text: `UPDATE event SET dispatched_at = $1
          WHERE id IN (SELECT id FROM event WHERE dispatched_at IS NULL AND NOT EXISTS (SELECT FROM work_fault f
              WHERE f.duty = 'outbox.dispatch' AND f.item = event.id::text AND f.last_at > $1::timestamptz - interval '1 minute')
            ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING id, type, report_id AS "reportId"`,
};
