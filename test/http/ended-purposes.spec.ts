import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { type ApiAnswer, apiHarness } from '@testing/http';
import { appoint, openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';

interface Inbox extends Record<string, unknown> {
  items: { kind: string; title: string; reportId: string | null; readAt: string | null }[];
}

describe('side requests end with their purpose (design 1.4)', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  const dueAt = '2025-12-31';

  async function started(unit: string): Promise<ReportDriver> {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get(unit) ?? '');
    await report.save(`${unit}.reporter`);
    return report;
  }
  const ask = (report: ReportDriver, unit: string) =>
    report.try(`${unit}.secretary`, 'extend', { dueAt, reason: '书记在外学习。' });
  const answer = async (id: string, body: object): Promise<ApiAnswer> =>
    (await api.as('sf.admin')).post(`/extensions/${id}/grant`, body);

  it('closes an open request for more time when the report is handed in, and takes a new one afterwards', async () => {
    const report = await started('sf0101');
    const asked = (await ask(report, 'sf0101')).body as unknown as { extension: { id: string } };
    await report.act('sf0101.secretary', 'submit');
    const late = await answer(asked.extension.id, { dueAt });
    expect([late.status, late.body.code]).toEqual([409, 'extension_closed']);
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '请补充。' });
    const again = await ask(report, 'sf0101');
    expect([again.status, again.body.code]).toEqual([200, undefined]);
    const rows = await api.database.query<{ state: string }>(
      'SELECT state FROM extension WHERE report_id = $1 ORDER BY requested_at, id',
      [report.id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['superseded', 'requested']);
  });

  it('closes it when the report is waived', async () => {
    const report = await started('sf0102');
    const asked = (await ask(report, 'sf0102')).body as unknown as { extension: { id: string } };
    await report.act('sf.admin', 'waive', { reason: '并入其他支部。' });
    await report.act('sf.admin', 'reinstate', { reason: '恢复。' });
    expect((await answer(asked.extension.id, { dueAt })).status).toBe(409);
  });

  it('never shortens what was granted, neither one by one nor for a whole cycle', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0103') ?? '');
    await report.act('sf.admin', 'extend', { dueAt, reason: '轮岗。' });
    const shorter = await report.try('sf.admin', 'extend', { dueAt: '2025-12-20', reason: '统一顺延。' });
    expect([shorter.status, shorter.body.code]).toEqual([422, 'invalid_due_date']);
    await (await api.as('sf.admin')).post(`/cycles/${cycle.id}/extensions`, {
      dueAt: '2025-12-20',
      reason: '统一顺延。',
      orgs: ['sf0103', 'sf0102'],
    });
    const { extension } = (await report.get('sf.admin')).body as unknown as { extension: { until: string } };
    expect(new Date(extension.until).toISOString()).toBe('2025-12-31T15:59:59.999Z');
  });

  const inbox = async (username: string, report: ReportDriver) =>
    (await (await api.as(username)).get<Inbox>('/notifications?pageSize=200')).body.items.filter(
      ({ reportId }) => reportId === report.id,
    );
  const seen = async (username: string, report: ReportDriver) =>
    (await inbox(username, report)).map(({ kind, readAt }) => `${kind}${readAt ? ' ended' : ''}`).sort();

  it('tells reviewers once that a waiver took the task, and ends what asked them', async () => {
    const report = await started('sf0201');
    await report.act('sf0201.secretary', 'submit');
    await until('the reviewer was told', async () => (await inbox('sf02.reviewer', report)).length === 1);
    expect(await seen('sf02.reviewer', report)).toEqual(['review.awaited']);
    await report.act('sf.admin', 'waive', { reason: '并入其他支部。' });
    await until(
      'the reviewer was called off',
      async () => (await inbox('sf02.reviewer', report)).length === 2,
    );
    expect(await seen('sf02.reviewer', report)).toEqual(['review.awaited ended', 'review.called_off']);
    const [told] = (await inbox('sf02.reviewer', report)).filter(({ kind }) => kind === 'review.called_off');
    expect(told?.title).toContain('不再由您审核：已免报');
  });

  it('tells the others at a step of a transfer, and no one whose turn it stays', async () => {
    await appoint(api, 'sf01.reviewer', 'reviewer', 'sf03');
    await appoint(api, 'sf04.reviewer', 'reviewer', 'sf03');
    const report = await started('sf0301');
    await report.act('sf0301.secretary', 'submit');
    await until('all were told', async () => (await inbox('sf01.reviewer', report)).length === 1);
    await report.act('sf03.reviewer', 'transfer', { toUserId: api.organisation.users.get('sf04.reviewer') });
    await until('the third was called off', async () => (await inbox('sf01.reviewer', report)).length === 2);
    expect(await seen('sf01.reviewer', report)).toEqual(['review.awaited ended', 'review.called_off']);
    await until('who transferred has nothing left', async () =>
      (await seen('sf03.reviewer', report)).every((line) => line.endsWith('ended')),
    );
    expect(await seen('sf04.reviewer', report)).toEqual(['review.awaited', 'review.transferred']);
  });

  it('ends what asked a colleague once one of them decided, without a word', async () => {
    const report = await started('sf0302');
    await report.act('sf0302.secretary', 'submit');
    await until('both were told', async () => (await inbox('sf04.reviewer', report)).length === 1);
    await report.act('sf03.reviewer', 'approve', { revision: 1 });
    await until('the colleague has nothing left', async () =>
      (await seen('sf04.reviewer', report)).every((line) => line.endsWith('ended')),
    );
    expect(await seen('sf04.reviewer', report)).toEqual(['review.awaited ended']);
  });
});
