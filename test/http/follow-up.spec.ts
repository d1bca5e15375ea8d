import { apiHarness } from '@testing/http';
import { testPassword } from '@testing/organisation';
import { move, type OpenedCycle, openCycle } from '@testing/worker';

const start = new Date('2025-11-20T01:00:00Z');

describe('messages, figures and operation over HTTP', () => {
  const api = apiHarness({ now: start });
  let cycle: OpenedCycle;
  const user = (username: string) => api.organisation.users.get(username) ?? '';
  const act = (code: string, step: Parameters<typeof move>[2]) =>
    api.unitOfWork.run((transaction) => move(transaction, cycle.reports.get(code) ?? '', step));

  beforeAll(async () => {
    cycle = await openCycle(api.unitOfWork, api.organisation, { dueOn: '2025-12-10', openedAt: start });
    const secretary = { id: user('sf0101.secretary'), name: '书记' };
    const reviewer = { id: user('sf01.reviewer'), name: '审核人' };
    const orgId = api.organisation.orgs.get('sf01') ?? '';
    await act('sf0101', {
      type: 'report.submitted',
      to: 'in_review',
      at: start,
      actor: secretary,
      waits: { index: 1, orgId, role: 'reviewer' },
      indicators: { theme_days: 12, funds: 75.9, measures_done: 2, measures_total: 3 },
    });
    await act('sf0101', { type: 'report.approved', to: 'approved', at: start, actor: reviewer });
  });

  describe('completion', () => {
    it('is exact at once, worker or not, in the shape of design 2.4', async () => {
      const answer = await (await api.as('sf.admin')).get('/cycles/annual/completion?under=sf&tier=branch');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        cycle: 'annual',
        tier: 'branch',
        node: {
          code: 'sf',
          counts: { expected: 14, not_started: 13, approved: 1, overdue: 0, late: 0, extended: 0, waived: 0 },
          steps: [],
          returnsPerReport: 0,
          medianReviewHours: 0,
        },
      });
      const children = answer.body.children as Array<{ code: string; counts: { expected: number } }>;
      expect(children.find(({ code }) => code === 'sf01')?.counts.expected).toBe(3);
    });

    it('tells who is overdue by the clock', async () => {
      api.clock.set(new Date('2025-12-11T01:00:00Z'));
      const answer = await (await api.as('sf.admin')).get('/cycles/annual/completion?depth=2');
      api.clock.set(start);
      expect(answer.body).toMatchObject({ node: { code: 'sf', counts: { overdue: 13 } } });
      const children = answer.body.children as Array<{ code: string; children?: unknown[] }>;
      expect(children.find(({ code }) => code === 'sf01')?.children).toHaveLength(3);
    });

    it('starts at the caller’s own unit and hides what lies beside it', async () => {
      const secretary = await api.as('sf02.secretary');
      expect((await secretary.get('/cycles/annual/completion')).body).toMatchObject({
        node: { code: 'sf02' },
      });
      expect((await secretary.get('/cycles/annual/completion?under=sf01')).status).toBe(404);
      expect((await secretary.get('/cycles/annual/completion?under=sf')).status).toBe(404);
      expect((await secretary.get('/cycles/annual/completion?depth=9')).status).toBe(400);
    });
  });

  it('case 36: indicators are exact decimals, and a rate is Σ over Σ', async () => {
    const answer = await (await api.as('sf.observer')).get('/cycles/annual/rollup?under=sf&tier=branch');
    expect(answer.body).toMatchObject({
      node: {
        code: 'sf',
        contributing: 1,
        indicators: {
          theme_days: { aggregate: 'sum', value: '12', contributing: 1 },
          funds: { aggregate: 'sum', value: '75.9', contributing: 1 },
          rectified_rate: { aggregate: 'rate', value: '0.666667', contributing: 1 },
          lectures: { aggregate: 'sum', value: null, contributing: 0 },
        },
      },
    });
  });

  it('lists one’s own messages and marks them read', async () => {
    const reporter = await api.as('sf0101.reporter');
    await api.database.query(
      `INSERT INTO notification (id, report_id, kind, occurrence, recipient_id, channel, data, state, deliver_after, created_at)
       SELECT gen_random_uuid(), $1, kind, '1', $2, 'in_app', $3, 'sent', $4, $4
         FROM unnest(ARRAY['report.approved', 'report.passed_on']) AS kind`,
      [
        cycle.reports.get('sf0101'),
        user('sf0101.reporter'),
        JSON.stringify({ org: { name: '一支部' } }),
        start,
      ],
    );
    const list = await reporter.get<{ items: Array<{ id: string; title: string }>; unread: number }>(
      '/notifications',
    );
    expect(list.body).toMatchObject({ total: 2, unread: 2, page: 1 });
    expect(list.body.items.map(({ title }) => title).sort()).toEqual([
      '一支部的报告审定通过',
      '一支部的报告通过一个审核环节',
    ]);
    const other = await api.as('sf0102.reporter');
    const ids = list.body.items.map(({ id }) => id);
    await other.post('/notifications/read', { ids });
    expect((await reporter.get('/notifications?unread=true')).body).toMatchObject({ total: 2 });
    expect((await reporter.post('/notifications/read', { ids: ids.slice(0, 1) })).body).toEqual({
      unread: 1,
    });
    expect((await reporter.post('/notifications/read', { all: true })).body).toEqual({ unread: 0 });
    expect((await reporter.post('/notifications/read', {})).status).toBe(400);
  });

  it('keeps preferences', async () => {
    const reporter = await api.as('sf0101.reporter');
    const standard = await reporter.get('/preferences');
    expect(standard.body).toMatchObject({
      digest: false,
      digestAt: '08:30',
      quiet: { from: '21:00', to: '07:30' },
    });
    const wish = {
      email: [{ kind: 'report.returned', mode: 'off' }],
      digest: true,
      digestAt: '17:05',
      quiet: null,
    };
    expect((await reporter.put('/preferences', wish)).body).toMatchObject(wish);
    expect((await reporter.get('/preferences')).body).toMatchObject(wish);
    expect((await reporter.put('/preferences', { ...wish, digestAt: '25:00' })).status).toBe(400);
    expect(
      (await reporter.put('/preferences', { ...wish, email: [{ kind: 'x', mode: 'off' }] })).status,
    ).toBe(400);
  });

  it('streams that something changed', async () => {
    const reporter = await api.as('sf0101.reporter');
    expect((await reporter.get('/stream')).body).toContain('event: hello');
    const issued = await api.anonymous.post<{ token: string }>('/auth/tokens', {
      name: 'stream',
      username: 'sf0101.reporter',
      password: testPassword,
      expiresAt: '2026-01-01T00:00:00Z',
    });
    const leave = new AbortController();
    const response = await fetch(`${api.anonymous.address}/api/v1/stream`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${issued.body.token}` },
      signal: leave.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = (await reader?.read())?.value ?? '';
    await reporter.post('/notifications/read', { all: true });
    while (!heard.includes('event: notification')) heard += (await reader?.read())?.value ?? '';
    leave.abort();
    expect((await api.anonymous.get('/stream')).status).toBe(401);
  });

  it('shows what failed to administrators of the whole tree alone', async () => {
    await api.database.query(
      `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at, failed_at, attempts, error)
       VALUES ('evt-9-follow', 'event.follow', '{"eventId": "9"}', $1, $1, $1, 8, 'on purpose')`,
      [start],
    );
    const admin = await api.as('sf.admin');
    const jobs = await admin.get('/admin/jobs');
    expect(jobs.body).toMatchObject({ total: 1, items: [{ id: 'evt-9-follow', error: 'on purpose' }] });
    expect(jobs.body.outbox).toMatchObject({ undispatched: 2, failed: 1 });
    expect((await admin.post('/admin/jobs/replay', { ids: ['evt-9-follow'] })).body).toEqual({ count: 1 });
    expect((await admin.get('/admin/jobs')).body).toMatchObject({ total: 0 });
    expect((await admin.get('/admin/deliveries')).body).toMatchObject({ items: [], total: 0 });
    expect((await (await api.as('sf.reviewer')).get('/admin/jobs')).status).toBe(403);
  });

  it('keeps robots, holidays and recurring cycles for administrators of the whole tree', async () => {
    const admin = await api.as('sf.admin');
    const robot = { org: 'sf01', channel: 'wecom', name: '一总支群', kinds: ['report.returned'] };
    const elsewhere = { ...robot, webhook: 'http://169.254.169.254/latest' };
    expect((await admin.post('/admin/robots', elsewhere)).body).toMatchObject({ code: 'rule_broken' });
    const webhook = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-key';
    const added = await admin.post<{ id: string }>('/admin/robots', { ...robot, webhook });
    expect(added.status).toBe(201);
    const listed = await admin.get('/admin/robots');
    expect(JSON.stringify(listed.body)).not.toContain('secret-key');
    expect(listed.body).toMatchObject({
      items: [{ name: '一总支群', org: { code: 'sf01' }, signed: false }],
    });
    const robotPath = `/admin/robots/${added.body.id}`;
    expect((await admin.patch(robotPath, { webhook: elsewhere.webhook })).body).toMatchObject({
      errors: [{ pointer: '/webhook' }],
    });
    expect((await admin.patch(robotPath, { secret: 'SEC1', kinds: ['report.urged'] })).status).toBe(204);
    expect((await admin.get('/admin/robots')).body).toMatchObject({
      items: [{ name: '一总支群', signed: true, kinds: ['report.urged'] }],
    });
    expect((await admin.patch(robotPath, { secret: null })).status).toBe(204);
    expect((await admin.get('/admin/robots')).body).toMatchObject({ items: [{ signed: false }] });
    expect((await admin.delete(robotPath)).status).toBe(204);
    expect((await admin.patch(robotPath, { name: '二总支群' })).status).toBe(404);
    expect((await admin.post(`${robotPath}/test`, {})).status).toBe(404);

    const year = { holidays: ['2027-02-08', '2027-02-09'], workdays: ['2027-02-20'] };
    expect((await admin.put('/admin/holidays/2027', year)).body).toEqual({
      year: 2027,
      ...year,
      runningSteps: 0,
    });
    expect((await admin.put('/admin/holidays/2027', { ...year, workdays: ['2027-02-30'] })).status).toBe(422);
    expect((await admin.get('/admin/holidays')).body).toMatchObject({
      publishedThrough: 2026,
      published: [{ year: 2024 }, { year: 2025 }, { year: 2026 }],
      entered: [{ year: 2027 }],
    });

    const tier = {
      kind: 'branch',
      templateVersion: 'template-annual',
      dueDaysAfterEnd: 10,
      route: [{ at: 'parent', role: 'reviewer' }],
    };
    const plan = {
      code: 'monthly',
      title: '{period}月报',
      draftDaysBeforeEnd: 5,
      tiers: [tier],
      audience: { under: 'sf' },
    };
    const made = await admin.post<{ id: string }>('/admin/recurrences', {
      every: 'month',
      period: '2025-12',
      plan,
    });
    expect(made.body).toMatchObject({
      nextPeriod: '2025-12',
      active: true,
      nextAt: '2025-12-26T00:00:00.000Z',
    });
    expect((await admin.post('/admin/recurrences', { every: 'year', period: '2025-12', plan })).status).toBe(
      422,
    );
    const stopped = await admin.patch(`/admin/recurrences/${made.body.id}`, { active: false });
    expect(stopped.body).toMatchObject({ active: false });
    expect((await (await api.as('sf01.reviewer')).post('/admin/recurrences', {})).status).toBe(403);
  });

  it('shows the queues to administrators of the whole tree alone, to look at', async () => {
    const admin = await api.as('sf.admin');
    const page = await admin.get<string>('/api/admin/queues');
    expect(page.status).toBe(200);
    expect(page.body).toContain('Bull Dashboard');
    const queues = await admin.get<{ queues: Array<{ name: string; readOnlyMode: boolean }> }>(
      '/api/admin/queues/api/queues',
    );
    expect(queues.body.queues.map(({ name }) => name)).toEqual([
      'events',
      'rollups',
      'deliveries',
      'schedules',
      'documents',
      'compilations',
    ]);
    expect(queues.body.queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    for (const path of ['/api/admin/queues', '/api/admin/queues/api/queues']) {
      expect((await (await api.as('sf01.reviewer')).get(path)).status).toBe(403);
      expect((await api.anonymous.get(path)).status).toBe(401);
    }
  });
});
