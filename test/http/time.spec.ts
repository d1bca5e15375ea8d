import { ClosingByClock } from '@features/cycle';
import { apiHarness } from '@testing/http';
import { goodContent, type OpenCycleOptions, openCycle, ReportDriver } from '@testing/reports';

// 2025-12-10 ends at this instant in Shanghai.
const lastInstant = new Date('2025-12-10T15:59:59.999Z');
const after = (milliseconds: number) => new Date(lastInstant.getTime() + milliseconds);
const day = 86_400_000;

describe('time (design 5)', () => {
  const api = apiHarness();
  const start = new Date('2025-11-20T01:00:00Z');
  beforeEach(() => api.clock.set(start));

  async function drafted(unit: string, options: OpenCycleOptions = {}) {
    const cycle = await openCycle(api, options);
    const report = new ReportDriver(api, cycle.reports.get(unit) ?? '');
    await report.save(`${unit}.reporter`, goodContent());
    return { cycle, report };
  }

  it('case 21: the last millisecond of the due day is in time, the next one is late', async () => {
    const inTime = await drafted('sf0101');
    api.clock.set(lastInstant);
    expect((await inTime.report.act('sf0101.secretary', 'submit')).late).toBe(false);
    api.clock.set(start);
    const late = await drafted('sf0101');
    api.clock.set(after(1));
    expect((await late.report.act('sf0101.secretary', 'submit')).late).toBe(true);
  });

  it('case 21: a withdrawn first submission does not count for lateness', async () => {
    const { report } = await drafted('sf0102');
    api.clock.set(lastInstant);
    await report.act('sf0102.secretary', 'submit');
    api.clock.set(after(1));
    await report.act('sf0102.secretary', 'withdraw');
    expect(await report.act('sf0102.secretary', 'submit')).toMatchObject({ late: true, revision: 2 });
  });

  it('case 22: in the grace period marked late, after it locked, with an extension taken again until it ran out', async () => {
    const { report } = await drafted('sf0103', { tier: { graceDays: 2, latePolicy: 'lock' } });
    const seen = async () => (await report.get('sf0103.secretary')).body.allowedActions.includes('submit');
    api.clock.set(after(2 * day));
    expect(await seen()).toBe(true);
    api.clock.set(after(2 * day + 1));
    expect(await seen()).toBe(false);
    const locked = await report.try('sf0103.secretary', 'submit');
    expect([locked.status, locked.body.code]).toEqual([409, 'cycle_closed']);

    const asked = await report.act('sf0103.secretary', 'extend', {
      dueAt: '2025-12-20',
      reason: '人员轮岗。',
    });
    expect(asked.extension).toMatchObject({ state: 'requested', until: null });
    const twice = await report.try('sf0103.secretary', 'extend', { dueAt: '2025-12-21', reason: '再申请。' });
    expect([twice.status, twice.body.code]).toEqual([409, 'extension_pending']);
    const admin = await api.as('sf.admin');
    const granted = await admin.post<{ extension: { until: string }; dueAt: string }>(
      `/extensions/${asked.extension?.id}/grant`,
      { dueAt: '2025-12-18', note: '同意到18日。' },
    );
    expect([granted.status, granted.body.dueAt]).toEqual([200, '2025-12-18T15:59:59.999Z']);
    expect(granted.body.extension).toMatchObject({ state: 'granted', note: '同意到18日。' });
    expect((await admin.post(`/extensions/${asked.extension?.id}/deny`, { reason: '迟了。' })).status).toBe(
      409,
    );
    api.clock.set(new Date('2025-12-18T16:00:00.000Z'));
    expect((await report.try('sf0103.secretary', 'submit')).status).toBe(409);
    api.clock.set(new Date('2025-12-18T15:59:59.999Z'));
    expect((await report.act('sf0103.secretary', 'submit')).state).toBe('in_review');
  });

  it('case 22: closing stops first submissions only; an answer is taken until its date', async () => {
    const { cycle, report: waiting } = await drafted('sf0201');
    const handed = new ReportDriver(api, cycle.reports.get('sf0202') ?? '');
    await handed.handIn('sf0202');
    const admin = await api.as('sf.admin');
    expect((await admin.post(`/cycles/${cycle.code}/close`)).status).toBe(200);
    const refused = await waiting.try('sf0201.secretary', 'submit');
    expect([refused.status, refused.body.code]).toEqual([409, 'cycle_closed']);
    const returned = await handed.act('sf02.reviewer', 'return', {
      revision: 1,
      note: '请补充。',
      dueAt: '2025-11-25',
    });
    expect(returned.dueAt).toBe('2025-11-25T15:59:59.999Z');
    api.clock.set(new Date('2025-11-25T16:00:00.000Z'));
    expect((await handed.try('sf0202.secretary', 'submit')).status).toBe(409);
    await (await api.as('sf.admin')).post(`/reports/${handed.id}/extend`, {
      dueAt: '2025-11-28',
      reason: '特殊情况。',
    });
    expect(await handed.act('sf0202.secretary', 'submit')).toMatchObject({ state: 'in_review', late: false });
  });

  it('case 22: closes by itself to the millisecond, and is written down once', async () => {
    const closesAt = '2025-12-15T04:00:00.000Z';
    const { cycle, report } = await drafted('sf0202', { cycle: { closesAt } });
    const other = new ReportDriver(api, cycle.reports.get('sf0203') ?? '');
    await other.save('sf0203.reporter', goodContent());
    const opening = api.application.get(ClosingByClock, { strict: false });
    const admin = await api.as('sf.admin');
    const shown = async () =>
      (await admin.get<{ state: string; closedAt: string }>(`/cycles/${cycle.code}`)).body;

    api.clock.set(new Date(closesAt));
    expect(await opening.closeDue()).toBe(0);
    expect((await report.act('sf0202.secretary', 'submit')).late).toBe(true);

    // A millisecond later the rules hold, although no worker has come by.
    api.clock.advance(1);
    expect((await shown()).state).toBe('open');
    expect((await other.get('sf0203.secretary')).body.allowedActions).not.toContain('submit');
    const refused = await other.try('sf0203.secretary', 'submit');
    expect([refused.status, refused.body.code]).toEqual([409, 'cycle_closed']);
    const tasks = await (await api.as('sf0203.reporter')).get<{ items: { report: { id: string } }[] }>(
      '/tasks',
    );
    expect(tasks.body.items.map((task) => task.report.id)).not.toContain(other.id);
    const patch = { closesAt: '2026-01-31' };
    const headers = { 'if-match': '"2"' };
    expect((await admin.patch(`/cycles/${cycle.code}`, patch, { headers })).body).toMatchObject({
      code: 'cycle_not_open',
      state: { state: 'closed' },
    });

    const closed = await Promise.all([opening.closeDue(), opening.closeDue(), opening.closeDue()]);
    expect(closed.reduce((sum, count) => sum + count)).toBe(1);
    expect(await shown()).toMatchObject({ state: 'closed', closedAt: closesAt });
    const written = await api.database.query(
      `SELECT actor_id, actor_name, detail ->> 'closesAt' AS "closesAt" FROM audit_entry
        WHERE object_id = $1 AND action = 'cycle.closed'`,
      [cycle.id],
    );
    expect(written).toEqual([{ actor_id: null, actor_name: '系统', closesAt }]);
  });

  it('takes a closing date after the last due date only, and moves it until it is past', async () => {
    const admin = await api.as('sf.admin');
    const cycle = await openCycle(api, { cycle: { closesAt: '2025-12-15' } });
    let version = 0;
    const change = async (patch: Record<string, unknown>) => {
      const { body } = await admin.get<{ version: number }>(`/cycles/${cycle.code}`);
      version = body.version;
      const headers = { 'if-match': `"${version}"` };
      return admin.patch<{ closesAt: string; errors: unknown[] }>(`/cycles/${cycle.code}`, patch, {
        headers,
      });
    };
    expect((await change({ closesAt: '2025-12-16T10:00:00+08:00' })).body.closesAt).toBe(
      '2025-12-16T02:00:00.000Z',
    );
    expect((await change({ closesAt: '2025-12-10' })).body.errors).toMatchObject([
      { pointer: '/closesAt', code: 'before_due' },
    ]);
    expect((await change({ tiers: [{ kind: 'branch', dueAt: '2025-12-20' }] })).status).toBe(422);
    expect((await change({ closesAt: 'soon' })).status).toBe(400);
    expect((await change({ closesAt: null })).body.closesAt).toBeNull();
    api.clock.set(after(2 * day));
    expect((await change({ closesAt: '2025-12-11T12:00:00Z' })).body.errors).toMatchObject([
      { code: 'past' },
    ]);
  });

  it('lets an admin waive and reinstate with the earlier state, and urge at most once in twelve hours', async () => {
    const { report } = await drafted('sf0101');
    for (const [reason, code] of [
      ['', 'note_required'],
      ['　', 'note_required'],
      ['字'.repeat(2001), 'note_too_long'],
    ])
      expect((await report.try('sf.admin', 'waive', { reason })).body).toMatchObject({
        code,
        errors: [{ pointer: '/reason', code }],
      });
    expect((await report.act('sf.admin', 'waive', { reason: '支部撤销。' })).state).toBe('waived');
    expect((await report.try('sf0101.secretary', 'submit')).body.code).toBe('wrong_state');
    expect((await report.act('sf.admin', 'reinstate', { reason: '暂不撤销。' })).state).toBe('drafting');
    await report.act('sf01.secretary', 'urge');
    const again = await report.try('sf.admin', 'urge');
    expect([again.status, again.body.code, again.headers.get('retry-after')]).toEqual([
      429,
      'urged_recently',
      '43200',
    ]);
    api.clock.advance(12 * 3_600_000);
    await report.act('sf.admin', 'urge');
    await report.act('sf0101.secretary', 'submit');
    const waived = await report.act('sf.admin', 'waive', { reason: '合并上报。' });
    expect([waived.state, waived.step]).toEqual(['waived', null]);
    expect(await report.act('sf.admin', 'reinstate', { reason: '仍单独上报。' })).toMatchObject({
      state: 'in_review',
      step: { index: 1 },
    });
  });

  it('urges a whole cycle and lists everybody’s tasks, the most overdue first', async () => {
    const cycle = await openCycle(api);
    const admin = await api.as('sf.admin');
    const urged = await admin.post<{ done: number; refused: unknown[] }>(`/cycles/${cycle.code}/urge`, {
      under: 'sf01',
    });
    expect(urged.body).toEqual({ done: 3, refused: [], next: null });
    expect((await admin.post<{ done: number }>(`/cycles/${cycle.code}/urge`, {})).body.done).toBe(11);
    const report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.handIn('sf0101');
    interface Tasks {
      items: { kind: string; report: { id: string } }[];
    }
    const tasks = await (await api.as('sf01.reviewer')).get<Tasks>('/tasks?pageSize=200');
    expect(tasks.body.items.filter((task) => task.report.id === report.id).map((task) => task.kind)).toEqual([
      'review',
    ]);
    const own = await (await api.as('sf0102.reporter')).get<Tasks>('/tasks?pageSize=200&kind=write');
    expect(own.body.items.map((task) => task.report.id)).toContain(cycle.reports.get('sf0102'));
  });
});
