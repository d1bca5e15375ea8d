import { type Completion, type Rollup, RollupAudit, RollupReader } from '@features/rollup';
import { drained, move, type OpenedCycle, onEachBackend, openCycle, workerHarness } from '@testing/worker';
import { Decimal } from 'decimal.js';
import { v7 } from 'uuid';

const start = new Date('2025-11-20T01:00:00Z');
/** More than are counted on the spot, so that what is read are the rows that the worker keeps. */
const furtherUnits = 520;
const lanes = 4;
const rounds = 15;

onEachBackend('figures read during a storm of decisions', (backend) => {
  const harness = workerHarness({ backend, now: start });
  let cycle: OpenedCycle;

  beforeAll(async () => {
    await harness.database.query(
      `WITH made AS (
         INSERT INTO org_unit (id, code, name, kind, parent_id, path, created_at)
         SELECT n.id, 'x' || n.position, '支部' || n.position, 'branch', p.id, 'x', $2
           FROM unnest($1::uuid[]) WITH ORDINALITY AS n(id, position)
           JOIN org_unit p ON p.code = 'sf0' || (n.position % 4 + 1)
         RETURNING id, label, parent_id)
       SELECT count(*) FROM made`,
      [Array.from({ length: furtherUnits }, () => v7()), start],
    );
    await harness.database.query(
      `UPDATE org_unit u SET path = p.path || u.label::text::ltree FROM org_unit p
        WHERE p.id = u.parent_id AND u.path = 'x'::ltree`,
    );
    cycle = await openCycle(harness.unitOfWork, harness.organisation, {
      dueOn: '2025-12-10',
      openedAt: start,
    });
    await drained(harness.database);
  });

  it('case 33: every answer is a state that was, and the last one equals the recount', async () => {
    const reader = harness.application.get(RollupReader);
    const audit = harness.application.get(RollupAudit);
    // The cycle is followed once its rows stand; before that answers are counted from the reports.
    await audit.rebuild();
    const units = [...cycle.reports.keys()].filter((code) => code.startsWith('x')).slice(0, lanes * rounds);
    const laneOf = async (lane: number) => {
      for (const code of units.filter((_, position) => position % lanes === lane)) await life(code);
    };
    let storm = true;
    const seen: { completion: Completion; rollup: Rollup }[] = [];
    const reading = (async () => {
      while (storm) {
        const completion = await reader.completion({ cycle: 'annual', under: 'sf' });
        seen.push({ completion, rollup: await reader.rollup({ cycle: 'annual', under: 'sf' }) });
      }
    })();
    await Promise.all(Array.from({ length: lanes }, (_, lane) => laneOf(lane))).finally(() => {
      storm = false;
    });
    await reading;

    expect(seen.length).toBeGreaterThan(1);
    for (const { completion, rollup } of seen) expectWhole(completion, rollup);
    await drained(harness.database);
    expect(await audit.verify()).toMatchObject({ ok: true, broken: [] });
    const last = await reader.rollup({ cycle: 'annual', under: 'sf' });
    const approved = units.length - Math.floor(units.length / 4);
    expect(last.node).toMatchObject({ contributing: approved });
    expect(last.node.indicators.funds?.value).toBe(new Decimal('75.9').times(approved).toString());
  });

  /** Submitted and approved; every fourth is reopened, which gives back what the approval added. */
  async function life(code: string): Promise<void> {
    const report = cycle.reports.get(code) ?? '';
    const reviewer = harness.organisation.users.get('sf.reviewer') ?? '';
    const decider = { id: reviewer, name: '审核人' };
    const step = (values: Parameters<typeof move>[2]) =>
      harness.unitOfWork.run((transaction) => move(transaction, report, values));
    const sf = harness.organisation.orgs.get('sf') ?? '';
    await step({
      type: 'report.submitted',
      to: 'in_review',
      at: start,
      actor: { id: harness.organisation.users.get('sf0101.secretary') ?? '', name: '书记' },
      waits: { index: 1, orgId: sf, role: 'reviewer' },
      indicators: { theme_days: 12, funds: 75.9 },
    });
    await step({ type: 'report.approved', to: 'approved', at: start, actor: decider });
    if (Number(code.slice(1)) % 4 === 0)
      await step({
        type: 'report.reopened',
        to: 'returned',
        at: start,
        actor: decider,
        report: { returned: { dueAt: '2025-12-01T15:59:59.999Z' } },
      });
  }
});

/** The states add up to what is expected, and the node is the sum of its children. */
function expectWhole({ node, children }: Completion, rollup: Rollup): void {
  const { expected, ...counts } = node.counts;
  const states = (['not_started', 'drafting', 'in_review', 'returned', 'approved', 'published'] as const).map(
    (state) => counts[state],
  );
  expect(states.reduce((sum, count) => sum + count, 0)).toBe(expected);
  for (const state of ['expected', 'in_review', 'approved', 'returned'] as const)
    expect(children.reduce((sum, child) => sum + child.counts[state], 0)).toBe(node.counts[state]);
  const funds = rollup.children.reduce(
    (sum, child) => sum.plus(child.indicators.funds?.value ?? 0),
    new Decimal(0),
  );
  expect(new Decimal(rollup.node.indicators.funds?.value ?? 0).equals(funds)).toBe(true);
  expect(rollup.children.reduce((sum, child) => sum + child.contributing, 0)).toBe(rollup.node.contributing);
}
