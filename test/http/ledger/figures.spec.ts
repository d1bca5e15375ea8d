import { MonthClosing } from '@features/ledger';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';

interface Summary {
  asOf: string;
  total: Record<string, number | null>;
  rows: { key: string; figures: Record<string, number | null> }[];
}

describe('figures of the ledger on any day (design 8.1, 8.4)', () => {
  const api = apiHarness({ now: new Date('2025-11-03T01:00:00Z') });
  const on = (instant: string) => api.clock.set(new Date(instant));
  const summary = async (query = '', who = 'sf.admin'): Promise<Summary> => {
    const { status, body } = await (await api.as(who)).get<Summary>(`/rectifications/summary?${query}`);
    expect(status).toBe(200);
    return body;
  };

  it('case 47: closed, relapsed, closed counts closed once, and the past goes on saying closed', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', dueOn: '2025-12-31' });
    await item.handIn('sf0101');
    await item.verify('sf01.reviewer');
    expect((await summary()).total).toMatchObject({ entered: 1, closed: 1, closingRate: 1, relapsed: 0 });

    on('2026-02-10T01:00:00Z');
    const closed = await item.get();
    const bare = await item.try('sf01.reviewer', 'check', {
      version: closed.version,
      method: 'on_site',
      result: 'relapsed',
      note: '又停了。',
    });
    expect([bare.status, bare.body.code]).toEqual([422, 'due_required']);
    await item.act('sf01.reviewer', 'check', {
      version: closed.version,
      method: 'on_site',
      result: 'relapsed',
      note: '又停了。',
      dueAt: '2026-04-30',
    });
    expect((await summary()).total).toMatchObject({ open: 1, closed: 0, relapsed: 1, checks: 1, held: 0 });
    await item.handIn('sf0101', { dueOn: '2026-04-30' });
    await item.verify('sf01.reviewer');
    expect((await summary()).total).toMatchObject({ entered: 1, closed: 1, relapsed: 1 });
    expect((await summary('asOf=2025-12-31')).total).toMatchObject({ closed: 1, relapsed: 0, checks: 0 });
    const [check] = (await item.events()).filter(({ type }) => type === 'rectification.relapsed');
    expect(check?.data.closing).toBe(closed.closing?.event);
  });

  it('case 48: progress on 1 March for February belongs to February; stalled by the bureau’s zone', async () => {
    on('2026-02-02T01:00:00Z');
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0201', dueOn: '2026-12-31' });
    await item.act('sf0201.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '整理档案', person: '王芳', dueOn: '2026-06-30' }],
    });
    const stalled = async () => (await item.get()).flags.includes('stalled');
    on('2026-02-25T15:59:59Z');
    expect(await stalled()).toBe(false);
    on('2026-02-25T16:00:00Z');
    expect(await stalled()).toBe(true);
    // Midnight has passed in Shanghai: it is March there.
    on('2026-02-28T17:00:00Z');
    await item.act('sf0201.reporter', 'progress', { month: '2026-02', text: '二月的档案已补齐。' });
    expect(await stalled()).toBe(false);
    const old = await item.try('sf0201.reporter', 'progress', { month: '2026-01', text: '一月' });
    expect([old.status, old.body.code]).toEqual([422, 'rule_broken']);
    expect((await summary('asOf=2026-02-28&under=sf02')).total).toMatchObject({ stalled: 1 });
    expect((await summary('asOf=2026-03-01&under=sf02')).total).toMatchObject({ stalled: 0 });
    on('2026-03-26T01:00:00Z');
    expect(await stalled()).toBe(true);
  });

  it('case 46: a unit is merged with items open: the successor has them, figures of the past unmoved', async () => {
    on('2026-03-26T01:00:00Z');
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0301', dueOn: '2026-12-31' });
    on('2026-04-10T01:00:00Z');
    const before = await summary('asOf=2026-04-09&by=unit&under=sf03');
    const merged = await (await api.as('sf.admin')).post('/org-units/sf0301/merge', { into: 'sf0302' });
    expect(merged.status).toBe(200);
    expect(await item.get()).toMatchObject({ org: { code: 'sf0302' }, state: 'assigned' });
    expect(await summary('asOf=2026-04-09&by=unit&under=sf03')).toEqual(before);
    const after = await summary('by=unit&under=sf03');
    expect(after.rows.find(({ key }) => key === 'sf0302')?.figures.assigned).toBe(1);
    expect(after.total.entered).toBe(1);
  });

  it('case 49: figures of a past month are the same a year later, also once months are summed up', async () => {
    const days = ['2025-11-30', '2025-12-31', '2026-02-28', '2026-03-31'];
    const then = await Promise.all(days.map((day) => summary(`asOf=${day}&by=unit`)));
    on('2027-04-10T01:00:00Z');
    const months = api.application.get(MonthClosing, { strict: false });
    expect(await months.close()).toBe(17);
    expect(await months.close()).toBe(0);
    const later = await Promise.all(days.map((day) => summary(`asOf=${day}&by=unit`)));
    expect(later).toEqual(then);
    // What was open then is overdue by now, without anybody having touched it.
    expect((await summary()).total.overdue).toBeGreaterThan(0);
    const curve = await (await api.as('sf.admin')).get<{
      days: { day: string; counts: Record<string, number> }[];
    }>('/rectifications/curve?from=2025-12-30&asOf=2026-04-12');
    expect(curve.body.days).toHaveLength(104);
    expect(curve.body.days[0]).toMatchObject({ day: '2025-12-30', counts: { closed: 1 } });
  });

  it('case 51: a sample drawn twice with one seed is the same, whatever is closed meanwhile', async () => {
    const admin = await api.as('sf.admin');
    const draw = () =>
      admin.post<{
        id: string;
        population: number;
        items: { id: string; version: number }[];
        checks: { item: string; result: string; note: string }[];
      }>('/rectification-samples', {
        under: 'sf',
        share: 0.5,
        seed: '二〇二七年第一季度',
      });
    for (const _ of [1, 2, 3]) {
      const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0102', dueOn: '2027-12-31' });
      await item.handIn('sf0102');
      await item.verify('sf01.reviewer');
    }
    const first = await draw();
    expect(first.status).toBe(200);
    const more = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0102', dueOn: '2027-12-31' });
    await more.handIn('sf0102');
    await more.verify('sf01.reviewer');
    const again = await draw();
    expect(again.body).toEqual(first.body);
    expect(again.body.items).toHaveLength(3);
    expect(first.body.checks).toEqual([]);
    const [drawn] = first.body.items;
    const checked = new ItemDriver(api, drawn?.id ?? '');
    await checked.act('sf01.reviewer', 'check', {
      version: drawn?.version,
      method: 'spot_check',
      result: 'held',
      note: '抽查属实。',
    });
    expect((await draw()).body.checks).toEqual([
      expect.objectContaining({ item: drawn?.id, result: 'held', note: '抽查属实。' }),
    ]);
    const observer = await (await api.as('sf0102.secretary')).post('/rectification-samples', {
      under: 'sf',
      share: 0.5,
      seed: '自选',
    });
    expect(observer.status).toBe(403);
  });
});
