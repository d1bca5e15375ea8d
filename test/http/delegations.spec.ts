import { type ApiClient, apiHarness } from '@testing/http';
import { openCycle, ReportDriver } from '@testing/reports';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; detail: string }[];
}
interface Item {
  id: string;
  state: string;
  delegate: { id: string };
}

describe('delegations with consent (1.3)', () => {
  const api = apiHarness();
  const user = (name: string) => api.organisation.users.get(name) ?? '';
  const post = (name: string) => api.organisation.appointments.get(name) ?? '';
  const inDays = (days: number) => new Date(api.clock.now().getTime() + days * 86_400_000).toISOString();
  const as = (name: string) => api.as(name);

  const offer = async (client: ApiClient, holder: string, to: string, change: object = {}) =>
    client.post<Problem & { id: string; recuses: number }>('/delegations', {
      appointmentId: post(holder),
      delegateId: user(to),
      endsAt: inDays(7),
      ...change,
    });
  const offered = async (holder: string, to: string, change: object = {}) => {
    const made = await offer(await as(holder), holder, to, change);
    expect(made.status).toBe(201);
    return made.body.id;
  };
  const actsFor = async (name: string) => {
    const me = await (await as(name)).get<{ appointments: { onBehalfOf: unknown }[] }>('/auth/me');
    return me.body.appointments.filter((held) => held.onBehalfOf !== null).length;
  };
  const stateOf = async (id: string, name: string) => {
    const list = await (await as(name)).get<{ items: Item[] }>('/delegations?current=false&pageSize=200');
    return list.body.items.find((item) => item.id === id)?.state;
  };
  const told = async (name: string) => {
    const list = await (await as(name)).get<{ items: { kind: string; title: string; body: string[] }[] }>(
      '/notifications?pageSize=200',
    );
    return list.body.items.filter(({ kind }) => kind.startsWith('delegation.'));
  };

  it('takes effect when the delegate accepts it, and tells both', async () => {
    const id = await offered('sf01.reviewer', 'sf0102.secretary');
    expect([await actsFor('sf0102.secretary'), await stateOf(id, 'sf01.reviewer')]).toEqual([0, 'offered']);
    expect((await told('sf0102.secretary')).map(({ kind }) => kind)).toEqual(['delegation.offered']);
    expect((await told('sf0102.secretary'))[0]?.title).toContain('请接受或谢绝');
    const delegate = await as('sf0102.secretary');
    expect((await delegate.post(`/delegations/${id}/accept`)).status).toBe(204);
    expect([await actsFor('sf0102.secretary'), await stateOf(id, 'sf0102.secretary')]).toEqual([
      1,
      'accepted',
    ]);
    expect((await told('sf01.reviewer')).map(({ kind }) => kind)).toEqual(['delegation.accepted']);
    expect((await delegate.post<Problem>(`/delegations/${id}/accept`)).body.code).toBe('conflict');
  });

  it('is accepted by nobody else, and hidden from strangers', async () => {
    const id = await offered('sf02.reviewer', 'sf0201.secretary');
    const accept = async (name: string) => (await (await as(name)).post(`/delegations/${id}/accept`)).status;
    expect(await accept('sf02.reviewer')).toBe(403);
    expect(await accept('sf.admin')).toBe(403);
    expect(await accept('sf01.reviewer')).toBe(404);
    expect(await stateOf(id, 'sf0201.secretary')).toBe('offered');
  });

  it('is refused or laid down by the delegate, at any time', async () => {
    const first = await offered('sf03.reviewer', 'sf0301.secretary');
    const delegate = await as('sf0301.secretary');
    expect((await delegate.post(`/delegations/${first}/revoke`)).status).toBe(204);
    expect(await stateOf(first, 'sf03.reviewer')).toBe('refused');
    expect((await delegate.post<Problem>(`/delegations/${first}/accept`)).body.code).toBe('conflict');
    const second = await offered('sf03.reviewer', 'sf0301.secretary');
    await delegate.post(`/delegations/${second}/accept`);
    expect(await actsFor('sf0301.secretary')).toBe(1);
    expect((await delegate.post(`/delegations/${second}/revoke`)).status).toBe(204);
    expect([await actsFor('sf0301.secretary'), await stateOf(second, 'sf03.reviewer')]).toEqual([
      0,
      'laid_down',
    ]);
    expect((await told('sf03.reviewer')).map(({ kind }) => kind)).toEqual([
      'delegation.ended',
      'delegation.accepted',
      'delegation.ended',
    ]);
  });

  it('lets a holder who administers nobody find whom to ask, by name, unit or whole username', async () => {
    const find = async (who: string, search: string) =>
      (
        await (
          await as(who)
        ).get<{ items: Record<string, unknown>[]; more: boolean }>(
          `/delegations/candidates?search=${encodeURIComponent(search)}`,
        )
      ).body;
    const byUsername = await find('sf01.reviewer', 'SF0201.secretary');
    expect(byUsername.items.map(({ id }) => id)).toEqual([user('sf0201.secretary')]);
    // Neither a way to reach them nor the name of their account.
    expect(byUsername.items.map((item) => Object.keys(item).sort())).toEqual([['id', 'name', 'org']]);
    const [{ name, org }] = byUsername.items as [{ name: string; org: { name: string } }];
    expect((await find('sf01.reviewer', name)).items).toContainEqual(byUsername.items[0]);
    const ofUnit = await find('sf01.reviewer', org.name);
    expect(ofUnit.items).toContainEqual(byUsername.items[0]);
    expect((await find('sf01.reviewer', 'sf0201')).items).toEqual([]);
    expect((await find('sf01.reviewer', '%')).items).toEqual([]);
    expect((await find('sf01.reviewer', 'sf01.reviewer')).items).toEqual([]);
    expect((await (await as('sf01.reviewer')).get('/delegations/candidates')).status).toBe(400);
  });

  it('keeps the search within the bureau of a post of one’s own, and shows twenty at most', async () => {
    const admin = await as('sf.admin');
    for (let n = 1; n <= 21; n += 1)
      await api.database.query(
        `INSERT INTO app_user (id, username, name, org_id, password_hash, must_change_password, active, created_at)
         SELECT gen_random_uuid(), $1, '同名' || $2, id, '-', false, true, now() FROM org_unit WHERE code = 'sf0101'`,
        [`many.${n}`, String(n)],
      );
    const answer = await (await as('sf01.reviewer')).get<{ items: object[]; more: boolean }>(
      `/delegations/candidates?search=${encodeURIComponent('同名')}`,
    );
    expect([answer.body.items.length, answer.body.more]).toEqual([20, true]);
    const made = await admin.post<{ id: string }>('/users', {
      username: 'post.less',
      name: '无职',
      org: 'sf0101',
    });
    await api.database.query('UPDATE app_user SET must_change_password = false WHERE id = $1', [
      made.body.id,
    ]);
    const nobody = await (await as('post.less')).get<{ items: object[] }>(
      `/delegations/candidates?search=${encodeURIComponent('同名')}`,
    );
    expect(nobody.status === 403 || nobody.body.items.length === 0).toBe(true);
    await api.database.query(
      `INSERT INTO org_unit (id, code, name, kind, parent_id, path, position, created_at)
       VALUES (gen_random_uuid(), 'other-bureau', '邻区教育局党委', 'bureau', NULL, '99999', 1, now())`,
    );
    await api.database.query(
      `INSERT INTO app_user (id, username, name, org_id, password_hash, must_change_password, active, created_at)
       SELECT gen_random_uuid(), 'next.door', '邻人', id, '-', false, true, now() FROM org_unit WHERE code = 'other-bureau'`,
    );
    const across = await (await as('sf01.reviewer')).get<{ items: object[] }>(
      `/delegations/candidates?search=${encodeURIComponent('邻人')}`,
    );
    expect(across.body.items).toEqual([]);
  });

  it('leaves a reviewer free whom an author made a deputy without asking', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0401') ?? '');
    await report.handIn('sf0401');
    const foreseen = await (await as('sf0401.secretary')).get<{ items: object[]; total: number }>(
      `/delegations/recusals?appointmentId=${post('sf0401.secretary')}&delegateId=${user('sf04.reviewer')}`,
    );
    expect(foreseen.body).toMatchObject({ total: 1, items: [{ reportId: report.id, why: 'would_write' }] });
    const made = await offer(await as('sf0401.secretary'), 'sf0401.secretary', 'sf04.reviewer');
    expect([made.status, made.body.recuses]).toEqual([201, 1]);
    const [notice] = await told('sf04.reviewer');
    expect(notice?.body.join()).toContain('1份审核中的报告您可能需要回避');
    const reviewer = await as('sf04.reviewer');
    const seen = await reviewer.get<{ total: number }>(`/delegations/${made.body.id}/recusals`);
    expect(seen.body.total).toBe(1);
    const anchor = { kind: 'section', key: 'work' };
    expect((await reviewer.post(`/reports/${report.id}/comments`, { anchor, body: '请举例' })).status).toBe(
      201,
    );
    const approved = await report.try('sf04.reviewer', 'approve', { revision: 1 });
    expect(approved.status).toBe(200);
    // Who decided at sf04 cannot decide for the bureau's reviewer.
    const above = await (await as('sf.reviewer')).get<{ items: { why: string }[] }>(
      `/delegations/recusals?appointmentId=${post('sf.reviewer')}&delegateId=${user('sf04.reviewer')}`,
    );
    expect(above.body.items).toMatchObject([{ why: 'took_part' }]);
  });

  it('foresees only for who may give the post', async () => {
    const query = `appointmentId=${post('sf01.reviewer')}&delegateId=${user('sf02.secretary')}`;
    expect((await (await as('sf02.reviewer')).get(`/delegations/recusals?${query}`)).status).toBe(404);
    expect((await (await as('sf.admin')).get(`/delegations/recusals?${query}`)).status).toBe(200);
  });

  it('bounds what one post gives and what one person is offered', async () => {
    const admin = await as('sf.admin');
    for (let n = 0; n < 10; n += 1)
      expect((await offer(admin, 'sf91.reporter', 'sf92.reporter')).status).toBe(201);
    const eleventh = await offer(admin, 'sf91.reporter', 'sf92.secretary');
    expect([eleventh.status, eleventh.body.errors[0]?.pointer]).toEqual([422, '/appointmentId']);
    const names = [...api.organisation.appointments.keys()]
      .filter((name) => name !== 'sf91.reporter')
      .slice(0, 4);
    for (const name of names)
      for (let n = 0; n < 10; n += 1) expect((await offer(admin, name, 'sf92.reporter')).status).toBe(201);
    const next = [...api.organisation.appointments.keys()][10] ?? '';
    const tooMany = await offer(admin, next, 'sf92.reporter');
    expect([tooMany.status, tooMany.body.errors[0]?.pointer]).toEqual([422, '/delegateId']);
  });

  it('reads a delegate’s posts by an index, however many delegations are over', async () => {
    await api.database.query(
      `INSERT INTO delegation (id, appointment_id, delegate_id, starts_at, ends_at, created_by, created_at, accepted_at, revoked_at)
       SELECT gen_random_uuid(), $1, $2, $3::timestamptz - interval '9 days', $3::timestamptz + interval '9 days', $2, $3, $3,
              CASE WHEN n % 2 = 0 THEN $3::timestamptz END
       FROM generate_series(1, 4000) n`,
      [post('sf01.reviewer'), user('sf02.secretary'), api.clock.now()],
    );
    await api.database.query(
      `UPDATE delegation SET ends_at = $1 WHERE revoked_at IS NULL AND delegate_id = $2`,
      [new Date(api.clock.now().getTime() - 1000), user('sf02.secretary')],
    );
    await api.database.query('ANALYZE delegation');
    const plan = await api.database.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT FROM standing_delegation d WHERE d.delegate_id = '${user('sf02.secretary')}'
        AND d.starts_at <= '${inDays(0)}' AND d.ends_at > '${inDays(0)}'`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('delegation_standing');
    expect(await actsFor('sf02.secretary')).toBe(0);
  });
});
