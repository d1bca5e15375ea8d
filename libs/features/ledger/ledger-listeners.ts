import { type EndedUnit, OrgUnitRepository, UnitEndings } from '@features/org';
import { PostChanges } from '@features/people';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '@platform/database';
import { ItemLife } from './item-life';
import { ItemRecount } from './item-recount';
import { ItemStore } from './item-store';
import { placeOf } from './item-units';

/** What the ledger does in the very transaction in which posts change or a unit ends. */
@Injectable()
export class LedgerListeners implements OnModuleInit {
  constructor(
    private readonly changes: PostChanges,
    private readonly endings: UnitEndings,
    private readonly units: OrgUnitRepository,
    private readonly recount: ItemRecount,
    private readonly life: ItemLife,
    private readonly store: ItemStore,
  ) {}

  onModuleInit(): void {
    this.changes.register((transaction, posts) => this.recount.posts(transaction, posts));
    this.endings.register((transaction, unit) => this.handOver(transaction, unit));
  }

  /** No item without a living unit: what is not closed goes to the successor (design 8.4, case 46). */
  private async handOver(transaction: Transaction, { id, reason, successorId }: EndedUnit): Promise<void> {
    const items = await transaction.query<{ id: string }>(selectUnfinished, [id]);
    const successor = successorId === null ? null : await this.units.find(successorId, transaction);
    if (!successor) return;
    for (const item of items) {
      await this.life.within(transaction, item.id, { action: 'reassign', reason }, placeOf(successor));
      transaction.afterCommit(() => this.store.wake(item.id));
    }
  }
}

const selectUnfinished = {
  name: 'ledger_unfinished_of_unit',
  text: `SELECT id FROM rectification WHERE org_id = $1 AND state NOT IN ('closed', 'void') ORDER BY id`,
};
