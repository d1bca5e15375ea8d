import { type ItemEvent, itemChainFault } from '@domain/events';
import type { Scope } from '@features/access';
import { type EventRow, eventColumns, keptEvent } from '@features/event-chain';
import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '@platform/database';

export interface BrokenItem {
  itemId: string;
  sequence: number;
  /** As of a report; `state`: the row says something else than its last event. */
  fault: 'gap' | 'hash' | 'from' | 'head' | 'state';
}

export interface ItemVerification {
  items: number;
  itemEvents: number;
  /** The first 1,000. */
  brokenItems: BrokenItem[];
}

interface ItemRow {
  id: string;
  state: string;
  step_index: number | null;
  due: string;
  relapses: number;
  sequence: number;
  head_hash: string | null;
}

const batchSize = 500;
const mostBroken = 1000;

/** Recomputes the chain of every item of the rectification ledger and compares the row with its last event. */
@Injectable()
export class ItemVerifier {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** `scope` null: every item there is. */
  async verify(scope: Scope | null): Promise<ItemVerification> {
    const result: ItemVerification = { items: 0, itemEvents: 0, brokenItems: [] };
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { items, histories } = await this.unitOfWork.run((transaction) =>
        this.batch(transaction, after, scope),
      );
      const last = items.at(-1);
      if (!last) return result;
      after = last.id;
      for (const item of items) {
        const events = histories.get(item.id) ?? [];
        result.items += 1;
        result.itemEvents += events.length;
        const fault = faultOf(item, events);
        if (fault && result.brokenItems.length < mostBroken) result.brokenItems.push(fault);
      }
    }
  }

  /** Items with their histories as of one moment. */
  private async batch(transaction: Transaction, after: string, scope: Scope | null) {
    await transaction.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Limited: a batch; the loop goes on after its last id.
    const items = await transaction.query<ItemRow & Record<string, unknown>>(
      `SELECT r.id, r.state, r.step_index, r.due_on::text AS due, r.relapses, r.sequence, r.head_hash
       FROM rectification r JOIN org_unit o ON o.id = r.org_id
       WHERE r.id > $1 AND ($2::ltree[] IS NULL OR o.path <@ ANY($2::ltree[])) ORDER BY r.id LIMIT ${batchSize}`,
      [after, scope?.paths ?? null],
    );
    const rows = await transaction.query<EventRow<ItemEvent> & { item_id: string }>(
      `SELECT item_id, ${eventColumns.join(', ')} FROM rectification_event WHERE item_id = ANY($1) ORDER BY item_id, sequence`,
      [items.map(({ id }) => id)],
    );
    const histories = new Map<string, ItemEvent[]>();
    for (const row of rows) {
      const history = histories.get(row.item_id) ?? [];
      history.push({ itemId: row.item_id, ...keptEvent<ItemEvent>(row) });
      histories.set(row.item_id, history);
    }
    return { items, histories };
  }
}

function faultOf(item: ItemRow, events: ItemEvent[]): BrokenItem | null {
  const chain = itemChainFault(events, { sequence: item.sequence, hash: item.head_hash });
  if (chain) return { itemId: item.id, ...chain };
  const last = events.at(-1);
  const after = last?.data.after;
  const same =
    last?.to === item.state &&
    after?.step === item.step_index &&
    after?.due === item.due &&
    after?.relapses === item.relapses;
  return same ? null : { itemId: item.id, sequence: item.sequence, fault: 'state' };
}
