import type { Finding } from '@domain/checks';
import { yearBefore } from '@features/report';
import { apiHarness } from '@testing/http';
import { goodContent, type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';

/** The checks compare with what the unit had approved a year before (design 1.7): its figures and its paragraphs. */
describe('draft checks against last year’s report', () => {
  const api = apiHarness();
  const route = [{ at: 'bureau' as const, role: 'leader' as const, mode: 'any' as const, workingDays: 5 }];
  const copied =
    '党支部坚持每月组织一次主题党日，把学习讨论同课堂教学结合起来，组织党员教师上示范课，带动青年教师共同提高。';
  let last: OpenedCycle;
  let present: OpenedCycle;
  const of = (cycle: OpenedCycle, code: string) => new ReportDriver(api, cycle.reports.get(code) ?? '');
  const rules = async (report: ReportDriver, username: string) => {
    const answer = await (await api.as(username)).get<{ findings: Finding[] }>(
      `/reports/${report.id}/checks`,
    );
    return answer.body.findings.filter(
      ({ rule, anchor }) =>
        rule === 'figure-leap' || (rule === 'copied-from-last-year' && anchor.key === 'work'),
    );
  };
  const content = (themeDays: number) => {
    const good = goodContent('年度', { indicators: { ...goodContent().indicators, theme_days: themeDays } });
    const sections = good.sections.map((one) =>
      one.key === 'work' ? { ...one, body: `${one.body}\n${copied}` } : one,
    );
    return { ...good, sections };
  };

  beforeAll(async () => {
    last = await openCycle(api, { route, tier: { dueAt: '2024-12-10' }, cycle: { period: '2024' } });
    const [tier] = await api.database.query<{ id: string }>(
      'SELECT template_version_id AS id FROM cycle_tier WHERE cycle_id = $1',
      [last.id],
    );
    present = await openCycle(api, { route, tier: { templateVersion: tier?.id } });
    await of(last, 'sf0101').handIn('sf0101', content(11));
    await of(last, 'sf0101').act('sf.leader', 'approve', { revision: 1 });
  });

  it('asks about a figure of 41 after 11, and about paragraphs that are the same to the letter', async () => {
    const report = of(present, 'sf0101');
    await report.save('sf0101.reporter', content(41));
    const found = await rules(report, 'sf0101.reporter');
    expect(found.map(({ rule }) => rule).sort()).toEqual(['copied-from-last-year', 'figure-leap']);
    expect(found.find(({ rule }) => rule === 'figure-leap')?.message).toContain('上年是11');
    await report.save('sf0101.reporter', content(12));
    expect((await rules(report, 'sf0101.reporter')).map(({ rule }) => rule)).toEqual([
      'copied-from-last-year',
    ]);
  });

  it('has nothing to say to a unit without one', async () => {
    const report = of(present, 'sf0102');
    await report.save('sf0102.reporter', content(41));
    expect(await rules(report, 'sf0102.reporter')).toEqual([]);
  });

  it.each([
    ['2026', '2025'],
    ['2026年度', '2025年度'],
    ['2026Q4', '2025Q4'],
    ['2026-01', '2025-01'],
    ['集中整改', null],
  ])('compares %s with %s', (period, before) => expect(yearBefore(period)).toBe(before));
});
