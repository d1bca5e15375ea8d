import { decideItem, type ItemCommand, type ItemOutcome, type ItemSnapshot } from '@domain/ledger';
import { isProblem, type Problem, problem } from '@domain/problems';
import type { PersonActor } from '@domain/review';
import { lockTreeForReading } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, openReceipt, type Querier, type Transaction, UnitOfWork } from '@platform/database';
import { type ActKey, type Caller, keyWasTaken } from '@platform/http';
import { ItemStore, type LoadedItem } from './item-store';
import { ItemUnits } from './item-units';

/** How often a decision is made anew when others keep getting in between. */
const attempts = 10;
/** Items that are decided without a pause. */
const atOnce = 25;

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

  /** The same for many items, twenty-five in two statements; one that changed meanwhile is decided anew by itself. */
  async withinMany(transaction: Transaction, asked: ReadonlyMap<string, ItemCommand>): Promise<void> {
    const ids = [...asked.keys()];
    for (let from = 0; from < ids.length; from += atOnce) {
      const now = this.clock.now();
      const loaded = await this.store.loadMany(transaction, ids.slice(from, from + atOnce), 'system');
      const decided = loaded.flatMap((each) => {
        const command = asked.get(each.row.id);
        const outcome = command && decideItem(each.item, command, each.facts, now);
        return outcome?.ok && outcome.events.length > 0 ? [{ loaded: each, outcome }] : [];
      });
      const written = await this.store.writeMany(transaction, decided, now);
      for (const {
        loaded: { row },
      } of decided) {
        const command = asked.get(row.id);
        if (command && !written.has(row.id)) await this.within(transaction, row.id, command);
      }
    }
  }

  private async attempt(
    caller: PersonActor | 'system',
    id: string,
    asked: AskedOfItem,
    key: ActKey | undefined,
  ): Promise<ItemOutcome> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const outcome = await this.decideAndWrite(caller, id, asked, key).catch((error: unknown) => {
        if (error instanceof Overtaken || (key && keyWasTaken(error))) return undefined;
        throw error;
      });
      if (outcome) {
        this.store.wake(id);
        return outcome;
      }
      if ((await key?.earlier()) !== undefined) throw new TookEffect();
    }
    throw problem('conflict', { reason: '多人正在同时办理，请稍后重试。' });
  }

  /** Decides and writes. @throws Overtaken where the item changed between the two */
  private async decideAndWrite(
    caller: PersonActor | 'system',
    id: string,
    asked: AskedOfItem,
    key: ActKey | undefined,
  ): Promise<ItemOutcome> {
    const now = this.clock.now();
    const write = async (querier: Querier, { loaded, outcome }: Considered): Promise<ItemOutcome> => {
      if (await this.store.write(querier, loaded, outcome, now, key)) return outcome;
      throw new Overtaken();
    };
    if (placesItem(asked))
      return this.unitOfWork.run(async (transaction) => {
        await lockTreeForReading(transaction);
        return write(transaction, await this.consider(transaction, caller, id, asked, now));
      });
    const considered = await this.consider(this.database, caller, id, asked, now);
    // A transaction signs the receipt of the request.
    if (openReceipt()) return this.unitOfWork.run((transaction) => write(transaction, considered));
    return write(this.database, considered);
  }

  private async consider(
    querier: Querier,
    caller: PersonActor | 'system',
    id: string,
    { command, target }: AskedOfItem,
    now: Date,
  ): Promise<Considered> {
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

interface Considered {
  loaded: LoadedItem;
  outcome: ItemOutcome;
}

/** What lays an item with a unit, or with its own again, which must not end while that is decided. */
function placesItem({ command, target }: AskedOfItem): boolean {
  return target !== undefined || command.action === 'check' || command.action === 'recall';
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
