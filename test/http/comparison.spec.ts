import { apiHarness } from '@testing/http';
import { goodContent, type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';

interface Comparison {
  equal: boolean;
  sections: { key: string; change: string }[];
  indicators: { key: string; before: number | null; after: number | null; difference: number | null }[];
  code?: string;
}

describe('comparison over HTTP', () => {
  const api = apiHarness();
  const route = [{ at: 'bureau' as const, role: 'leader' as const, mode: 'any' as const, workingDays: 5 }];
  let last: OpenedCycle;
  let present: OpenedCycle;
  const unit = 'sf0101';
  const of = (cycle: OpenedCycle, code = unit) => new ReportDriver(api, cycle.reports.get(code) ?? '');
  const diff = async (username: string, query: string, code = unit) =>
    (await api.as(username)).get<Comparison>(`/reports/${of(present, code).id}/diff?${query}`);

  beforeAll(async () => {
    last = await openCycle(api, { route, tier: { dueAt: '2024-12-10' }, cycle: { period: '2024' } });
    // The same template in the next year.
    const [tier] = await api.database.query<{ id: string }>(
      'SELECT template_version_id AS id FROM cycle_tier WHERE cycle_id = $1',
      [last.id],
    );
    present = await openCycle(api, { route, tier: { templateVersion: tier?.id } });
    await of(last).handIn(unit, goodContent('上年度'));
    await of(last).act('sf.leader', 'approve', { revision: 1 });
    await of(present).handIn(
      unit,
      goodContent('上年度', { indicators: { ...goodContent().indicators, theme_days: 14 } }),
    );
  });

  it('shows what changed since last year’s report on the same template', async () => {
    const { status, body } = await diff('sf01.reviewer', 'from=last-year');
    expect(status).toBe(200);
    expect(body.indicators).toContainEqual(
      expect.objectContaining({ key: 'theme_days', before: 12, after: 14, difference: 2 }),
    );
    expect(body.sections).toEqual([]);
  });

  it('has nothing to compare with where nothing was approved last year', async () => {
    await of(present, 'sf0102').save('sf0102.reporter');
    expect(await diff('sf0102.reporter', 'from=last-year', 'sf0102')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('compares the working copy for the author’s side alone', async () => {
    await of(present).act('sf.leader', 'return', { revision: 1, note: '请补充。' });
    await of(present).save('sf0101.reporter', goodContent('本年度'));
    const own = await diff('sf0101.reporter', 'from=1&to=draft');
    expect(own.body.sections.map(({ key }) => key)).toContain('work');
    expect((await diff('sf01.reviewer', 'from=1&to=draft')).status).toBe(404);
    expect((await diff('sf01.reviewer', 'from=1')).body).toMatchObject({ equal: true });
  });

  it.each(['from=x', 'from=-1', 'from=1&to=last-year', 'to=1', 'from=1.5', 'from=1&from=2'])(
    'refuses %s',
    async (query) => {
      expect(await diff('sf01.reviewer', query)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    },
  );
});
