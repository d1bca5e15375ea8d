import { CycleFollowUp } from '@apps/worker/cycle-follow-up';
import { WorkerModule } from '@apps/worker/worker.module';
import { addDays, atMinute, type Day, dateIn } from '@domain/deadlines';
import { ClosingByClock } from '@features/cycle';
import { ClosingNotice } from '@features/notification';
import { ReminderSweep } from '@features/reminder';
import { RollupAudit } from '@features/rollup';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { SettableClock } from '@platform/clock';
import type { Environment } from '@platform/config';
import { Database } from '@platform/database';
import { until } from '@testing/until';
import { drained } from '@testing/worker';
import { DemoFailure } from './demo-desk';

const zone = 'Asia/Shanghai';
/** A minute after reminders are due. */
const morning = 9 * 60 + 1;

export interface Stage {
  /** Messages in the application since the stage before, reminders among them. */
  messages: number;
  reminders: number;
  /** Nodes whose figures equalled the recount. */
  nodes: number;
}

/** The half of the product that works while nobody looks, on the demonstration's calendar. */
export class DemoWorker {
  private before = { messages: 0, reminders: 0 };
  /** The first day whose morning it has not come by on. */
  private nextDay: Day | undefined;

  private constructor(
    private readonly context: INestApplicationContext,
    private readonly clock: SettableClock,
  ) {}

  static async open(
    environment: Environment,
    clock: SettableClock,
    databaseUrl: string,
  ): Promise<DemoWorker> {
    const module = WorkerModule.composedOf({ environment, clock, databaseUrl });
    const context = await NestFactory.createApplicationContext(module, {
      logger: ['error'],
      abortOnError: false,
    });
    return new DemoWorker(context, clock);
  }

  /** Moves the calendar forward, coming by every morning on the way. */
  async walkTo(target: Date): Promise<void> {
    await this.settle();
    this.nextDay ??= dateIn(this.clock.now(), zone);
    for (; atMinute(this.nextDay, morning, zone) <= target; this.nextDay = addDays(this.nextDay, 1)) {
      const at = atMinute(this.nextDay, morning, zone);
      // The script may have let the morning pass minute by minute; the calendar never goes back.
      if (at > this.clock.now()) this.clock.set(at);
      await this.context.get(ReminderSweep, { strict: false }).sweep();
      await this.close();
    }
    this.clock.set(target);
    await this.close();
  }

  /** On which days a person was reminded of their own unit's report, by the calendar of Shanghai. */
  async reminderDays(username: string): Promise<string[]> {
    const rows = await this.context.get(Database).query<{ at: Date }>(
      `SELECT n.created_at AS at FROM notification n JOIN app_user u ON u.id = n.recipient_id
        WHERE u.username = $1 AND n.kind = 'reminder.author' AND n.channel = 'in_app' ORDER BY n.id`,
      [username],
    );
    return rows.map(({ at }) => dateIn(at, zone).slice(5));
  }

  /** Cycles close by the calendar, too; administrators hear of it some days before. */
  private async close(): Promise<void> {
    await this.context.get(ClosingNotice, { strict: false }).send();
    await this.context.get(ClosingByClock, { strict: false }).closeDue();
  }

  /** Waits until everything that happened was followed up. @throws DemoFailure where a figure is wrong */
  async stage(): Promise<Stage> {
    await this.settle();
    // On a busy machine a figure is stored a moment after everything else was followed up.
    const { ok, nodes, broken } = await until('every figure is stored', async () => {
      const found = await this.context.get(RollupAudit, { strict: false }).verify();
      return !found.ok || found.notStoredYet === 0 ? found : null;
    });
    if (!ok) throw new DemoFailure(`汇总与重算不一致 figures differ: ${JSON.stringify(broken[0])}`);
    const [row] = await this.context.get(Database).query<{ messages: number; reminders: number }>(
      `SELECT count(*)::int AS messages, count(*) FILTER (WHERE kind LIKE 'reminder.%')::int AS reminders
         FROM notification WHERE channel = 'in_app'`,
    );
    const { messages = 0, reminders = 0 } = row ?? {};
    const stage = {
      messages: messages - this.before.messages,
      reminders: reminders - this.before.reminders,
      nodes,
    };
    this.before = { messages, reminders };
    return stage;
  }

  async end(): Promise<void> {
    await this.context.close();
  }

  private async settle(): Promise<void> {
    await this.context.get(CycleFollowUp).follow();
    await drained(this.context.get(Database));
  }
}
