import { apiHarness } from '@testing/http';
import { dismiss, freshReport, handIn, openCycle, ReportDriver } from '@testing/reports';

interface Attention extends Record<string, unknown> {
  extensions: { items: { reportId: string; org: { code: string }; by: string }[]; total: number };
  vacantPosts: {
    items: { org: { code: string }; role: string; waiting: number; coming: number }[];
    total: number;
  };
  unitsWithoutSecretary: { items: { code: string }[]; total: number };
  failedJobs: number | null;
}

describe('what waits for an administrator', () => {
  const api = apiHarness();
  const attention = async (username: string) =>
    (await (await api.as(username)).get<Attention>('/attention')).body;

  it('names a request until it is answered', async () => {
    const report = await freshReport(api, 'sf0101');
    await report.act('sf0101.secretary', 'extend', { dueAt: '2025-12-31', reason: '书记在外学习。' });
    const { extensions } = await attention('sf.admin');
    const found = extensions.items.find(({ reportId }) => reportId === report.id);
    expect(found).toMatchObject({ org: { code: 'sf0101' }, cycle: { timeZone: 'Asia/Shanghai' } });
    expect(found?.by).not.toBeNull();
    await report.act('sf.admin', 'extend', { dueAt: '2025-12-31', reason: '同意。' });
    expect((await attention('sf.admin')).extensions.total).toBe(extensions.total - 1);
  });

  it('names a post of the route that nobody holds: where a report waits, and before one arrives', async () => {
    const early = await handIn(api, 'sf0201');
    await dismiss(api, api.organisation.appointments.get('sf.reviewer') ?? '');
    const of = async (code: string, role: string) =>
      (await attention('sf.admin')).vacantPosts.items.find(
        (post) => post.org.code === code && post.role === role,
      );
    expect(await of('sf', 'reviewer')).toMatchObject({ waiting: 0 });
    expect((await of('sf', 'reviewer'))?.coming).toBeGreaterThanOrEqual(1);
    await early.act('sf02.reviewer', 'approve', { revision: 1 });
    expect((await of('sf', 'reviewer'))?.waiting).toBe(1);
  });

  it('names a unit that owes a report and has no secretary, to administrators of that unit alone', async () => {
    const cycle = await openCycle(api);
    expect(new ReportDriver(api, cycle.reports.get('sf0301') ?? '').id).not.toBe('');
    await dismiss(api, api.organisation.appointments.get('sf0301.secretary') ?? '');
    const admin = await api.as('sf.admin');
    for (const org of ['sf03', 'sf04']) {
      const made = await admin.post<{ id: string }>('/users', {
        username: `${org}.keeper`,
        name: '校管理员',
        org,
      });
      await admin.post('/appointments', { userId: made.body.id, org, role: 'admin' });
      await api.database.query('UPDATE app_user SET must_change_password = false WHERE id = $1', [
        made.body.id,
      ]);
    }
    const codes = async (username: string) =>
      (await attention(username)).unitsWithoutSecretary.items.map(({ code }) => code);
    expect(await codes('sf.admin')).toContain('sf0301');
    expect(await codes('sf03.keeper')).toEqual(['sf0301']);
    expect(await codes('sf04.keeper')).toEqual([]);
  });

  it('counts failed jobs for who looks after the whole installation', async () => {
    expect((await attention('sf.admin')).failedJobs).toBe(0);
    expect((await attention('sf03.keeper')).failedJobs).toBeNull();
    expect((await (await api.as('sf.leader')).get('/attention')).status).toBe(403);
  });
});
