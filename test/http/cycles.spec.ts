import { type ApiClient, apiHarness } from '@testing/http';
import { releasedTemplate, type TemplateVersion } from './released-template';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
  state?: Record<string, unknown>;
}
interface Cycle extends Record<string, unknown> {
  id: string;
  version: number;
  state: string;
  owed: number;
  planVersion: number;
  tiers: { kind: string; dueAt: string; templateVersion: string; graceDays: number }[];
}

const route = [
  { at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'leader', mode: 'all', workingDays: 5, grade: true },
];

describe('cycles', () => {
  const api = apiHarness();
  let admin: ApiClient;
  let released: string;
  let serial = 0;

  const cycleBody = (change: Record<string, unknown> = {}) => {
    serial += 1;
    return {
      code: `annual-${serial}`,
      title: '2025年度报告',
      period: '2025',
      tiers: [
        {
          kind: 'branch',
          templateVersion: released,
          dueAt: '2025-12-10',
          graceDays: 3,
          latePolicy: 'lock',
          allowNil: false,
          route,
        },
      ],
      audience: { under: 'sf', kinds: ['branch'], except: [] },
      ...change,
    };
  };
  const planned = async (change: Record<string, unknown> = {}) => {
    const made = await admin.post<Cycle>('/cycles', cycleBody(change));
    expect([made.status, made.body]).toEqual([201, made.body]);
    return made.body;
  };
  const patch = (cycle: Cycle, body: unknown, version = cycle.version) =>
    admin.patch<Cycle & Problem>(`/cycles/${cycle.id}`, body, { headers: { 'if-match': `"${version}"` } });

  beforeAll(async () => {
    admin = await api.as('sf.admin');
    released = await releasedTemplate(admin, 'branch-annual');
  });

  it('takes a due date as a day or an instant and makes it the end of that day (case 21)', async () => {
    const byDay = await planned();
    expect(byDay.tiers[0]?.dueAt).toBe('2025-12-10T15:59:59.999Z');
    const tier = { kind: 'branch', templateVersion: 'branch-annual', route };
    const byInstant = await planned({ tiers: [{ ...tier, dueAt: '2025-12-10T01:00:00Z' }] });
    expect(byInstant.tiers[0]).toMatchObject({
      dueAt: '2025-12-10T15:59:59.999Z',
      templateVersion: released,
      graceDays: 0,
    });
    const elsewhere = await planned({ timeZone: 'Asia/Urumqi' });
    expect(elsewhere.tiers[0]?.dueAt).toBe('2025-12-10T17:59:59.999Z');
  });

  it('refuses a plan that makes no sense, with pointers', async () => {
    const refused = async (change: Record<string, unknown>) => {
      const answer = await admin.post<Problem>('/cycles', cycleBody(change));
      return [answer.status, answer.body.code, answer.body.errors[0]?.pointer];
    };
    const tier = cycleBody().tiers[0];
    expect(await refused({ tiers: [tier, tier] })).toEqual([422, 'cycle_invalid', '/tiers/1/kind']);
    expect(await refused({ timeZone: 'Mars/Base' })).toEqual([422, 'cycle_invalid', '/timeZone']);
    expect(await refused({ gradeQuota: { 好: 1.5 } })).toEqual([422, 'cycle_invalid', '/gradeQuota/好']);
    expect(await refused({ tiers: [{ ...tier, dueAt: '2025-02-30' }] })).toEqual([
      400,
      'malformed',
      '/tiers/0/dueAt',
    ]);
    expect(await refused({ audience: { under: 'nowhere' } })).toEqual([
      422,
      'unknown_unit',
      '/audience/under',
    ]);
    expect(await refused({ audience: { under: 'sf01', except: ['sf0201'] } })).toEqual([
      422,
      'unknown_unit',
      '/audience/except/0',
    ]);
    expect(await refused({ tiers: [{ ...tier, templateVersion: 'none' }] })).toEqual([
      422,
      'unknown_template',
      '/tiers/0/templateVersion',
    ]);
    expect(
      await refused({
        tiers: [{ ...tier, route: [{ at: 'self', role: 'reviewer', mode: 'any', workingDays: 1 }] }],
      }),
    ).toEqual([422, 'cycle_invalid', '/tiers/0/route']);
    expect(await refused({ colour: 'red' })).toEqual([400, 'malformed', '/colour']);
  });

  it('opens once; every unit of the audience owes exactly one report (case 31)', async () => {
    const cycle = await planned({ audience: { under: 'sf', kinds: ['branch'], except: ['sf0101'] } });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => admin.post<Cycle & Problem>(`/cycles/${cycle.code}/open`)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const opened = answers.find((answer) => answer.status === 200)?.body;
    expect(opened).toMatchObject({ state: 'open', owed: 13 });
    const refused = answers.find((answer) => answer.status === 409)?.body;
    expect(refused).toMatchObject({ code: 'cycle_not_draft', state: { state: 'open' } });
    const rows = await api.database.query<{ code: string; count: string }>(
      `SELECT o.code, count(*) FROM report r JOIN org_unit o ON o.id = r.org_id
       WHERE r.cycle_id = $1 GROUP BY o.code`,
      [cycle.id],
    );
    expect(rows).toHaveLength(13);
    expect(rows.every((row) => Number(row.count) === 1 && row.code !== 'sf0101')).toBe(true);
  });

  it('names the units that nobody would review', async () => {
    const tier = { ...cycleBody().tiers[0], route: [route[0]] };
    const cycle = await planned({ tiers: [tier] });
    const opened = await admin.post<{ unrouted: { code: string }[] }>(`/cycles/${cycle.id}/open`);
    expect(opened.body.unrouted.map((unit) => unit.code)).toEqual(['sf91', 'sf92']);
    const sound = await admin.post<{ unrouted: unknown[] }>(`/cycles/${(await planned()).id}/open`);
    expect(sound.body.unrouted).toEqual([]);
  });

  it('refuses to open what cannot run', async () => {
    const open = async (cycle: Cycle) => {
      const answer = await admin.post<Problem>(`/cycles/${cycle.id}/open`);
      return [answer.status, answer.body.code, answer.body.errors[0]?.pointer];
    };
    const tier = cycleBody().tiers[0];
    expect(await open(await planned({ tiers: [{ ...tier, route: [] }] }))).toEqual([
      422,
      'empty_route',
      '/tiers/0/route',
    ]);
    const draft = await admin.post<TemplateVersion>('/templates/branch-annual/versions');
    expect(draft.status).toBe(201);
    expect(await open(await planned({ tiers: [{ ...tier, templateVersion: draft.body.id }] }))).toEqual([
      422,
      'template_not_released',
      '/tiers/0/templateVersion',
    ]);
    const nobody = await planned({ audience: { under: 'sf0101', kinds: ['general_branch'] } });
    expect(await open(nobody)).toEqual([422, 'empty_audience', undefined]);
    const state = await admin.get<Cycle>(`/cycles/${nobody.id}`);
    expect([state.body.state, state.body.owed]).toEqual(['draft', 0]);
  });

  it('changes everything of a draft and only some things of an open cycle', async () => {
    const cycle = await planned();
    expect((await admin.patch(`/cycles/${cycle.id}`, { title: '改' })).status).toBe(428);
    const changed = await patch(cycle, { title: '新标题', audience: { under: 'sf01', kinds: ['branch'] } });
    expect([changed.status, changed.body.title, changed.body.version]).toEqual([200, '新标题', 2]);
    expect((await patch(cycle, { title: '旧' }, 1)).status).toBe(412);
    const opened = (await admin.post<Cycle>(`/cycles/${cycle.id}/open`)).body;
    expect(opened.owed).toBe(3);

    const moved = await patch(opened, {
      tiers: [{ kind: 'branch', dueAt: '2025-12-20', route }],
      notice: '顺延十天。',
    });
    expect([moved.status, moved.body.tiers[0]?.dueAt]).toEqual([200, '2025-12-20T15:59:59.999Z']);
    expect(moved.body.planVersion).toBe(opened.planVersion + 1);
    const [entry] = await api.database.query<{ detail: unknown }>(
      `SELECT detail FROM audit_entry WHERE object_id = $1 AND action = 'cycle.changed' ORDER BY id DESC LIMIT 1`,
      [cycle.id],
    );
    expect(entry?.detail).toMatchObject({
      changes: [{ field: 'notice' }, { field: 'branch.dueAt', before: '2025-12-10T15:59:59.999Z' }],
    });
    const fixed = await patch(moved.body, { period: '2024', tiers: [{ kind: 'branch', allowNil: true }] });
    expect([fixed.status, fixed.body.code, fixed.body.errors.map((fault) => fault.pointer)]).toEqual([
      409,
      'cycle_field_fixed',
      ['/period', '/tiers/0/allowNil'],
    ]);
  });

  it('drops a draft, and nothing that has opened', async () => {
    const body = cycleBody();
    const { body: draft } = await admin.post<Cycle>('/cycles', body);
    const secretary = await api.as('sf0101.secretary');
    expect((await secretary.delete(`/cycles/${draft.id}`)).status).toBe(404);
    expect((await admin.delete(`/cycles/${draft.id}`)).status).toBe(204);
    expect((await admin.get(`/cycles/${draft.id}`)).status).toBe(404);
    const { body: again } = await admin.post<Cycle>('/cycles', body);
    await admin.post(`/cycles/${again.id}/open`);
    const late = await admin.delete<Problem>(`/cycles/${again.id}`);
    expect([late.status, late.body.code]).toEqual([409, 'cycle_not_draft']);
    expect((await admin.get(`/cycles/${again.id}`)).status).toBe(200);
  });

  it('closes once, and then changes no more', async () => {
    const cycle = await planned();
    expect((await admin.post<Problem>(`/cycles/${cycle.id}/close`)).body.code).toBe('cycle_not_open');
    await admin.post(`/cycles/${cycle.id}/open`);
    const closed = await admin.post<Cycle>(`/cycles/${cycle.id}/close`);
    expect([closed.status, closed.body.state]).toEqual([200, 'closed']);
    expect((await patch(closed.body, { title: '改' })).body.code).toBe('cycle_not_open');
    expect((await admin.post<Problem>(`/cycles/${cycle.id}/open`)).body.code).toBe('cycle_not_draft');
  });

  it('shows drafts to who keeps them and open cycles to whom they ask', async () => {
    const reporter = await api.as('sf0201.reporter');
    const cycle = await planned();
    expect((await reporter.get(`/cycles/${cycle.id}`)).status).toBe(404);
    await admin.post(`/cycles/${cycle.id}/open`);
    expect((await reporter.get(`/cycles/${cycle.code}`)).status).toBe(200);
    expect((await reporter.post(`/cycles/${cycle.id}/close`)).status).toBe(403);
    expect((await reporter.post('/cycles', cycleBody())).status).toBe(403);
    const list = await reporter.get<{ items: Cycle[] }>('/cycles?pageSize=200');
    expect(list.body.items.some((item) => item.id === cycle.id)).toBe(true);
    expect(list.body.items.every((item) => item.state !== 'draft')).toBe(true);
  });

  it('records both names where an administrator’s delegate acts', async () => {
    const cycle = await planned();
    const { users, appointments } = api.organisation;
    await api.database.query(
      `INSERT INTO delegation (id, appointment_id, delegate_id, starts_at, ends_at, created_by, created_at, accepted_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $3, $3)`,
      [
        appointments.get('sf.admin'),
        users.get('sf.observer'),
        new Date('2025-11-19T00:00:00Z'),
        new Date('2025-11-21T00:00:00Z'),
        users.get('sf.admin'),
      ],
    );
    expect((await (await api.as('sf.observer')).post(`/cycles/${cycle.id}/open`)).status).toBe(200);
    const [entry] = await api.database.query<{ actor_id: string; detail: unknown }>(
      `SELECT actor_id, detail FROM audit_entry WHERE object_id = $1 AND action = 'cycle.opened'`,
      [cycle.id],
    );
    expect(entry?.actor_id).toBe(users.get('sf.observer'));
    expect(entry?.detail).toMatchObject({ owed: 14, onBehalfOf: { userId: users.get('sf.admin') } });
  });

  it('lets an administrator add a unit that came after the opening', async () => {
    const cycle = await planned();
    await admin.post(`/cycles/${cycle.id}/open`);
    const add = (units: string[], reason = '九月新建') =>
      admin.post<Cycle & Problem>(`/cycles/${cycle.id}/units`, { units, reason });
    await admin.post('/org-units', {
      code: 'late',
      name: '新建党总支',
      kind: 'general_branch',
      parent: 'sf',
    });
    await admin.post('/org-units', { code: 'late01', name: '新建支部', kind: 'branch', parent: 'late' });
    expect((await admin.get<Cycle>(`/cycles/${cycle.id}`)).body.owed).toBe(14);
    expect((await add(['late01'], '  ')).body.errors).toMatchObject([
      { pointer: '/reason', code: 'note_required' },
    ]);
    expect((await add(['late01', 'late'])).body.code).toBe('unit_outside_cycle');
    const added = await add(['late01']);
    expect([added.status, added.body.owed]).toEqual([200, 15]);
    expect((await add(['late01'])).body.code).toBe('unit_already_in_cycle');
    const frozen = await api.database.query<{ code: string; levels: number }>(
      `SELECT code, nlevel(path) AS levels FROM cycle_org WHERE cycle_id = $1 AND code LIKE 'late%' ORDER BY code`,
      [cycle.id],
    );
    expect(frozen).toEqual([
      { code: 'late', levels: 2 },
      { code: 'late01', levels: 3 },
    ]);
  });
});
