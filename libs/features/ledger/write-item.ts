import { dateIn } from '@domain/deadlines';
import { afterOf, type Delta, deltasOf, type ItemSnapshot, itemCounters, laterDay } from '@domain/ledger';
import { eventColumns, eventColumnTypes } from '@features/event-chain';
import type { NamedStatement } from '@platform/database';
import { keyIsFree, takeKey } from '@platform/http';
import { itemColumns } from './item-columns';

/** What an act changes in the figures. `since`: when the item last changed, null for a new one. */
export function figureChanges(
  before: ItemSnapshot | null,
  after: ItemSnapshot,
  since: Date | null,
  now: Date,
  timeZone: string,
): Record<string, unknown>[] {
  // Clocks of two processes may disagree around midnight: the figures of a day go on from those of the act before.
  const today = since ? laterDay(dateIn(now, timeZone), dateIn(since, timeZone)) : dateIn(now, timeZone);
  const standing = (item: ItemSnapshot) => ({ day: today, state: item.state, after: afterOf(item) });
  return deltasOf(before && standing(before), standing(after)).map(deltaRecord);
}

function deltaRecord({ cell, day, counts }: Delta): Record<string, unknown> {
  return {
    org_id: cell.org,
    source: cell.source,
    category: cell.category,
    batch_id: cell.batch,
    day,
    ...counts,
  };
}

export const counters = itemCounters.join(', ');
export const counterTypes = itemCounters.map((counter) => `${counter} integer`).join(', ');
export const counterValues = itemCounters.map((counter) => `coalesce(x.${counter}, 0)`).join(', ');

export const eventFields = ['item_id', ...eventColumns];
export const eventTypes = ['item_id uuid', ...eventColumnTypes].join(', ');

/** `$` the events; each belongs to a row of `changed`. */
const told = `told AS (INSERT INTO rectification_event (${eventFields.join(', ')})
  SELECT ${eventFields.map((field) => `x.${field}`).join(', ')}
  FROM changed JOIN jsonb_to_recordset($::jsonb) AS x(${eventTypes}) ON x.item_id = changed.id)`;

const counted = `counted AS (INSERT INTO rectification_delta (org_id, source, category, batch_id, day, ${counters})
  SELECT x.org_id, x.source, x.category, x.batch_id, x.day, ${counterValues}
  FROM (SELECT FROM changed LIMIT 1) c, jsonb_to_recordset($::jsonb) AS x(org_id uuid, source text, category text, batch_id uuid,
    day date, ${counterTypes}))`;

/** `$` the events: those that end a verification say how long it took. */
const finished = `finished AS (INSERT INTO rectification_closing (item_id, org_id, source, category, batch_id, day, days, hours)
  SELECT x.item_id, (x.data -> 'after' ->> 'org')::uuid, x.data -> 'after' ->> 'source', x.data -> 'after' ->> 'category',
    (x.data -> 'after' ->> 'batch')::uuid, (x.data ->> 'closedOn')::date, (x.data ->> 'days')::integer, (x.data ->> 'hours')::integer
  FROM changed JOIN jsonb_to_recordset($::jsonb) AS x(item_id uuid, data jsonb) ON x.item_id = changed.id WHERE x.data ? 'days')`;

const firstColumn = 6;
const assignments = itemColumns
  .map((column, position) => `${column} = $${position + firstColumn}`)
  .join(', ');
const place = (clause: string, position: number) => clause.replace('$::', `$${position}::`);
const eventsAt = firstColumn + itemColumns.length;

const update = (
  keyed: boolean,
) => `WITH changed AS (UPDATE rectification SET epoch = epoch + 1, sequence = $3, head_hash = $4,
    updated_at = $5, ${assignments} WHERE id = $1 AND epoch = $2
    ${keyed ? `AND ${place(keyIsFree, eventsAt + 2)}` : ''} RETURNING id),
  ${place(told, eventsAt)}, ${place(counted, eventsAt + 1)}, ${place(finished, eventsAt)}
  ${keyed ? `, keyed AS (${place(takeKey, eventsAt + 2)})` : ''}
  SELECT 1 AS written FROM changed`;

/**
 * Writes one act whole, or nothing of it where the item's epoch is no longer `$2` or the key took effect before.
 * Parameters: id, epoch, sequence, hash, instant, the columns, events, changes of the figures, the key.
 */
export const updateItem: NamedStatement = { name: 'ledger_write', text: update(false) };
export const updateItemKeyed: NamedStatement = { name: 'ledger_write_keyed', text: update(true) };

export const columnTypes: Record<(typeof itemColumns)[number], string> = {
  org_id: 'uuid',
  category: 'text',
  term: 'text',
  state: 'text',
  problem: 'text',
  due_on: 'date',
  version: 'integer',
  step_index: 'integer',
  step_org_id: 'uuid',
  step_role: 'text',
  step_reserved: 'uuid',
  step_due_at: 'timestamptz',
  step_flag: 'text',
  barred: 'uuid[]',
  plan_due_on: 'date',
  stalled_on: 'date',
  next_check_on: 'date',
  late_claim: 'boolean',
  extensions: 'integer',
  relapses: 'integer',
  source_changed: 'boolean',
  closed_on: 'date',
  revision: 'integer',
  next_reminder_at: 'timestamptz',
  body: 'jsonb',
};
const fixed = {
  id: 'uuid',
  bureau_id: 'uuid',
  year: 'integer',
  serial: 'integer',
  batch_id: 'uuid',
  report_id: 'uuid',
  problem_id: 'text',
  source: 'text',
  visibility: 'text',
  sequence: 'integer',
  head_hash: 'text',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};
const allColumns = { ...fixed, ...columnTypes };
const names = Object.keys(allColumns).join(', ');

/** Writes new items with their first events. Parameters: the items, events, changes of the figures. */
export const insertItems: NamedStatement = {
  name: 'ledger_insert',
  text: `WITH changed AS (INSERT INTO rectification (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb)
      AS x(${Object.entries(allColumns)
        .map(([name, type]) => `${name} ${type}`)
        .join(', ')}) RETURNING id),
    ${place(told, 2)}, ${place(counted, 3)}
    SELECT id FROM changed`,
};
