import { RollupDrain } from '@features/rollup';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Pump } from '@platform/queues';
import { Signals } from '@platform/signals';

const sweepMilliseconds = 500;

/** Keeps the figures up with the reports. What is out of date is marked in PostgreSQL, never remembered here. */
@Injectable()
export class RollupPump implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pump: Pump;
  private stopListening: () => void = () => undefined;

  constructor(
    drain: RollupDrain,
    private readonly signals: Signals,
  ) {
    this.pump = new Pump({
      name: 'Rollups',
      work: () => drain.step(),
      sweepMs: sweepMilliseconds,
      logger: new Logger(RollupPump.name),
    });
  }

  onApplicationBootstrap(): void {
    this.stopListening = this.signals.on('rollups', (tiers) => {
      // Named tiers are those just computed: nothing to do but for the pages.
      if (tiers.length === 0) this.pump.wake();
    });
    this.pump.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening();
    await this.pump.stop();
  }
}
