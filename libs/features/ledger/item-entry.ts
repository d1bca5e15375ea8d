import { allowed } from '@domain/access';
import { dateIn } from '@domain/deadlines';
import { type Entered, enterItem, type ItemTerm, type NewItem, type NewMeasure } from '@domain/ledger';
import { isProblem, type Problem, problem } from '@domain/problems';
import { lockTreeForReading, type OrgUnit, OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { BatchStore } from './batch-store';
import { ItemStore } from './item-store';
import { ItemUnits, placeOf } from './item-units';

/** An item as a form, a pasted row or a row of a workbook gives it. */
export interface ItemInput {
  /** Code or id of the unit. */
  org: string;
  source?: NewItem['source'];
  category?: string | null;
  problem: string;
  cause?: string | null;
  leader?: string | null;
  leadUnit?: string | null;
  person?: string | null;
  term?: ItemTerm | null;
  dueOn?: string;
  paragraph?: string | null;
  measures?: Array<Omit<NewMeasure, 'id'>>;
}

export type EntryOutcome =
  | { row: number; ok: true; id: string; org: { code: string; name: string }; problem: string; dueOn: string }
  | { row: number; ok: false; fault: Problem };

/** Enters items: one, or many of which all stand or none. */
@Injectable()
export class ItemEntry {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ItemStore,
    private readonly units: OrgUnitRepository,
    private readonly people: ItemUnits,
    private readonly batches: BatchStore,
    private readonly clock: Clock,
  ) {}

  /** @returns its id @throws the refusal */
  async enter(caller: Caller, input: ItemInput, batchId: string | null): Promise<string> {
    const now = this.clock.now();
    const id = await this.unitOfWork.run(async (transaction) => {
      await lockTreeForReading(transaction);
      const entered = await this.make(transaction, caller, input, batchId, now);
      await this.store.insert(transaction, [entered], now);
      return entered.item.id;
    });
    this.store.wake(id);
    return id;
  }

  /** Every row is reported, those that were refused before they came here as well; nothing is written where one is refused, unless those without a fault are asked for (`partial`), or with `dryRun` (design 8.4, case 50). */
  async enterAll(
    caller: Caller,
    inputs: ReadonlyArray<ItemInput | Problem>,
    batchId: string | null,
    { dryRun, partial = false }: { dryRun: boolean; partial?: boolean },
  ): Promise<{ rows: EntryOutcome[]; written: boolean }> {
    const now = this.clock.now();
    const { rows, written } = await this.unitOfWork.run(async (transaction) => {
      await lockTreeForReading(transaction);
      const entered: Entered[] = [];
      const rows: EntryOutcome[] = [];
      const batch = batchId === null ? null : await this.batches.terms(transaction, batchId);
      const units = await this.people.named(
        transaction,
        inputs.map((input) => (isProblem(input) ? '' : input.org)),
        (unit) => mayTake(caller, unit, batch, now),
      );
      const named = inputs.flatMap((input, index) => {
        const unit = units[index];
        if (isProblem(input) || !unit || isProblem(unit)) return [];
        return [{ orgId: unit.id, names: [input.leader, input.person] }];
      });
      const party = await this.people.partiesOf(transaction, named, now);
      for (const [index, input] of inputs.entries()) {
        try {
          if (isProblem(input)) throw input;
          const unit = units[index];
          if (!unit) throw unknownUnit(input.org);
          if (isProblem(unit)) throw unit;
          const made = this.made(caller, input, { unit, batch, party: party(unit.id) }, now);
          entered.push(made);
          const { id, org, problem: text, dueOn } = made.item;
          rows.push({
            row: index + 1,
            ok: true,
            id,
            org: { code: org.code, name: org.name },
            problem: text,
            dueOn,
          });
        } catch (error) {
          if (!isProblem(error)) throw error;
          rows.push({ row: index + 1, ok: false, fault: error });
        }
      }
      const taken = entered.length > 0 && (partial || entered.length === inputs.length) && !dryRun;
      if (taken) await this.store.insert(transaction, entered, now);
      return { rows, written: taken };
    });
    if (written) for (const row of rows) if (row.ok) this.store.wake(row.id);
    return { rows, written };
  }

  private async make(
    transaction: Transaction,
    caller: Caller,
    input: ItemInput,
    batchId: string | null,
    now: Date,
  ): Promise<Entered> {
    const batch = batchId === null ? null : await this.batches.terms(transaction, batchId);
    const unit = await this.units.find(input.org, transaction);
    if (!unit || unit.dissolvedOn) throw unknownUnit(input.org);
    if (batch && !batch.reaches(unit.path)) throw unknownUnit(input.org);
    const party = await this.people.parties(transaction, unit.id, [input.leader, input.person], now);
    return this.made(caller, input, { unit, batch, party }, now);
  }

  private made(caller: Caller, input: ItemInput, { unit, batch, party }: Placing, now: Date): Entered {
    const { leader, person } = input;
    return enterItem(
      {
        id: v7(),
        org: placeOf(unit),
        source: input.source,
        category: input.category?.trim() || null,
        problem: input.problem,
        cause: input.cause?.trim() || null,
        leader: party(leader),
        leadUnit: input.leadUnit?.trim() || null,
        person: party(person),
        term: input.term ?? null,
        dueOn: input.dueOn,
        paragraph: input.paragraph?.trim() || null,
        measures: (input.measures ?? []).map((measure) => ({
          ...measure,
          dueOn: measure.dueOn || input.dueOn || batch?.terms.closeBy || '',
          id: v7(),
        })),
        batch: batch?.terms ?? null,
      },
      caller,
      now,
      dateIn(now, this.store.timeZone),
    );
  }
}

type Terms = Awaited<ReturnType<BatchStore['terms']>>;

/** Where an item is entered, and whom its names stand for there. */
interface Placing {
  unit: OrgUnit;
  batch: Terms | null;
  party: Awaited<ReturnType<ItemUnits['parties']>>;
}

/** Of units that a name may mean only those count that the caller may enter items for. */
function mayTake(caller: Caller, { id, path }: OrgUnit, batch: Terms | null, now: Date): boolean {
  if (batch && !batch.reaches(path)) return false;
  return allowed(caller, 'rectification.enter', { orgId: id, path }, now);
}

function unknownUnit(unit: string): Problem {
  const detail = unit ? `没有编码或名称为“${unit}”的单位，或不在可登记的范围内。` : '请写单位编码或名称。';
  return problem('unknown_unit', { unit }, { errors: [{ pointer: '/org', code: 'unknown_unit', detail }] });
}
