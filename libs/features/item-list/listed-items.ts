import { mostListed } from '@domain/ledger/listed-item';

/**
 * SQL: an item of the ledger as `ListedItem`, of `rectification i`.
 */
const listedItem = `jsonb_build_object('id', i.id, 'number', '〔' || i.year || '〕整改' || i.serial || '号',
    'problem', i.problem, 'source', i.source, 'state', i.state, 'enteredOn', i.body ->> 'enteredOn', 'dueOn', i.due_on,
    'closedOn', i.closed_on,
    'measures', jsonb_array_length(jsonb_path_query_array(i.body, '$.measures[*] ? (@.state != "withdrawn")')),
    'measuresDone', jsonb_array_length(jsonb_path_query_array(i.body, '$.measures[*] ? (@.state == "done")')))`;

/**
 * SQL, one row `list`: the `ItemList` of a unit for one of its reports. What only the committee sees is left out, since
 * a report is read by others; so is what this very report was the origin of, when it is handed in again.
 *
 * @param org, report, since SQL for the unit's id, the report's id and the first day of its period, or NULL
 */
export function itemListOf(org: string, report: string, since: string): string {
  return `SELECT jsonb_build_object('since', ${since}::date, 'total', count(*),
      'items', coalesce(jsonb_agg(shown.item ORDER BY shown.place) FILTER (WHERE shown.place <= ${mostListed}), '[]')) AS list
    FROM (SELECT ${listedItem} AS item, row_number() OVER (ORDER BY i.year, i.serial) AS place FROM rectification i
      WHERE i.org_id = ${org} AND i.report_id IS DISTINCT FROM ${report} AND i.visibility = 'unit' AND i.state <> 'void'
        AND (i.state <> 'closed' OR i.closed_on >= ${since}::date)) shown`;
}

/** SQL: a frozen list without the items that were narrowed to the committee since. */
export function stillShown(list: string): string {
  return `CASE WHEN ${list} IS NULL THEN NULL ELSE ${list} || jsonb_build_object('items', (
      SELECT coalesce(jsonb_agg(x.item ORDER BY x.place), '[]') FROM jsonb_array_elements(${list} -> 'items')
        WITH ORDINALITY AS x(item, place)
      WHERE NOT EXISTS (SELECT FROM rectification i WHERE i.id = (x.item ->> 'id')::uuid AND i.visibility <> 'unit'))) END`;
}
