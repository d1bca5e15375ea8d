import type { Finding } from '@domain/checks';
import { apiHarness } from '@testing/http';
import { goodContent, openCycle, ReportDriver, type SentContent } from '@testing/reports';

/** Findings are kept with what is saved, and read wherever the working copy is judged (design 4.1). */
describe('findings that are kept', () => {
  const api = apiHarness();
  const flawed = (change: Partial<SentContent> = {}) =>
    goodContent('年度', {
      unplaced: '另有一段。',
      problems: [
        { problem: '个别党员参加学习不够主动', cause: '', measure: '' },
        { problem: '记录停在句子中间，', cause: '人手不足', measure: '' },
      ],
      ...change,
    });
  const begun = async (content: SentContent) => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.save('sf0101.reporter', content);
    return report;
  };
  const checks = async (report: ReportDriver, username = 'sf0101.reporter') =>
    (await (await api.as(username)).get<{ findings: Finding[] }>(`/reports/${report.id}/checks`)).body
      .findings;
  const keep = (report: ReportDriver, set: string) =>
    api.database.query(`UPDATE report_draft SET ${set} WHERE report_id = $1`, [report.id]);
  const marked = [{ rule: 'kept', severity: 'warning', anchor: {}, message: '保存时所留。' }];
  const mark = (report: ReportDriver) => keep(report, `findings = '${JSON.stringify(marked)}'`);

  it('are what checking the saved text anew finds', async () => {
    const report = await begun(flawed());
    const kept = await checks(report);
    await keep(report, `findings_of = 'older rules'`);
    expect(kept.length).toBeGreaterThan(1);
    expect(await checks(report)).toEqual(kept);
  });

  it('answer for the working copy, and only while rules and scope are the same', async () => {
    const report = await begun(flawed());
    await mark(report);
    expect(await checks(report)).toEqual(marked);
    await keep(report, `findings_of = 'older rules'`);
    expect((await checks(report)).map(({ rule }) => rule)).toContain('unplaced-text');
    const scoped = await begun(goodContent());
    await scoped.act('sf0101.secretary', 'submit');
    const scope = { sections: ['issues'], indicators: [], problems: [] };
    await scoped.act('sf01.reviewer', 'return', { revision: 1, note: '请改存在问题。', scope });
    await mark(scoped);
    expect(await checks(scoped)).not.toEqual(marked);
  });

  it('serve submitting again: only what changed is checked', async () => {
    const report = await begun(goodContent());
    await keep(report, 'errors = 1');
    expect((await report.try('sf0101.secretary', 'submit')).status).toBe(422);
    await keep(report, `findings_of = 'older rules'`);
    expect((await report.try('sf0101.secretary', 'submit')).status).toBe(200);
  });

  it('are no part of a revision, which is judged as it stands', async () => {
    const report = await begun(flawed());
    await mark(report);
    await report.act('sf0101.secretary', 'submit');
    expect((await checks(report, 'sf01.reviewer')).map(({ rule }) => rule)).toContain('unplaced-text');
  });
});
