import { decideItem, type ItemCommand, type ItemOutcome, type ItemSnapshot } from '@domain/ledger';
import { isProblem, type Problem, problem } from '@domain/problems';
import type { PersonActor } from '@domain/review';
import type { Querier } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, openReceipt, UnitOfWork } from '@platform/database';
import { type ActKey, type Caller, keyWasTaken } from '@platform/http';
import { ItemStore, type LoadedItem } from './item-store';
import { ItemUnits } from './item-units';

/** How often a decision is made anew when others keep getting in between. */
const attempts = 10;

/** A command, or how to make one from what was loaded; `target` names the unit that is to take the item. */
export interface AskedOfItem {
  command: ItemCommand;
  target?: string;
}

/** The one place where an item's state changes: loads, asks `decideItem`, writes where nothing changed meanwhile. */
@Injectable()
export class ItemLife {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ItemStore,
    private readonly units: ItemUnits,
    private readonly clock: Clock,
  ) {}

  /** Acts once for all requests with the key. @throws the refusal, idempotency_mismatch, RefusedBefore */
  async once(caller: Caller, id: string, asked: AskedOfItem, key: ActKey | undefined): Promise<void> {
    try {
      await this.attempt(caller, id, asked, key);
    } catch (error) {
      const said = isProblem(error) || error instanceof TookEffect ? await key?.earlier() : undefined;
      if (said === undefined) throw error;
    }
  }

  /** @throws the refusal; with 409 it shows the present state and who acted last */
  async run(caller: PersonActor | 'system', id: string, asked: AskedOfItem): Promise<ItemOutcome> {
    return this.attempt(caller, id, asked, undefined);
  }

  /** The state that a command would lead to; nothing is written. */
  async rehearse(caller: Caller, id: string, asked: AskedOfItem): Promise<ItemOutcome> {
    return (await this.consider(this.database, caller, id, asked, this.clock.now())).outcome;
  }

  /** As the system, in the transaction of whoever holds one. @returns whether anything changed */
  async within(
    querier: Querier,
    id: string,
    command: ItemCommand,
    target?: ItemSnapshot['org'],
  ): Promise<boolean> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const now = this.clock.now();
      const loaded = await this.store.load(querier, id, 'system');
      const facts = target ? { ...loaded.facts, target } : loaded.facts;
      const result = decideItem(loaded.item, command, facts, now);
      if (!result.ok || result.events.length === 0) return false;
      if (await this.store.write(querier, loaded, result, now)) return true;
    }
    throw problem('conflict', { reason: '多人正在同时办理，请稍后重试。' });
  }

  private async attempt(
    caller: PersonActor | 'system',
    id: string,
    asked: AskedOfItem,
    key: ActKey | undefined,
  ): Promise<ItemOutcome> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const now = this.clock.now();
      const { loaded, outcome } = await this.consider(this.database, caller, id, asked, now);
      const write = (querier: Querier) => this.store.write(querier, loaded, outcome, now, key);
      const written = await (openReceipt() ? this.signed(write) : write(this.database)).catch(
        (error: unknown) => {
          if (key && keyWasTaken(error)) return false;
          throw error;
        },
      );
      if (written) {
        this.store.wake(id);
        return outcome;
      }
      if ((await key?.earlier()) !== undefined) throw new TookEffect();
    }
    throw problem('conflict', { reason: '多人正在同时办理，请稍后重试。' });
  }

  /** In a transaction that signs the receipt of the request, or rolled back where the item changed meanwhile. */
  private async signed(write: (querier: Querier) => Promise<boolean>): Promise<boolean> {
    try {
      return await this.unitOfWork.run(async (transaction) => {
        if (!(await write(transaction))) throw new Overtaken();
        return true;
      });
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    }
  }

  private async consider(
    querier: Querier,
    caller: PersonActor | 'system',
    id: string,
    { command, target }: AskedOfItem,
    now: Date,
  ): Promise<{ loaded: LoadedItem; outcome: ItemOutcome }> {
    const loaded = await this.store.load(querier, id, caller);
    if (target !== undefined && caller !== 'system')
      loaded.facts.target = await this.units.taking(querier, caller, target, now);
    const result = decideItem(loaded.item, command, loaded.facts, now);
    if (!result.ok) throw await this.withLastAct(querier, loaded, result.problem);
    return { loaded, outcome: result };
  }

  private async withLastAct(querier: Querier, { row }: LoadedItem, refusal: Problem): Promise<Problem> {
    if (refusal.status !== 409 && refusal.status !== 412) return refusal;
    const [last] = await querier.query<{
      type: string;
      actor: { id: string | null; name: string };
      at: string;
    }>(selectLastAct, [row.id, row.sequence]);
    return problem(refusal.code, refusal.params, {
      errors: refusal.errors,
      state: { ...refusal.state, ...(last ? { lastEvent: last } : {}) },
    });
  }
}

/** A request with the same key did it in between. */
class TookEffect extends Error {}

/** Somebody else changed the item between its reading and its writing. */
class Overtaken extends Error {}

const selectLastAct = {
  name: 'ledger_last_act',
  text: `SELECT type, jsonb_build_object('id', actor_id, 'name', actor_name) AS actor, at FROM rectification_event
    WHERE item_id = $1 AND sequence = $2`,
};
