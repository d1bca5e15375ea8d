import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { ReminderSweep } from '@features/reminder';
import { RollupAudit } from '@features/rollup';
import { apiHarness } from '@testing/http';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';

interface Node extends Record<string, unknown> {
  code: string;
  ended: { on: string; into: string | null } | null;
  counts: Record<string, number>;
}

describe('case 30: a unit that was dissolved or merged owes nothing from its date', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  const admin = () => api.as('sf.admin');
  const unitId = (code: string) => api.organisation.orgs.get(code);
  const end = async (code: string, how: 'dissolve' | 'merge', body: object = {}) => {
    const done = await (await admin()).post(`/org-units/${code}/${how}`, body);
    expect([done.status, done.body.code]).toEqual([200, undefined]);
  };
  const completion = async (cycle: string, under: string) => {
    const { body } = await (await admin()).get<{ node: Node; children: Node[] }>(
      `/cycles/${cycle}/completion?under=${under}&tier=branch`,
    );
    return body;
  };
  const soundFigures = async () =>
    until('the figures follow', async () => {
      const { ok, pending } = await api.application.get(RollupAudit).verify();
      return ok && pending === 0;
    });

  it('waives what is not handed in, with its request for more time, in the very act', async () => {
    const cycle = await openCycle(api);
    const last = await openCycle(api);
    const drafting = new ReportDriver(api, cycle.reports.get('sf0403') ?? '');
    await drafting.save('sf0403.reporter');
    await drafting.act('sf0403.secretary', 'extend', { dueAt: '2025-12-31', reason: '并入在即。' });
    const closed = await (await admin()).post(`/cycles/${last.id}/close`);
    expect(closed.status).toBe(200);
    await end('sf0403', 'dissolve');

    const waived = (await drafting.get('sf.admin')).body as unknown as {
      state: string;
      waiver: { reason: string; by: string };
      org: { ended: object };
      waitingOn: object | null;
      extension: object | null;
    };
    expect(waived).toMatchObject({
      state: 'waived',
      waiver: { reason: '本单位已撤销。' },
      org: { ended: { on: '2025-11-20', into: null } },
      waitingOn: null,
      extension: null,
    });
    const { node, children } = await completion(cycle.code, 'sf04');
    expect(node.counts).toMatchObject({ expected: 2, waived: 1, drafting: 0 });
    expect(children.map(({ code, ended }) => [code, ended])).toEqual([
      ['sf0401', null],
      ['sf0402', null],
      ['sf0403', { on: '2025-11-20', into: null }],
    ]);
    // What is closed keeps its numbers (case 29).
    expect((await completion(last.code, 'sf04')).node.counts).toMatchObject({ expected: 3, waived: 0 });
    const back = await drafting.try('sf.admin', 'reinstate', { reason: '仍须报送。' });
    expect([back.status, back.body.code]).toEqual([409, 'unit_dissolved']);
    await soundFigures();
  });

  it('leaves in review what is, and asks nobody there for the answer to a return', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0203') ?? '');
    await report.handIn('sf0203', goodContent());
    await end('sf0203', 'dissolve');
    expect((await report.get('sf.admin')).body.state).toBe('in_review');
    await report.act('sf02.reviewer', 'return', { revision: 1, note: '请补充。' });
    const now = api.clock.now();
    api.clock.set(new Date('2026-01-15T02:00:00Z'));
    const tasks = await (await api.as('sf0203.secretary')).get<{ total: number }>('/tasks');
    expect(tasks.body.total).toBe(0);
    expect((await completion(cycle.code, 'sf0203')).node.counts).toMatchObject({ returned: 1, overdue: 0 });
    const urged = await report.try('sf.admin', 'urge');
    expect([urged.status, urged.body.code]).toEqual([409, 'unit_dissolved']);
    expect((await report.get('sf.admin')).body.waitingOn).toBeNull();
    await until('the reminder’s plan followed the return', async () => {
      const [row] = await api.database.query<{ owed: number }>(
        `SELECT (SELECT count(*) FROM job_owed)::int + (SELECT count(*) FROM event WHERE dispatched_at IS NULL)::int AS owed`,
      );
      return row?.owed === 0;
    });
    await api.application.get(ReminderSweep).sweep();
    const reminded = await api.database.query(
      `SELECT 1 FROM notification WHERE report_id = $1 AND kind = 'reminder.author'`,
      [report.id],
    );
    expect(reminded).toHaveLength(0);
    api.clock.set(now);
    await soundFigures();
  });

  it('keeps a merged unit where the cycle’s frozen tree has it, and labels it', async () => {
    const cycle = await openCycle(api);
    await end('sf03', 'merge', { into: 'sf01' });
    const { children } = await completion(cycle.code, 'sf');
    expect(children.find(({ code }) => code === 'sf03')).toMatchObject({
      ended: { on: '2025-11-20', into: '示范第1党总支' },
      counts: { expected: 3 },
    });
    const under = await (await admin()).get<{ total: number; items: { superior: object }[] }>(
      `/reports?cycle=${cycle.code}&under=sf03&tier=branch`,
    );
    expect(under.body.total).toBe(3);
    expect(under.body.items[0]?.superior).toMatchObject({
      id: unitId('sf03'),
      code: 'sf03',
      ended: { into: '示范第1党总支' },
    });
  });
});
