import type { Batch } from '../../../api/ledger-batch';

/** How many items of a batch are not settled yet. */
export const unsettled = ({ counts }: Batch): number =>
  (counts.assigned ?? 0) + (counts.open ?? 0) + (counts.in_verification ?? 0);
