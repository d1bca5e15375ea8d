import { ApiClient, apiHarness } from '@testing/http';
import { issueToken } from '@testing/http/issue-token';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; detail: string }[];
}

/** Who may do what to whose account, over HTTP; the rule itself is `libs/domain/access/granting.ts`. */
describe('rights over accounts (1.3)', () => {
  const api = apiHarness();
  const user = (name: string) => api.organisation.users.get(name) ?? '';
  const post = (name: string) => api.organisation.appointments.get(name) ?? '';
  const day = 86_400_000;
  const inDays = (days: number) => new Date(api.clock.now().getTime() + days * day).toISOString();
  let bureau: ApiClient;

  beforeAll(async () => {
    bureau = await api.as('sf.admin');
  });

  /** An administrator of a unit with an account and a post of their own. */
  const adminOf = async (org: string, username: string) => {
    const made = await bureau.post<{ id: string }>('/users', { username, name: username, org });
    const granted = await bureau.post<{ id: string }>('/appointments', {
      userId: made.body.id,
      org,
      role: 'admin',
    });
    await api.database.query('UPDATE app_user SET must_change_password = false WHERE id = $1', [
      made.body.id,
    ]);
    return { id: made.body.id, appointment: granted.body.id, client: await api.as(username) };
  };
  /** Lets somebody act for another, both agreeing. */
  const deputise = async (
    holder: ApiClient,
    appointmentId: string,
    to: { id: string; client: ApiClient },
    days = 7,
  ) => {
    const made = await holder.post<{ id: string }>('/delegations', {
      appointmentId,
      delegateId: to.id,
      endsAt: inDays(days),
    });
    expect(made.status).toBe(201);
    expect((await to.client.post(`/delegations/${made.body.id}/accept`)).status).toBe(204);
    return made.body.id;
  };

  it('keeps a school from the account of somebody who acts above by delegation, offered or accepted', async () => {
    const school = await adminOf('sf01', 'rights.sf01');
    const target = user('sf01.reviewer');
    const reset = () => school.client.post<Problem>(`/users/${target}/password-reset`);
    expect((await reset()).status).toBe(200);
    await api.database.query('UPDATE app_user SET must_change_password = false WHERE id = $1', [target]);
    const offer = await (await api.as('sf.leader')).post<{ id: string }>('/delegations', {
      appointmentId: post('sf.leader'),
      delegateId: target,
      endsAt: inDays(7),
    });
    expect((await reset()).status).toBe(403);
    // The reset ended the token of the reviewer.
    const reviewer = new ApiClient(
      api.anonymous.address,
      await issueToken(api.database, 'sf01.reviewer', api.clock.now()),
    );
    expect((await reviewer.post(`/delegations/${offer.body.id}/accept`)).status).toBe(204);
    expect((await reset()).status).toBe(403);
    expect((await school.client.patch(`/users/${target}`, { active: false })).status).toBe(403);
    const appointed = { userId: target, org: 'sf01', role: 'observer' };
    expect((await school.client.post('/appointments', appointed)).status).toBe(403);
    expect((await bureau.post(`/users/${target}/password-reset`)).status).toBe(200);
    await bureau.post(`/delegations/${offer.body.id}/revoke`);
    expect((await reset()).status).toBe(200);
  });

  it('lets a deputy give neither the holder nor themself anything, and nobody anything that lasts', async () => {
    const holder = await adminOf('sf02', 'rights.sf02');
    const deputy = { id: user('sf02.secretary'), client: await api.as('sf02.secretary') };
    const delegation = await deputise(holder.client, holder.appointment, deputy);
    const appoint = (userId: string, role: string, change: object = {}) =>
      deputy.client.post<Problem & { id: string }>('/appointments', { userId, org: 'sf02', role, ...change });
    expect((await appoint(holder.id, 'leader')).body.code).toBe('self_grant');
    expect((await appoint(deputy.id, 'reviewer')).body.code).toBe('self_grant');
    expect((await appoint(user('sf0201.reporter'), 'admin')).status).toBe(403);
    const beyond = await appoint(user('sf0201.reporter'), 'reviewer', { endsAt: inDays(30) });
    expect([beyond.status, beyond.body.errors[0]?.pointer]).toEqual([422, '/endsAt']);
    expect(beyond.body.errors[0]?.detail).toContain('代理');
    const granted = await appoint(user('sf0201.reporter'), 'reviewer');
    expect(granted.status).toBe(201);
    const [stored] = await api.database.query<{ ends_at: Date }>(
      'SELECT ends_at FROM appointment WHERE id = $1',
      [granted.body.id],
    );
    expect(stored?.ends_at.toISOString()).toBe(inDays(7));

    const delegate = (appointmentId: string, delegateId: string, days: number) =>
      deputy.client.post<Problem>('/delegations', { appointmentId, delegateId, endsAt: inDays(days) });
    expect((await delegate(post('sf02.reviewer'), holder.id, 3)).body.code).toBe('self_grant');
    expect((await delegate(post('sf02.reviewer'), deputy.id, 3)).body.code).toBe('self_grant');
    expect((await delegate(holder.appointment, user('sf0201.reporter'), 3)).status).toBe(403);
    expect((await delegate(post('sf02.reviewer'), user('sf0201.secretary'), 30)).body.code).toBe(
      'rule_broken',
    );
    expect((await delegate(post('sf02.reviewer'), user('sf0201.secretary'), 3)).status).toBe(201);

    const reset = async (id: string) => (await deputy.client.post(`/users/${id}/password-reset`)).status;
    expect(await reset(holder.id)).toBe(403);
    expect(await reset(deputy.id)).toBe(403);
    const peer = await adminOf('sf0202', 'rights.sf0202');
    expect(await reset(peer.id)).toBe(403);
    expect(await reset(user('sf0203.reporter'))).toBe(200);
    expect((await deputy.client.patch(`/users/${holder.id}`, { active: false })).status).toBe(403);

    const csv = (rows: string[]) => ({ csv: ['username,name,org,role', ...rows].join('\n') });
    const imported = await deputy.client.post<Problem>('/users/import', csv(['rights.new,新人,sf02,admin']));
    expect([imported.status, imported.body.code]).toEqual([422, 'rule_broken']);
    expect((await deputy.client.post('/users/import', csv(['rights.new,新人,sf02,reporter']))).status).toBe(
      200,
    );
    const [post2] = await api.database.query<{ ends_at: Date | null }>(
      `SELECT a.ends_at FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE u.username = 'rights.new'`,
    );
    expect(post2?.ends_at?.toISOString()).toBe(inDays(7));
    await deputy.client.post(`/delegations/${delegation}/revoke`);
    expect((await deputy.client.get('/users')).status).toBe(403);
  });

  it('lets a deputy bring no unit below their own post, by a move or a merger', async () => {
    const holder = await adminOf('sf03', 'rights.sf03');
    const other = await adminOf('sf04', 'rights.sf04');
    await deputise(holder.client, holder.appointment, other);
    const moved = await other.client.post<Problem>('/org-units/sf0301/move', {
      parent: 'sf04',
      reason: '调整',
    });
    expect([moved.status, moved.body.code]).toEqual([403, 'self_grant']);
    const merged = await other.client.post<Problem>('/org-units/sf03/merge', {
      into: 'sf04',
      reason: '合并',
    });
    expect([merged.status, merged.body.code]).toEqual([403, 'self_grant']);
    const rehearsed = await bureau.post('/org-units/sf0301/move', {
      parent: 'sf04',
      reason: '调整',
      dryRun: true,
    });
    expect(rehearsed.status).toBe(200);
  });

  it('needs the administrator of whoever is appointed, and shows nothing of those kept elsewhere', async () => {
    const school = await adminOf('sf0101', 'rights.sf0101');
    const stranger = { userId: user('sf0203.secretary'), org: 'sf0101', role: 'observer' };
    expect((await school.client.post('/appointments', stranger)).status).toBe(404);
    await bureau.patch(`/users/${stranger.userId}`, { phone: '13800000000', email: 'a@example.com' });
    expect((await bureau.post('/appointments', stranger)).status).toBe(201);
    const seen = await school.client.get<{ phone: string | null; appointments: { org: { code: string } }[] }>(
      `/users/${stranger.userId}`,
    );
    expect(seen.body).toMatchObject({ username: 'sf0203.secretary', phone: null, email: null });
    expect(seen.body.appointments.map(({ org }) => org.code)).toEqual(['sf0101']);
    const list = await school.client.get<{ items: { username: string; phone: string | null }[] }>('/users');
    expect(list.body.items.find(({ username }) => username === 'sf0203.secretary')?.phone).toBeNull();
    expect((await school.client.patch(`/users/${stranger.userId}`, { phone: '1' })).status).toBe(403);
    const own = await bureau.get<{ phone: string }>(`/users/${stranger.userId}`);
    expect(own.body.phone).toBe('13800000000');
  });
});
