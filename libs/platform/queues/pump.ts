import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';

export interface PumpOptions {
  name: string;
  /** Does one batch; answers true while there may be more. */
  work: () => Promise<boolean>;
  /** Looks for work this often, whether or not a signal came. */
  sweepMs: number;
  /** Rests this long after it worked, so that what comes meanwhile is one batch. @default 0 */
  pauseMs?: number;
  logger: Logger;
}

/**
 * Works off what stands in the database: when woken, and on a timer in case a signal was lost. It remembers
 * nothing but that it was woken, so a process that dies loses nothing.
 */
export class Pump {
  private running: Promise<void> | undefined;
  private woken = false;
  private timer: NodeJS.Timeout | undefined;
  private stopped = true;

  constructor(private readonly options: PumpOptions) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.wake(), this.options.sweepMs);
    this.wake();
  }

  /** Lets it look for work; a call while it works makes it look once more. */
  wake(): void {
    this.woken = true;
    if (this.stopped) return;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.woken) this.wake();
    });
  }

  /** Waits for the batch at work. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    const { name, work, pauseMs, logger } = this.options;
    while (this.woken && !this.stopped) {
      this.woken = false;
      try {
        while (!this.stopped && (await work()));
        if (pauseMs && !this.stopped) await delay(pauseMs);
      } catch (error) {
        // The timer tries again; a database that is away must not end the pump.
        logger.warn(`${name}: ${(error as Error).message}`);
        return;
      }
    }
  }
}
