import { apiHarness } from '@testing/http';
import { goodContent, type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';

interface Place {
  kind: string;
  key: string;
  title: string | null;
  returns: number;
}

interface Reasons extends Record<string, unknown> {
  returns: number;
  reports: number;
  unplaced: number;
  places: Place[];
}

describe('what an administrator follows a cycle by', () => {
  const api = apiHarness();
  let cycle: OpenedCycle;
  const reportOf = (code: string) => new ReportDriver(api, cycle.reports.get(code) ?? '');
  const reasons = async (username: string, query = '') =>
    (await api.as(username)).get<Reasons>(`/cycles/${cycle.code}/return-reasons${query}`);

  beforeAll(async () => {
    cycle = await openCycle(api, { allTiers: true });
  });

  it('is empty before anything came back', async () => {
    expect((await reasons('sf.admin')).body).toEqual({ returns: 0, reports: 0, unplaced: 0, places: [] });
  });

  it('counts the parts that returns opened or commented on, once a return, and not what was recalled', async () => {
    const [first, second, third] = ['sf0101', 'sf0102', 'sf0201'].map(reportOf) as [
      ReportDriver,
      ReportDriver,
      ReportDriver,
    ];
    await first.handIn('sf0101', goodContent('年度'));
    await (await api.as('sf01.reviewer')).post(`/reports/${first.id}/comments`, {
      anchor: { kind: 'section', key: 'issues' },
      body: '请写明责任人。',
      blocking: false,
    });
    await first.act('sf01.reviewer', 'return', {
      revision: 1,
      note: '两处请核对。',
      scope: { sections: ['issues'], indicators: ['lectures'], problems: [] },
    });
    await second.handIn('sf0102');
    await second.act('sf01.reviewer', 'return', { revision: 1, note: '请重写。' });
    await third.handIn('sf0201');
    await third.act('sf02.reviewer', 'return', {
      revision: 1,
      note: '误退。',
      scope: { sections: ['work'], indicators: [], problems: [] },
    });
    await third.act('sf02.reviewer', 'recall', {});

    const { body } = await reasons('sf.admin', '?under=sf&tier=branch');
    expect(body).toMatchObject({ returns: 2, reports: 2, unplaced: 1 });
    expect(body.places.map(({ kind, key, returns }) => [kind, key, returns])).toEqual([
      ['indicator', 'lectures', 1],
      ['section', 'issues', 1],
    ]);
    expect(body.places.every(({ title }) => title)).toBe(true);
    expect((await reasons('sf.admin', '?tier=bureau')).body).toMatchObject({ returns: 0 });
  });

  it('starts at the caller’s own unit and hides what lies beside it', async () => {
    expect((await reasons('sf02.secretary')).body).toMatchObject({ returns: 0, places: [] });
    expect((await reasons('sf02.secretary', '?under=sf01')).status).toBe(404);
    expect((await reasons('sf.admin', '?depth=2')).status).toBe(400);
  });

  it('says of each report how often it came back, when it was urged and why it is waived', async () => {
    const admin = await api.as('sf.admin');
    const row = async (code: string) =>
      (await admin.get<{ items: Record<string, unknown>[] }>(`/reports?cycle=${cycle.code}&org=${code}`)).body
        .items[0];
    expect(await row('sf0101')).toMatchObject({ returns: 1, urgedAt: null, waiver: null });
    expect(await row('sf0201')).toMatchObject({ returns: 0 });
    await reportOf('sf0101').act('sf.admin', 'urge', {});
    expect(await row('sf0101')).toMatchObject({ urgedAt: api.clock.now().toISOString() });
    const waived = await reportOf('sf0103').act('sf.admin', 'waive', { reason: '今年新成立。' });
    const waiver = { reason: '今年新成立。', at: api.clock.now().toISOString() };
    expect(waived).toMatchObject({ state: 'waived', waiver });
    expect(await row('sf0103')).toMatchObject({ waiver });
  });
});
