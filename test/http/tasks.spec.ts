import { apiHarness } from '@testing/http';
import { appoint, freshReport, handIn, manyReports, openCycle, ReportDriver } from '@testing/reports';

interface Tasks {
  items: { kind: string; dueAt: string | null; report: { id: string; allowedActions: string[] } }[];
  total: number;
  counts: Record<string, number>;
}

describe('GET /tasks (design 2.3)', () => {
  const api = apiHarness();
  const tasks = async (username: string, query = ''): Promise<Tasks> =>
    (await (await api.as(username)).get<Tasks>(`/tasks?pageSize=200${query}`)).body;

  const approved = async (unit: string): Promise<ReportDriver> => {
    const report = await handIn(api, unit);
    const approve = { revision: 1 };
    await report.act('sf01.reviewer', 'approve', approve);
    await report.act('sf.reviewer', 'approve', approve);
    await report.act('sf.leader', 'approve', { ...approve, grade: '好' });
    return report;
  };

  it('gives publishing no deadline and puts it after everything that has one', async () => {
    const report = await approved('sf0101');
    await appoint(api, 'sf.publisher', 'reviewer', 'sf');
    const waiting = await handIn(api, 'sf0102');
    await waiting.act('sf01.reviewer', 'approve', { revision: 1 });
    const { items, counts } = await tasks('sf.publisher');
    const kinds = items.map(({ kind }) => kind);
    expect(kinds).toContain('review');
    expect(kinds.lastIndexOf('review')).toBeLessThan(kinds.indexOf('publish'));
    expect(items.find((item) => item.report.id === report.id)).toMatchObject({
      kind: 'publish',
      dueAt: null,
    });
    expect(counts).toMatchObject({ publish: 1 });
  });

  it('forgets a publication that was declined, once, and lets it be published all the same', async () => {
    const report = await approved('sf0103');
    const of = async () => (await tasks('sf.publisher', '&kind=publish')).items.map((item) => item.report.id);
    expect(await of()).toContain(report.id);
    expect((await report.try('sf.publisher', 'decline', { reason: ' ' })).body.code).toBe('note_required');
    const after = await report.act('sf.publisher', 'decline', { reason: '仅供内部掌握。' });
    expect(after.state).toBe('approved');
    expect(after.allowedActions).not.toContain('decline');
    expect(after.allowedActions).toContain('publish');
    expect(await of()).not.toContain(report.id);
    const again = await report.try('sf.publisher', 'decline', { reason: '再说一次。' });
    expect([again.status, again.body.code]).toEqual([409, 'publishing_declined']);
    expect((await report.events()).at(-1)).toMatchObject({
      type: 'report.declined',
      from: 'approved',
      to: 'approved',
    });
    const review = { secrecy: true, necessity: true, accuracy: true };
    expect((await report.act('sf.publisher', 'publish', { audience: 'all', review })).state).toBe(
      'published',
    );
  });

  it('asks again whether to publish what was declined, corrected and approved anew', async () => {
    const report = await approved('sf0101');
    await report.act('sf.publisher', 'decline', { reason: '数据待核。' });
    await report.act('sf.leader', 'reopen', { reason: '数据有误。' });
    await report.act('sf0101.secretary', 'submit');
    for (const [who, grade] of [['sf01.reviewer'], ['sf.reviewer'], ['sf.leader', '好']])
      await report.act(who!, 'approve', { revision: 2, ...(grade ? { grade } : {}) });
    const { items } = await tasks('sf.publisher', '&kind=publish');
    expect(items.map((item) => item.report.id)).toContain(report.id);
  });

  it('counts and pages exactly what the rules let the caller do, whoever is recused, reserved for or done', async () => {
    const mode = { at: 'bureau', role: 'leader', mode: 'all', workingDays: 5, grade: true } as const;
    const cycle = await openCycle(api, {
      route: [{ ...mode, role: 'reviewer', mode: 'any', grade: false }, mode],
    });
    // The author of one report, and the leader, review at the bureau too; two leaders decide together.
    for (const [name, role] of [
      ['sf0101.secretary', 'reviewer'],
      ['sf.leader', 'reviewer'],
      ['sf0102.secretary', 'leader'],
    ] as const)
      await appoint(api, name, role, 'sf');
    const driver = (unit: string) => new ReportDriver(api, cycle.reports.get(unit)!);
    for (const unit of ['sf0101', 'sf0102', 'sf0201', 'sf0202', 'sf0203']) await driver(unit).handIn(unit);
    await driver('sf0201').act('sf.reviewer', 'transfer', {
      toUserId: api.organisation.users.get('sf0101.secretary'),
    });
    await driver('sf0202').act('sf.leader', 'approve', { revision: 1 });
    await driver('sf0203').act('sf.reviewer', 'approve', { revision: 1 });
    await driver('sf0203').act('sf.leader', 'approve', { revision: 1, grade: '好' });
    for (const name of ['sf.reviewer', 'sf.leader', 'sf0101.secretary', 'sf0102.secretary', 'sf.publisher']) {
      const { items, total, counts } = await tasks(name, '&kind=review');
      const reports = await (await api.as(name)).get<{ items: { id: string; allowedActions: string[] }[] }>(
        `/reports?state=in_review&pageSize=200`,
      );
      const open = reports.body.items.filter(({ allowedActions }) => allowedActions.includes('return'));
      expect([name, items.map(({ report }) => report.id).sort()]).toEqual([
        name,
        open.map(({ id }) => id).sort(),
      ]);
      expect([total, counts.review]).toEqual([open.length, open.length]);
    }
    const leader = await tasks('sf.leader', '&kind=review');
    const ids = leader.items.map(({ report }) => report.id);
    expect(ids).not.toContain(cycle.reports.get('sf0202'));
    expect(ids).not.toContain(cycle.reports.get('sf0203'));
    expect(ids).not.toContain(cycle.reports.get('sf0201'));
  });

  it('pages to the end: hundreds of reports to publish hide no review', async () => {
    const report = await freshReport(api, 'sf0201');
    await manyReports(api, report.id, 1100, 'approved');
    const first = await tasks('sf.publisher');
    expect(first.total).toBeGreaterThan(1100);
    expect(first.items[0]?.kind).toBe('review');
    const seen = new Set<string>();
    for (let page = 1; page <= Math.ceil(first.total / 200); page += 1)
      for (const item of (await tasks('sf.publisher', `&page=${page}`)).items) seen.add(item.report.id);
    expect(seen.size).toBe(first.total);
  });
});
