import type { ApiHarness } from '../http';

/**
 * Adds `count` branches right below the bureau that owe a report in the cycle of the report named, written straight
 * into the tables: for lists that must not end early. @returns the reports' ids
 */
export async function manyReports(
  { database }: ApiHarness,
  like: string,
  count: number,
  state: string,
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `WITH unit AS (INSERT INTO org_unit (id, code, name, kind, parent_id, path, position, created_at)
         SELECT gen_random_uuid(), 'many' || left($1, 8) || n, '第' || n || '支部', 'branch', top.id,
           top.path || (700000000 + n)::text, n, now()
           FROM org_unit top, generate_series(1, $2::integer) n WHERE top.code = 'sf' RETURNING *),
       frozen AS (INSERT INTO cycle_org (cycle_id, org_id, path, position, code, name, kind)
         SELECT r.cycle_id, u.id, u.path, u.position, u.code, u.name, u.kind FROM report r, unit u WHERE r.id = $1::uuid)
     INSERT INTO report (id, cycle_id, tier_id, org_id, state, held_since, created_at, updated_at)
       SELECT gen_random_uuid(), r.cycle_id, r.tier_id, u.id, $3, '2020-01-01', now(), now()
         FROM report r, unit u WHERE r.id = $1::uuid RETURNING id`,
    [like, count, state],
  );
  return rows.map((row) => row.id);
}
