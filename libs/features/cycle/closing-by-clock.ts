import { Injectable } from '@nestjs/common';
import { WorkFaults } from '@platform/queues';
import { CycleOpeningService } from './cycle-opening.service';

/** Closes the cycles whose closing instant is past, each by itself and once however many workers come by. */
@Injectable()
export class ClosingByClock {
  constructor(
    private readonly cycles: CycleOpeningService,
    private readonly faults: WorkFaults,
  ) {}

  /** Answers how many it closed. */
  async closeDue(): Promise<number> {
    const due = await this.cycles.dueToClose();
    return this.faults.each(
      'cycle.close',
      due,
      (id) => id,
      (id) => this.cycles.closeByClock(id),
    );
  }
}
