import { analyseFilled } from '@platform/database';
import { SteadyClient } from '@platform/database/steady-client';
import { apiHarness } from '@testing/http';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';

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
    const sent = await asked(async () => {
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
    const statements = sent.filter(({ plannedOnce }) => plannedOnce);
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

  it('is all that a decision sends besides asking who a token is: a session that changes how it plans has one more each time', async () => {
    const { reports } = await openCycle(api, { code: 'again' });
    const report = new ReportDriver(api, reports.get('sf0102') ?? '');
    await report.handIn('sf0102');
    const sent = await asked(async (seen) => {
      await report.act('sf01.reviewer', 'approve', { revision: 1 });
      await until('others are told', async () => seen.has('signals_notify'));
    });
    const byValues = sent.filter(({ plannedOnce }) => !plannedOnce).map(({ name }) => name);
    expect(byValues.filter((name) => !/access_token/.test(name))).toEqual([]);
    expect(sent.map(({ name }) => name)).toContain('report_view');
  });

  /** The first column of each index, or its expression. */
  async function indexBeginnings(): Promise<Map<string, string>> {
    const rows = await api.database.query<{ name: string; first: string }>(
      `SELECT c.relname AS name, pg_get_indexdef(c.oid, 1, true) AS first FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid`,
    );
    return new Map(rows.map(({ name, first }) => [name, first]));
  }
});

/** The statements with values that are sent meanwhile, by name, or by their text where they have none. */
async function asked(work: (seen: ReadonlyMap<string, Asked>) => Promise<unknown>): Promise<Asked[]> {
  const seen = new Map<string, Asked>();
  const prototype = SteadyClient.prototype as unknown as { query: (...sent: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: unknown, ...sent: unknown[]) {
    const [statement, values] = sent as [string | Asked, unknown];
    if (Array.isArray(values)) {
      const one = typeof statement === 'string' ? { name: statement, text: statement } : statement;
      seen.set(one.name, one);
    }
    return query.apply(this, sent);
  };
  try {
    await work(seen);
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
