import type { Entered, ItemFacts, ItemOutcome, ItemSnapshot } from '@domain/ledger';
import { problem } from '@domain/problems';
import { type PersonActor, resolveRoute } from '@domain/review';
import { chainItemEvents, itemEventRecord } from '@features/event-chain';
import { WorkingCalendarSource } from '@features/working-calendar';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import type { Querier, Transaction } from '@platform/database';
import type { ActKey } from '@platform/http';
import { Signals } from '@platform/signals';
import { itemColumns, itemValues } from './item-columns';
import { type ItemRow, itemSnapshotOf, loadItem, loadItems } from './item-row';
import { figureChanges, insertItems, updateItem, updateItemKeyed } from './write-item';
import { updateItems } from './write-items';

export interface LoadedItem {
  row: ItemRow;
  item: ItemSnapshot;
  facts: ItemFacts;
}

/** Reads what the rules of an item's life look at and writes what they decided, each in one statement. */
@Injectable()
export class ItemStore {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: WorkingCalendarSource,
    private readonly environment: Environment,
    private readonly signals: Signals,
  ) {}

  get timeZone(): string {
    return this.environment.TZ_DEFAULT;
  }

  async load(querier: Querier, id: string, actor: PersonActor | 'system'): Promise<LoadedItem> {
    const [found] = await querier.query<{ item: ItemRow }>(loadItem, [id, this.clock.now()]);
    if (!found) throw problem('not_found');
    return this.loaded(found.item, actor, querier);
  }

  /** In any order; what is not there is left out. */
  async loadMany(
    querier: Querier,
    ids: readonly string[],
    actor: PersonActor | 'system',
  ): Promise<LoadedItem[]> {
    const found = await querier.query<{ item: ItemRow }>(loadItems, [ids, this.clock.now()]);
    const loaded: LoadedItem[] = [];
    for (const { item } of found) loaded.push(await this.loaded(item, actor, querier));
    return loaded;
  }

  async loaded(row: ItemRow, actor: PersonActor | 'system', querier?: Querier): Promise<LoadedItem> {
    const item = itemSnapshotOf(row);
    return {
      row,
      item,
      facts: {
        actor,
        timeZone: this.timeZone,
        calendar: await this.calendars.current(querier),
        posts: row.posts ?? [],
        route: routeOf(item, row),
        files: row.files,
        endedUnit: row.ended_unit,
      },
    };
  }

  /** Writes an act whole, or nothing where the item changed meanwhile or the key took effect before: then false. */
  async write(
    querier: Querier,
    { row, item: before, facts }: LoadedItem,
    { item, events }: ItemOutcome,
    now: Date,
    key?: ActKey,
  ): Promise<boolean> {
    const chained = chainItemEvents(
      { id: row.id, sequence: row.sequence, hash: row.head_hash },
      events,
      item.round,
      now,
    );
    const head = chained[chained.length - 1];
    const values: unknown[] = [
      row.id,
      row.epoch,
      head?.sequence ?? row.sequence,
      head?.hash ?? row.head_hash,
      now,
      ...itemValues(item, facts, { ...facts, now }),
      JSON.stringify(chained.map(itemEventRecord)),
      JSON.stringify(figureChanges(before, item, new Date(row.updated_at), now, this.timeZone)),
    ];
    if (key) values.push(JSON.stringify(key.record(null)));
    const written = await querier.query(key ? updateItemKeyed : updateItem, values);
    return written.length > 0;
  }

  /** Writes an act on each of many items. @returns the ids of those that did not change meanwhile */
  async writeMany(
    transaction: Transaction,
    decided: ReadonlyArray<{ loaded: LoadedItem; outcome: ItemOutcome }>,
    now: Date,
  ): Promise<Set<string>> {
    const written = decided.map(({ loaded: { row, item: before, facts }, outcome: { item, events } }) => {
      const head = { id: row.id, sequence: row.sequence, hash: row.head_hash };
      const chained = chainItemEvents(head, events, item.round, now);
      const last = chained[chained.length - 1];
      const figures = figureChanges(before, item, new Date(row.updated_at), now, this.timeZone);
      return {
        row: {
          ...columnsOf(itemValues(item, facts, { ...facts, now })),
          id: row.id,
          epoch: row.epoch,
          sequence: last?.sequence ?? row.sequence,
          head_hash: last?.hash ?? row.head_hash,
        },
        events: chained.map(itemEventRecord),
        figures: figures.map((figure) => ({ ...figure, item_id: row.id })),
      };
    });
    const rows = await transaction.query<{ id: string }>(updateItems, [
      JSON.stringify(written.map(({ row }) => row)),
      JSON.stringify(written.flatMap(({ events }) => events)),
      JSON.stringify(written.flatMap(({ figures }) => figures)),
      now,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Writes new items with their numbers, which run without gaps per bureau and year. */
  async insert(transaction: Transaction, entered: readonly Entered[], now: Date): Promise<void> {
    if (entered.length === 0) return;
    const serials = await this.serials(transaction, entered);
    const planning = {
      timeZone: this.timeZone,
      calendar: await this.calendars.current(transaction),
      now,
    };
    const records = entered.map(({ item, event }, position) => {
      const [first] = chainItemEvents({ id: item.id, sequence: 0, hash: null }, [event], 0, now);
      if (!first) throw new RangeError('An item is entered by an event.');
      const values = itemValues(item, { posts: [] }, planning);
      const row = {
        ...columnsOf(values),
        ...serials[position],
        id: item.id,
        batch_id: item.batchId,
        report_id: item.reportId,
        problem_id: item.problemId,
        source: item.source,
        visibility: item.visibility,
        sequence: 1,
        head_hash: first.hash,
        created_at: now,
        updated_at: now,
      };
      return { row, event: first, figures: figureChanges(null, item, null, now, this.timeZone) };
    });
    await transaction.query(insertItems, [
      JSON.stringify(records.map(({ row }) => row)),
      JSON.stringify(records.map(({ event }) => itemEventRecord(event))),
      JSON.stringify(records.flatMap(({ figures }) => figures)),
    ]);
  }

  /** Wakes whoever waits for events; call it once the write is durable. */
  wake(id: string): void {
    this.signals.raise('events');
    this.signals.raise('live', [id]);
  }

  private async serials(
    transaction: Transaction,
    entered: readonly Entered[],
  ): Promise<Array<{ bureau_id: string; year: number; serial: number }>> {
    const rows = await transaction.query<{
      position: number;
      bureau_id: string;
      year: number;
      serial: number;
    }>(takeSerials, [
      entered.map((_, position) => position),
      entered.map(({ item }) => item.org.path.split('.')[0]),
      entered.map(({ item }) => Number(item.enteredOn.split('-')[0])),
    ]);
    return rows.map(({ bureau_id, year, serial }) => ({ bureau_id, year, serial }));
  }
}

/** The values as a record, for statements that write many rows. */
function columnsOf(values: readonly unknown[]): Record<string, unknown> {
  const columns = Object.fromEntries(itemColumns.map((column, index) => [column, values[index]]));
  return { ...columns, body: JSON.parse(columns.body as string) as unknown };
}

/** A verification keeps its route; what is submitted now would go through the living tree. */
function routeOf(item: ItemSnapshot, row: ItemRow): ItemFacts['route'] {
  try {
    return resolveRoute(item.route, row.lineage ?? []);
  } catch {
    return [];
  }
}

const takeSerials = {
  name: 'ledger_serials',
  text: `WITH wanted AS (
      SELECT w.position, u.id AS bureau_id, w.year, row_number() OVER (PARTITION BY u.id, w.year ORDER BY w.position) AS place,
        count(*) OVER (PARTITION BY u.id, w.year) AS number
      FROM unnest($1::int[], $2::text[], $3::int[]) AS w(position, root, year) JOIN org_unit u ON u.path = w.root::ltree),
    taken AS (INSERT INTO rectification_serial AS s (bureau_id, year, last)
      SELECT DISTINCT bureau_id, year, number FROM wanted
      ON CONFLICT (bureau_id, year) DO UPDATE SET last = s.last + excluded.last RETURNING s.bureau_id, s.year, s.last)
    SELECT w.position, w.bureau_id, w.year, (t.last - w.number + w.place)::int AS serial
    FROM wanted w JOIN taken t ON t.bureau_id = w.bureau_id AND t.year = w.year ORDER BY w.position`,
};
