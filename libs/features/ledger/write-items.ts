import type { NamedStatement } from '@platform/database';
import { itemColumns } from './item-columns';
import { columnTypes, counters, counterTypes, counterValues, eventFields, eventTypes } from './write-item';

const assignments = itemColumns.map((column) => `${column} = x.${column}`).join(', ');
const types = itemColumns.map((column) => `${column} ${columnTypes[column]}`).join(', ');
const fields = eventFields.join(', ');

/**
 * Writes an act on each of many items, and nothing of those whose epoch is another by now. Parameters: the rows with
 * their epochs, the events, the changes of the figures, each with the id of its item; the instant. Answers with the ids
 * of those that were written. Acts that end a verification have a statement of their own.
 */
export const updateItems: NamedStatement = {
  name: 'ledger_write_many',
  text: `WITH changed AS (UPDATE rectification r SET epoch = r.epoch + 1, sequence = x.sequence, head_hash = x.head_hash,
      updated_at = $4, ${assignments}
    FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, epoch integer, sequence integer, head_hash text, ${types})
    WHERE r.id = x.id AND r.epoch = x.epoch RETURNING r.id),
  told AS (INSERT INTO rectification_event (${fields})
    SELECT ${eventFields.map((field) => `x.${field}`).join(', ')}
    FROM changed JOIN jsonb_to_recordset($2::jsonb) AS x(${eventTypes}) ON x.item_id = changed.id),
  counted AS (INSERT INTO rectification_delta (org_id, source, category, batch_id, day, ${counters})
    SELECT x.org_id, x.source, x.category, x.batch_id, x.day, ${counterValues}
    FROM changed JOIN jsonb_to_recordset($3::jsonb) AS x(item_id uuid, org_id uuid, source text, category text, batch_id uuid,
      day date, ${counterTypes}) ON x.item_id = changed.id)
  SELECT id FROM changed`,
};
