import { ClosingByClock } from '@features/cycle';
import { ClosingNotice } from '@features/notification';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers, WorkFaults } from '@platform/queues';

/** Cycles that close by the clock: told of some days before, closed when it is time. */
@Injectable()
export class CycleClosing implements OnModuleInit {
  constructor(
    private readonly closing: ClosingByClock,
    private readonly notice: ClosingNotice,
    private readonly handlers: JobHandlers,
    private readonly faults: WorkFaults,
  ) {}

  onModuleInit(): void {
    const duties: Record<string, () => Promise<number>> = {
      close: () => this.closing.closeDue(),
      tell: () => this.notice.send(),
    };
    this.handlers.register('cycle.close', async () => {
      await this.faults.inTurn('cycle.closing', duties);
    });
  }
}
