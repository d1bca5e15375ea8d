import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';

/** A unit that was dissolved or merged into another. */
export interface EndedUnit {
  id: string;
  /** Why, in Chinese, as the records of what it owed say it. */
  reason: string;
  /** The unit that takes over what it still has to do: where it was merged into, or its superior. */
  successorId: string | null;
}

export type UnitEndingListener = (transaction: Transaction, unit: EndedUnit) => Promise<void>;

/**
 * Tells, inside the same transaction, that a unit ended: it owes nothing from then on (design 5, case 30). Whoever
 * keeps what units owe registers here, so that the organisation knows nothing of reports.
 */
@Injectable()
export class UnitEndings {
  private readonly listeners: UnitEndingListener[] = [];

  register(listener: UnitEndingListener): void {
    this.listeners.push(listener);
  }

  async announce(transaction: Transaction, unit: EndedUnit): Promise<void> {
    for (const listener of this.listeners) await listener(transaction, unit);
  }
}
