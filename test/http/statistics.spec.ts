import { reportLines } from '@features/document/completion-book.service';
import { apiHarness } from '@testing/http';
import { openCycle } from '@testing/reports';

interface PlanNode {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: PlanNode[];
}

const units = 3_000;
const earlierCycles = 4;

describe('the planner after a large cycle was opened', () => {
  const api = apiHarness();

  it('knows of the new rows at once, so that completion.xlsx reads each of them a few times only', async () => {
    await api.database.query(
      `INSERT INTO org_unit (id, code, name, kind, parent_id, path, position, created_at)
       SELECT gen_random_uuid(), 'many' || n, '第' || n || '支部', 'branch', g.id, g.path || (700000000 + n)::text, n, now()
         FROM generate_series(1, $1::integer) n JOIN org_unit g ON g.code = 'sf0' || (1 + n % 4)`,
      [units],
    );
    // Only what the product itself asks for counts here.
    for (const table of ['cycle_org', 'report', 'review_step'])
      await api.database.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
    for (let number = 0; number < earlierCycles; number += 1) await openCycle(api);
    await api.database.query('ANALYZE');
    const before = await analysed();
    const cycle = await openCycle(api);

    const after = await analysed();
    for (const [index, { table, at, tuples }] of after.entries()) {
      expect([table, at > (before[index]?.at ?? '')]).toEqual([table, true]);
      expect([table, tuples > units * (earlierCycles + 0.9)]).toEqual([table, true]);
    }
    const [top] = await api.database.query<{ id: string }>(`SELECT id FROM org_unit WHERE code = 'sf'`);
    const [explained] = await api.database.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON, TIMING false) ${reportLines.text}`,
      [cycle.id, top?.id, 'branch', ['1'], []],
    );
    const plan = explained?.['QUERY PLAN'][0]?.Plan as PlanNode;
    expect(touched(plan)).toBeLessThan(units * 40);
    const answer = await (await api.as('sf.admin')).download(`/cycles/${cycle.code}/completion.xlsx`);
    expect(answer.status).toBe(200);
  });

  /** When the statistics were last made, and of how many rows they speak. */
  const analysed = () =>
    api.database.query<{ table: string; at: string; tuples: number }>(
      `SELECT s.relname AS "table", s.last_analyze::text AS at, c.reltuples::int AS tuples
         FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
        WHERE s.relname IN ('cycle_org', 'report') ORDER BY 1`,
    );
});

/** Rows that the plan looked at, each as often as it did. */
function touched(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  const own = (node['Actual Rows'] + removed) * node['Actual Loops'];
  return own + (node.Plans ?? []).reduce((sum, below) => sum + touched(below), 0);
}
