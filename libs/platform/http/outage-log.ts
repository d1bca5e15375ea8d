import type { Logger } from '@nestjs/common';

const pauseMilliseconds = 30_000;

/** One line for an outage of the database or a full disk, and one again every half minute with how many requests met it. */
export class OutageLog {
  private toldAt = Number.NEGATIVE_INFINITY;
  private met = 0;

  constructor(private readonly logger: Logger) {}

  tell(error: unknown): void {
    this.met += 1;
    const now = performance.now();
    if (now - this.toldAt < pauseMilliseconds) return;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    this.logger.error(
      `The database or the files could not be used: ${reason} (${this.met} requests were answered with 503)`,
    );
    this.toldAt = now;
    this.met = 0;
  }
}
