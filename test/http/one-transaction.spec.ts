import type { JobName } from '@contracts/index';
import { apiHarness } from '@testing/http';
import { openCycle, ReportDriver } from '@testing/reports';

/** Under load a request inside a transaction never waits for a second connection of the same pool. */
describe('a transaction has one connection', () => {
  const api = apiHarness({ environment: { DATABASE_POOL: 4 } });

  it('lets many people comment on one report at once, with fewer connections than people', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.handIn('sf0101');
    const reviewer = await api.as('sf01.reviewer');
    const anchor = { kind: 'section', key: 'work' };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        reviewer.post(`/reports/${report.id}/comments`, { anchor, body: `第${n}条` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  });
});

/** The record of what administrators do stands or falls with what they did. */
describe('an act whose record is refused', () => {
  const api = apiHarness();
  const user = (name: string) => api.organisation.users.get(name) ?? '';
  const endsAt = () => new Date(api.clock.now().getTime() + 86_400_000).toISOString();
  const robot = { org: 'sf', channel: 'dingtalk', name: '工作群', kinds: ['report.urged'] };
  const webhook = 'https://oapi.dingtalk.com/robot/send?access_token=x';
  const shape = { code: 'sf0104', name: '第四党支部', kind: 'branch', parent: 'sf01' };
  let kept = '';

  const acts: Array<[name: string, table: string, act: () => Promise<{ status: number }>]> = [
    ['a robot added', 'robot', async () => (await admin()).post('/admin/robots', { ...robot, webhook })],
    [
      'a robot renamed',
      'robot',
      async () => (await admin()).patch(`/admin/robots/${kept}`, { name: '新群' }),
    ],
    ['a robot removed', 'robot', async () => (await admin()).delete(`/admin/robots/${kept}`)],
    [
      'holidays entered',
      'holiday_arrangement',
      async () => (await admin()).put('/admin/holidays/2031', { holidays: ['2031-01-01'], workdays: [] }),
    ],
    [
      'a failed job replayed',
      'job_owed',
      async () => (await admin()).post('/admin/jobs/replay', { ids: ['evt-failed-notify'] }),
    ],
    ['a unit founded', 'org_unit', async () => (await admin()).post('/org-units', shape)],
    [
      'an account made',
      'app_user',
      async () => (await admin()).post('/users', { username: 'new.one', name: '新人', org: 'sf01' }),
    ],
    [
      'an account changed',
      'app_user',
      async () => (await admin()).patch(`/users/${user('sf0101.reporter')}`, { name: '改名' }),
    ],
    [
      'a password reset',
      'app_user',
      async () => (await admin()).post(`/users/${user('sf0101.reporter')}/password-reset`),
    ],
    [
      'a post granted',
      'appointment',
      async () =>
        (await admin()).post('/appointments', {
          userId: user('sf0101.reporter'),
          org: 'sf0102',
          role: 'reporter',
        }),
    ],
    [
      'a post ended',
      'appointment',
      async () =>
        (await admin()).post(`/appointments/${api.organisation.appointments.get('sf0101.reporter')}/end`),
    ],
    [
      'a post delegated',
      'delegation',
      async () =>
        (await admin()).post('/delegations', {
          appointmentId: api.organisation.appointments.get('sf.admin'),
          delegateId: user('sf01.secretary'),
          endsAt: endsAt(),
        }),
    ],
  ];
  const admin = () => api.as('sf.admin');

  beforeAll(async () => {
    const made = await (await admin()).post<{ id: string }>('/admin/robots', { ...robot, webhook });
    kept = made.body.id;
    await api.database.query(
      `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at, failed_at, attempts, error)
       VALUES ('evt-failed-notify', $2, '{"commentId": "00000000-0000-7000-8000-000000000000"}', $1, $1, $1, 6, 'on purpose')`,
      [api.clock.now(), 'comment.notify' satisfies JobName],
    );
    await api.database.query(
      `CREATE FUNCTION refuse_record() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no record today'; END $$`,
    );
    await api.database.query(
      'CREATE TRIGGER refuse_record BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_record()',
    );
  });

  it.each(acts)('has not happened: %s', async (_name, table, act) => {
    const rows = () =>
      api.database.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS all FROM ${table} t`);
    const before = await rows();
    expect((await act()).status).toBe(500);
    expect(await rows()).toEqual(before);
  });
});
