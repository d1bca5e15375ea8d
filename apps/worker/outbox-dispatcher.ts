import { jobIds } from '@contracts/index';
import type { EventType } from '@domain/review/transitions';
import { RollupMarks } from '@features/rollup';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '@platform/clock';
import { isOutage, UnitOfWork } from '@platform/database';
import { OwedJobs, Pump, WorkFaults } from '@platform/queues';
import { Signals } from '@platform/signals';
import { takeCommentNews } from './comment-news';
import { type ClaimedEvent, LikenessWork } from './likeness-work';

/** Nobody is told of these and no reminder moves with them: they only count. */
const silent: ReadonlySet<string> = new Set<EventType>(['report.started']);
const batch = 1000;
const sweepMilliseconds = 1000;

/**
 * Takes events from the outbox: claims those that nobody dispatched, marks the figures that they change, owes
 * the job that tells people, and marks them dispatched, all in one transaction. Comments are no transitions and
 * come from an outbox of their own. Any number of processes may
 * run it; SKIP LOCKED keeps them out of each other's way (design 3.2).
 */
@Injectable()
export class OutboxDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pump = new Pump({
    name: 'Outbox',
    work: () => this.dispatch(),
    sweepMs: sweepMilliseconds,
    logger: new Logger(OutboxDispatcher.name),
  });
  /** Whether an event ever failed here: what is dispatched later is then no fault any more. */
  private failing = false;
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly owed: OwedJobs,
    private readonly marks: RollupMarks,
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

  /** One batch; where that fails, one by one, so that no event keeps another back. True while there may be more. */
  async dispatch(): Promise<boolean> {
    try {
      const ids: string[] = [];
      const taken = await this.take(batch, ids);
      if (this.failing && taken > 0) await this.faults.settle('outbox.dispatch', ids);
      return taken === batch;
    } catch (error) {
      if (isOutage(error)) throw error;
      this.failing = true;
    }
    for (let tried = 0; tried < batch; tried += 1) {
      const ids: string[] = [];
      try {
        if ((await this.take(1, ids)) === 0) return false;
        await this.faults.settle('outbox.dispatch', ids);
      } catch (error) {
        if (ids[0] === undefined) throw error;
        await this.faults.record('outbox.dispatch', ids[0], error);
      }
    }
    return true;
  }

  /** At most `limit` events and as much news of comments; `claimed` tells which events, also where it throws. */
  private take(limit: number, claimed: string[]): Promise<number> {
    return this.unitOfWork.run(async (transaction) => {
      const events = await transaction.query<ClaimedEvent>(claimEvents, [this.clock.now(), limit]);
      claimed.splice(0, claimed.length, ...events.map(({ id }) => id));
      const news = await takeCommentNews(transaction, limit);
      await this.owed.owe(transaction, news);
      if (events.length === 0) return news.length;
      await this.marks.markEvents(transaction, claimed);
      await this.owed.owe(transaction, [
        ...events
          .filter(({ type }) => !silent.has(type))
          .map(({ id }) => ({
            name: 'event.notify' as const,
            payload: { eventId: id },
            id: jobIds.eventNotify(id),
          })),
        ...LikenessWork.jobsOf(events),
      ]);
      transaction.afterCommit(() => this.signals.raise('rollups'));
      return Math.max(events.length, news.length);
    });
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
