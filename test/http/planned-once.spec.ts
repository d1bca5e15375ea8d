import { analyseFilled } from '@platform/database';
import { SteadyClient } from '@platform/database/steady-client';
import { apiHarness } from '@testing/http';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}
interface Asked {
  name: string;
  text: string;
  plannedOnce?: boolean;
}

/**
 * What has its rows before anybody reviews: opening a cycle counts it anew, and with that every plan. And what stays
 * short: a bureau has some cycles a year, and some delegations that stand.
 */
const known = new Set(['cycle', 'cycle_tier', 'cycle_org', 'report', 'template_version', 'delegation']);

describe('a statement that is planned once', () => {
  const api = apiHarness();

  it('finds its rows by the beginning of an index also where nothing had been handed in when it was planned', async () => {
    const cycle = await openCycle(api);
    await api.database.query(analyseFilled);
    const statements = await asked(async () => {
      const report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
      await report.handIn('sf0101');
      await report.act('sf01.reviewer', 'return', { revision: 1, note: '请补充次数。' });
      await report.save('sf0101.secretary', goodContent('补充后'));
      await report.act('sf0101.secretary', 'submit');
      await report.act('sf01.reviewer', 'approve', { revision: 2 });
      await report.act('sf.reviewer', 'approve', { revision: 2 });
      await report.act('sf.leader', 'approve', { revision: 2, grade: '好' });
      const review = { secrecy: true, necessity: true, accuracy: true };
      await report.act('sf.publisher', 'publish', { audience: 'committee', review });
      await report.act('sf.leader', 'reopen', { reason: '数字有误。' });
      await report.get('sf0101.secretary');
    });
    expect(statements.length).toBeGreaterThan(8);

    const beginnings = await indexBeginnings();
    const scans = await api.unitOfWork.run(async (transaction) => {
      await transaction.execute('SET LOCAL enable_seqscan = off');
      const found: string[] = [];
      for (const { name, text } of statements) {
        const [row] = await transaction.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
          `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
        );
        const plan = row?.['QUERY PLAN'][0]?.Plan as PlanNode;
        found.push(...scansOf(plan, beginnings).map((scan) => `${name}: ${scan}`));
      }
      return found;
    });
    expect(scans).toEqual([]);
  });

  /** The first column of each index, or its expression. */
  async function indexBeginnings(): Promise<Map<string, string>> {
    const rows = await api.database.query<{ name: string; first: string }>(
      `SELECT c.relname AS name, pg_get_indexdef(c.oid, 1, true) AS first FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid`,
    );
    return new Map(rows.map(({ name, first }) => [name, first]));
  }
});

/** The statements of that kind that are sent meanwhile. */
async function asked(work: () => Promise<void>): Promise<Asked[]> {
  const seen = new Map<string, Asked>();
  const prototype = SteadyClient.prototype as unknown as { query: (...sent: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...sent: unknown[]) {
    const statement = sent[0] as Asked;
    if (statement?.plannedOnce) seen.set(statement.name, statement);
    return query.apply(this, sent);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return [...seen.values()];
}

/** Scans that take longer the more rows there are of what the statement does not look for. */
function scansOf(node: PlanNode, beginnings: Map<string, string>): string[] {
  const below = (node.Plans ?? []).flatMap((plan) => scansOf(plan, beginnings));
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, 'Index Cond': condition } = node;
  if (!/Scan$/.test(type) || (table && known.has(table))) return below;
  if (type === 'Seq Scan') return [...below, `${type} of ${table}`];
  if (!index) return below;
  const first = beginnings.get(index) ?? '';
  if (condition?.includes(`${first} `)) return below;
  return [...below, `${type} by ${index}, ${condition ?? 'whole'}`];
}
