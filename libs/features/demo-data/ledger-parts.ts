import { Adoption, BatchStore, ItemEntry, ItemLife, ItemStore, MonthClosing } from '@features/ledger';
import { Injectable } from '@nestjs/common';

/** The parts of the rectification ledger that the demonstration sets going. */
@Injectable()
export class LedgerParts {
  constructor(
    readonly adoption: Adoption,
    readonly batches: BatchStore,
    readonly entry: ItemEntry,
    readonly life: ItemLife,
    readonly store: ItemStore,
    readonly months: MonthClosing,
  ) {}
}
