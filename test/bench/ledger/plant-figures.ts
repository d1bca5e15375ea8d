import { addDays } from '@domain/deadlines';
import { itemCounters } from '@domain/ledger';
import { analyseFilled, type Database } from '@platform/database';

export const plantedItems = 100_000;
const batches = 40;
const days = 700;

/**
 * The figures of so many items in the branches, as their acts leave them: each entered on some day of the last two
 * years in a batch, claimed, noted once, and four in five of them verified, with measures and due dates. Written
 * as the rows that acts add, and not by acts, which would take an hour.
 */
export async function plantFigures(database: Database, today: string): Promise<void> {
  await database.query(
    `INSERT INTO rectification_batch (id, org_id, title, source, created_by, created_at)
     SELECT gen_random_uuid(), o.id, '第' || n || '批', (ARRAY['inspection','supervision','audit','self'])[1 + n % 4], u.id, now()
       FROM generate_series(1, ${batches}) n, org_unit o, LATERAL (SELECT id FROM app_user ORDER BY id LIMIT 1) u WHERE o.code = 'sf'`,
  );
  const [branches] = await database.query<{ ids: string[] }>(
    `SELECT array_agg(id::text ORDER BY code) AS ids FROM org_unit WHERE kind = 'branch'`,
  );
  const number = branches?.ids.length ?? 0;
  await database.query(
    `CREATE TABLE bench_item AS
     SELECT ($2::uuid[])[1 + n % ${number}] AS org_id, b.id AS batch_id, b.source,
       $1::date + (hashint4(n) & 2147483647) % (${days} - 130) AS entered,
       (hashint4(n + 1) & 2147483647) % 30 AS claimed, 30 + (hashint4(n + 2) & 2147483647) % 60 AS submitted,
       (hashint4(n + 3) & 2147483647) % 10 AS verified, n % 5 < 4 AS closes, 60 + (hashint4(n + 4) & 2147483647) % 40 AS due
     FROM generate_series(1, ${plantedItems}) n
     JOIN (SELECT id, source, row_number() OVER (ORDER BY title) - 1 AS place FROM rectification_batch) b
       ON b.place = (n / ${number}) * 4 % ${batches}`,
    [addDays(today, -days), branches?.ids],
  );
  const acts: Array<
    [day: string, counts: Partial<Record<(typeof itemCounters)[number], number>>, where?: string]
  > = [
    ['entered', { assigned: 1 }],
    ['entered + claimed', { assigned: -1, open: 1, measures: 2 }],
    // Overdue by the calendar, where it was not handed in by then.
    ['entered + due + 1', { overdue: 1 }, 'NOT closes OR claimed + submitted + verified > due'],
    ['entered + claimed + 20', { measures_done: 2 }],
    ['entered + claimed + submitted', { open: -1, in_verification: 1 }, 'closes'],
    [
      'entered + claimed + submitted + verified',
      { in_verification: -1, closed: 1, on_time: 1 },
      'closes AND claimed + submitted + verified <= due',
    ],
    [
      'entered + claimed + submitted + verified',
      { in_verification: -1, closed: 1, overdue: -1 },
      'closes AND claimed + submitted + verified > due',
    ],
  ];
  // In the order of their days, as they come to lie in the table when acts write them.
  const each = acts.map(
    ([day, counts, where]) =>
      `SELECT org_id, ${day}, source, batch_id, ${itemCounters.map((counter) => counts[counter] ?? 0).join(', ')}
       FROM bench_item ${where ? `WHERE ${where}` : ''}`,
  );
  await database.query(
    `INSERT INTO rectification_delta (org_id, day, source, batch_id, ${itemCounters.join(', ')})
     ${each.join(' UNION ALL ')} ORDER BY 2`,
  );
  // The closings are read for the medians. They name items, of which one stands for all.
  await database.query(
    `WITH item AS (INSERT INTO rectification (id, bureau_id, year, serial, org_id, source, state, visibility, problem, due_on, body, created_at, updated_at)
       SELECT gen_random_uuid(), b.id, 2024, 1, o.id, 'self', 'void', 'unit', '问题', now(), '{}', now(), now()
         FROM org_unit b, org_unit o WHERE b.code = 'sf' AND o.kind = 'branch' LIMIT 1 RETURNING id)
     INSERT INTO rectification_closing (item_id, org_id, source, batch_id, day, days, hours)
     SELECT item.id, x.org_id, x.source, x.batch_id, entered + claimed + submitted + verified, submitted + verified, verified * 24
       FROM bench_item x, item WHERE closes`,
  );
}

/** What a table of counters kept for that very day would hold: a row for each unit, source and batch. */
export async function materialise(database: Database, day: string): Promise<void> {
  const sums = itemCounters.map((counter) => `sum(${counter})::int AS ${counter}`).join(', ');
  await database.query(
    `CREATE TABLE bench_counter AS SELECT org_id, source, category, batch_id, ${sums} FROM rectification_delta
     WHERE day <= $1::date GROUP BY org_id, source, category, batch_id`,
    [day],
  );
  await database.query(
    `CREATE TABLE bench_unit AS SELECT u.id AS org_id, u.parent_id, ${sums} FROM org_unit u
      JOIN org_unit o ON o.path <@ u.path JOIN bench_counter c ON c.org_id = o.id WHERE u.kind <> 'branch' GROUP BY u.id`,
  );
  await database.query('CREATE INDEX bench_unit_parent ON bench_unit (parent_id)');
  await database.query('CREATE INDEX bench_unit_org ON bench_unit (org_id)');
  await database.query(analyseFilled);
}

const total = itemCounters.map((counter) => `coalesce(sum(x.${counter}), 0)::int AS ${counter}`).join(', ');

/** The floor: the same rows as they would be read from such a table, within the caller's subtree. `$1` its path. */
export const readCounters = {
  name: 'bench_ledger_counters',
  text: `SELECT ${total} FROM bench_counter x JOIN org_unit o ON o.id = x.org_id
    LEFT JOIN rectification_batch b ON b.id = x.batch_id
    WHERE b.visibility IS DISTINCT FROM 'committee' AND o.path <@ $1::ltree`,
};

/** Far below: one row a unit with its subtree, which no move of a unit, no batch and no narrow item fits. */
export const readUnits = {
  name: 'bench_ledger_units',
  text: 'SELECT * FROM bench_unit WHERE org_id = $1 OR parent_id = $1',
};
