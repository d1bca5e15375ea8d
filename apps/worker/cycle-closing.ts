import { CycleOpeningService } from '@features/cycle';
import { ClosingNotice } from '@features/notification';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '@platform/queues';

/** Cycles that close by the clock: told of some days before, closed when it is time. */
@Injectable()
export class CycleClosing implements OnModuleInit {
  constructor(
    private readonly cycles: CycleOpeningService,
    private readonly notice: ClosingNotice,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('cycle.close', async () => {
      await this.cycles.closeDue();
      await this.notice.send();
    });
  }
}
