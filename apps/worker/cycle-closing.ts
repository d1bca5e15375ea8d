import { ClosingByClock } from '@features/cycle';
import { ClosingNotice } from '@features/notification';
import { Injectable } from '@nestjs/common';
import { HandlesJob, WorkFaults } from '@platform/queues';

/** Cycles that close by the clock: told of some days before, closed when it is time. */
@Injectable()
export class CycleClosing {
  constructor(
    private readonly closing: ClosingByClock,
    private readonly notice: ClosingNotice,
    private readonly faults: WorkFaults,
  ) {}

  @HandlesJob('cycle.close')
  async closeCycles(): Promise<void> {
    await this.faults.inTurn('cycle.closing', {
      close: () => this.closing.closeDue(),
      tell: () => this.notice.send(),
    });
  }
}
