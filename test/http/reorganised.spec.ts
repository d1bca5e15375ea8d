import { apiHarness } from '@testing/http';
import { type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';

interface Decided {
  items: { action: string; note: string; voided: unknown; step: number }[];
}

describe('the tree changes while reports are in review (design 5)', () => {
  const api = apiHarness();
  let cycle: OpenedCycle;
  const reportOf = (unit: string) => new ReportDriver(api, cycle.reports.get(unit) ?? '');

  beforeAll(async () => {
    cycle = await openCycle(api);
  });

  async function change(unit: string, how: string, body: Record<string, unknown>): Promise<void> {
    const done = await (await api.as('sf.admin')).post(`/org-units/${unit}/${how}`, body);
    if (done.status !== 200) throw new Error(`${how} ${unit}: ${done.status} ${JSON.stringify(done.body)}`);
  }

  it('case 28: a moved unit’s report keeps its route until an administrator re-routes it', async () => {
    const report = reportOf('sf0101');
    await report.handIn('sf0101');
    await change('sf0101', 'move', { parent: 'sf02', reason: '划转' });

    const before = await report.get('sf.observer');
    expect(before.body.route.map(({ org }) => org.code)).toEqual(['sf01', 'sf', 'sf']);
    expect((await report.get('sf01.reviewer')).body.allowedActions).toContain('approve');

    expect((await report.try('sf.admin', 'reroute', { reason: ' ' })).body.code).toBe('note_required');
    expect((await report.try('sf01.reviewer', 'reroute', { reason: '划转' })).status).toBe(403);
    const rerouted = await report.act('sf.admin', 'reroute', { reason: '随隶属关系调整' });
    expect(rerouted.route.map(({ org }) => org.code)).toEqual(['sf02', 'sf', 'sf']);
    expect(rerouted.step).toMatchObject({ index: 1, org: { code: 'sf02' } });

    // What is to decide has gone from the old superior to the new one.
    const old = await report.try('sf01.reviewer', 'approve', { revision: 1 });
    expect([403, 404, 409]).toContain(old.status);
    const passed = await report.act('sf02.reviewer', 'approve', { revision: 1 });
    expect(passed.step?.index).toBe(2);
    expect((await report.events()).map(({ type }) => type)).toContain('report.rerouted');
  });

  it('case 28: the old superior keeps what they decided, in the record and to read', async () => {
    const report = reportOf('sf0102');
    await report.handIn('sf0102');
    await report.act('sf01.reviewer', 'approve', { revision: 1, note: '同意上报。' });
    await change('sf0102', 'move', { parent: 'sf02', reason: '划转' });
    const rerouted = await report.act('sf.admin', 'reroute', { reason: '随隶属关系调整' });
    expect(rerouted.route.map(({ org, status }) => [org.code, status])).toEqual([
      ['sf01', 'approved'],
      ['sf', 'waiting'],
      ['sf', 'pending'],
    ]);
    const seen = await report.get('sf01.reviewer');
    expect(seen.status).toBe(200);
    expect(seen.body.content).not.toBeNull();
    const decisions = await (await api.as('sf01.reviewer')).get<Decided>(`/reports/${report.id}/decisions`);
    expect(decisions.body.items).toMatchObject([{ action: 'approve', note: '同意上报。', voided: null }]);
  });

  it('case 28: a report whose superior is merged away in mid-review is decided on its old route or re-routed', async () => {
    const report = reportOf('sf0301');
    await report.handIn('sf0301');
    await change('sf03', 'merge', { into: 'sf04', reason: '撤并' });
    const kept = await report.get('sf.observer');
    expect(kept.body.route.map(({ org }) => org.code)).toEqual(['sf03', 'sf', 'sf']);
    const rerouted = await report.act('sf.admin', 'reroute', { reason: '撤并后改由新的党总支审核' });
    expect(rerouted.step).toMatchObject({ index: 1, org: { code: 'sf04' } });
    const passed = await report.act('sf04.reviewer', 'approve', { revision: 1 });
    expect(passed.step?.index).toBe(2);
  });

  it('case 29: a merge loses no report, decision, event or appointment', async () => {
    const report = reportOf('sf0201');
    await report.handIn('sf0201');
    await report.act('sf02.reviewer', 'approve', { revision: 1, note: '同意。' });
    const [before, eventsBefore] = [await counted(), await report.events()];
    await change('sf0201', 'merge', { into: 'sf0202', reason: '联合支部' });
    expect(await counted()).toEqual(before);
    expect(await report.events()).toEqual(eventsBefore);
    const after = await report.get('sf.observer');
    expect(after.body).toMatchObject({ state: 'in_review', org: { code: 'sf0201' } });
    // The report in flight goes on to its end.
    expect((await report.act('sf.reviewer', 'approve', { revision: 1 })).step?.index).toBe(3);
  });

  it('case 29: a split loses no report, decision, event or appointment', async () => {
    const report = reportOf('sf0402');
    await report.handIn('sf0402');
    await report.act('sf04.reviewer', 'approve', { revision: 1, note: '同意。' });
    const [before, eventsBefore] = [await counted(), await report.events()];
    const children = ['sf0402', 'sf0403'];
    await change('sf04', 'split', { code: 'sf05', name: '示范区开放教育党总支', children });
    expect(await counted()).toEqual(before);
    expect(await report.events()).toEqual(eventsBefore);
    const kept = await report.get('sf.observer');
    expect(kept.body.route.map(({ org, status }) => [org.code, status])).toEqual([
      ['sf04', 'approved'],
      ['sf', 'waiting'],
      ['sf', 'pending'],
    ]);
    // Who decided stays who decided, and still reads it.
    expect((await report.get('sf04.reviewer')).status).toBe(200);
    expect((await report.act('sf.reviewer', 'approve', { revision: 1 })).step?.index).toBe(3);
  });

  const counted = () =>
    api.database.query(
      `SELECT (SELECT count(*)::int FROM report) AS reports,
              (SELECT count(*)::int FROM decision) AS decisions,
              (SELECT count(*)::int FROM event) AS events,
              (SELECT count(*)::int FROM appointment) AS appointments`,
    );
});
