import { apiHarness } from '@testing/http';
import { manyReports, openCycle, ReportDriver } from '@testing/reports';

interface Work {
  done: number;
  refused: { id: string; code: string }[];
  next: string | null;
}

describe('work on all reports of a cycle', () => {
  const api = apiHarness();

  it('never shortens: who has longer keeps it, and asking again changes nothing', async () => {
    const cycle = await openCycle(api);
    const admin = await api.as('sf.admin');
    const report = new ReportDriver(api, cycle.reports.get('sf0101')!);
    await report.act('sf.admin', 'extend', { dueAt: '2025-12-31', reason: '书记轮岗。' });
    const returned = new ReportDriver(api, cycle.reports.get('sf0102')!);
    await returned.handIn('sf0102');
    await returned.act('sf01.reviewer', 'return', { revision: 1, note: '请补充。', dueAt: '2025-12-24' });
    const extend = async (dueAt: string): Promise<Work> =>
      (await admin.post<Work>(`/cycles/${cycle.code}/extensions`, { dueAt, reason: '统一延期。' })).body;
    expect((await extend('2025-12-20')).done).toBe(cycle.reports.size - 2);
    expect((await report.get('sf.admin')).body.dueAt).toBe('2025-12-31T15:59:59.999Z');
    expect((await returned.get('sf.admin')).body.dueAt).toBe('2025-12-24T15:59:59.999Z');
    expect(await extend('2025-12-20')).toEqual({ done: 0, refused: [], next: null });
    expect((await extend('2025-12-26')).done).toBe(cycle.reports.size - 1);
    expect((await returned.get('sf.admin')).body.dueAt).toBe('2025-12-26T15:59:59.999Z');
  });

  it('reaches every report of a large cycle: each answer says where to go on', async () => {
    const cycle = await openCycle(api);
    const ids = await manyReports(api, cycle.reports.get('sf0101')!, 1020, 'not_started');
    const admin = await api.as('sf.admin');
    const dueAt = '2025-12-20';
    const counts: number[] = [];
    let after: string | undefined;
    do {
      const { body } = await admin.post<Work>(`/cycles/${cycle.code}/extensions`, {
        dueAt,
        reason: '统一延期。',
        ...(after ? { after } : {}),
      });
      expect(body.refused).toEqual([]);
      counts.push(body.done);
      after = body.next ?? undefined;
    } while (after);
    expect(counts).toEqual([1000, ids.length + cycle.reports.size - 1000]);
    const [left] = await api.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM report WHERE cycle_id = $1 AND extended_until IS NULL',
      [cycle.id],
    );
    expect(left?.count).toBe(0);
  });
});
