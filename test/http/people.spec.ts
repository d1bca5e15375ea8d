import { apiHarness } from '@testing/http';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; detail: string }[];
}

describe('people and their posts', () => {
  const api = apiHarness();
  const orgId = (code: string) => api.organisation.orgs.get(code) ?? '';
  const userId = (username: string) => api.organisation.users.get(username) ?? '';

  /** An administrator of one general branch, made by the bureau's. */
  const subtreeAdmin = async (code: string) => {
    const admin = await api.as('sf.admin');
    const username = `${code}.admin-${Math.random().toString(36).slice(2, 8)}`;
    const made = await admin.post<{ id: string; temporaryPassword: string }>('/users', {
      username,
      name: '管理员甲',
      org: code,
    });
    await admin.post('/appointments', { userId: made.body.id, org: code, role: 'admin' });
    await api.database.query('UPDATE app_user SET must_change_password = false WHERE id = $1', [
      made.body.id,
    ]);
    return { client: await api.as(username), id: made.body.id };
  };

  it('lists the people of the subtree and nobody beside it', async () => {
    const { client } = await subtreeAdmin('sf01');
    const list = await client.get<{ items: { username: string }[]; total: number }>('/users?pageSize=200');
    expect(list.body.items.every((user) => user.username.startsWith('sf01'))).toBe(true);
    expect(list.body.total).toBe(list.body.items.length);
    expect((await client.get(`/users/${userId('sf02.reviewer')}`)).status).toBe(404);
    expect((await client.get(`/users/${userId('sf0101.reporter')}`)).status).toBe(200);
    const found = await client.get<{ total: number }>('/users?search=sf0101&role=secretary');
    expect(found.body.total).toBe(1);
  });

  it('lets an administrator grant within the subtree, never to themself, never beside it', async () => {
    const { client, id } = await subtreeAdmin('sf01');
    const grant = (org: string, user: string, role = 'reviewer') =>
      client.post<Problem>('/appointments', { userId: user, org, role });
    expect((await grant('sf0101', userId('sf0102.secretary'))).status).toBe(201);
    expect((await grant('sf0101', id)).body.code).toBe('self_grant');
    expect((await grant('sf02', userId('sf0102.secretary'))).status).toBe(404);
    expect((await grant('sf', userId('sf0102.secretary'))).status).toBe(404);
    const twice = await grant('sf0101', userId('sf0102.secretary'));
    expect([twice.status, twice.body.code]).toEqual([409, 'conflict']);
  });

  it('keeps a school from taking over an account that also acts at the bureau', async () => {
    const { client } = await subtreeAdmin('sf02');
    const admin = await api.as('sf.admin');
    await admin.post('/appointments', { userId: userId('sf.reviewer'), org: 'sf02', role: 'observer' });
    expect((await client.get(`/users/${userId('sf.reviewer')}`)).status).toBe(200);
    const reset = await client.post(`/users/${userId('sf.reviewer')}/password-reset`);
    expect(reset.status).toBe(403);
  });

  it('refuses a right that was taken away while signed in (design 5, case 12)', async () => {
    const { client, id } = await subtreeAdmin('sf03');
    expect((await client.get('/users')).status).toBe(200);
    const admin = await api.as('sf.admin');
    const posts = await admin.get<{ items: { id: string }[] }>(`/appointments?user=${id}`);
    expect((await admin.post(`/appointments/${posts.body.items[0]?.id}/end`)).status).toBe(204);
    expect((await client.get('/users')).status).toBe(403);
  });

  it('tells who holds the same post, to transfer to, and nobody else’s', async () => {
    const admin = await api.as('sf.admin');
    const other = userId('sf0402.reporter');
    const colleague = await admin.post<{ id: string }>('/appointments', {
      userId: other,
      org: 'sf04',
      role: 'reviewer',
    });
    const reviewer = await api.as('sf04.reviewer');
    const holders = async () => {
      const { body } = await reviewer.get<{ items: { user: { id: string } }[] }>('/appointments');
      return body.items.map(({ user }) => user.id).sort();
    };
    expect(await holders()).toEqual([userId('sf04.reviewer'), other].sort());
    await admin.post(`/appointments/${colleague.body.id}/end`);
    expect(await holders()).toEqual([userId('sf04.reviewer')]);
  });

  it('delegates a post for a period, shows both names, and ends by itself (design 5, case 12)', async () => {
    const holder = await api.as('sf.admin');
    const delegate = await api.as('sf0401.reporter');
    expect((await delegate.get('/users')).status).toBe(403);
    const endsAt = new Date(api.clock.now().getTime() + 3_600_000).toISOString();
    const made = await holder.post<{ id: string }>('/delegations', {
      appointmentId: api.organisation.appointments.get('sf.admin'),
      delegateId: userId('sf0401.reporter'),
      endsAt,
    });
    expect(made.status).toBe(201);
    expect((await delegate.get('/users')).status).toBe(403);
    await delegate.post(`/delegations/${made.body.id}/accept`);
    expect((await delegate.get('/users')).status).toBe(200);
    const me = await delegate.get<{ appointments: { onBehalfOf: { name: string } | null }[] }>('/auth/me');
    expect(me.body.appointments.map((held) => held.onBehalfOf?.name ?? null)).toContain(
      '示范区教育局党委admin',
    );
    api.clock.advance(3_600_001);
    expect((await delegate.get('/users')).status).toBe(403);
  });

  it('lets nobody delegate another’s post, and an administrator not to themself', async () => {
    const appointmentId = api.organisation.appointments.get('sf01.reviewer');
    const endsAt = new Date(api.clock.now().getTime() + 86_400_000).toISOString();
    const stranger = await api.as('sf02.reviewer');
    const strange = await stranger.post('/delegations', {
      appointmentId,
      delegateId: userId('sf02.secretary'),
      endsAt,
    });
    expect(strange.status).toBe(404);
    const admin = await api.as('sf.admin');
    const own = await admin.post('/delegations', { appointmentId, delegateId: userId('sf.admin'), endsAt });
    expect(own.body.code).toBe('self_grant');
    const backwards = await admin.post<Problem>('/delegations', {
      appointmentId,
      delegateId: userId('sf02.secretary'),
      endsAt: '2020-01-01T00:00:00Z',
    });
    expect([backwards.status, backwards.body.errors[0]?.pointer]).toEqual([422, '/endsAt']);
  });

  it('imports people from a CSV: a dry run first, then all lines or none', async () => {
    const admin = await api.as('sf.admin');
    const csv =
      '账号,姓名,党组织编码,角色\nzhang.san,张三,sf0101,填报人\nzhang.san,张三,sf0102,书记\nli.si,李四,sf91,督导员\n';
    const rehearsal = await admin.post<{ created: { temporaryPassword: string }[]; appointments: number }>(
      '/users/import',
      { csv, dryRun: true },
    );
    expect([rehearsal.body.created.length, rehearsal.body.appointments]).toEqual([2, 3]);
    expect((await admin.get<{ total: number }>('/users?search=zhang.san')).body.total).toBe(0);
    const imported = await admin.post<{ created: { username: string; temporaryPassword: string }[] }>(
      '/users/import',
      { csv },
    );
    expect(imported.body.created.map((user) => user.username)).toEqual(['zhang.san', 'li.si']);
    const login = await api.anonymous.post<{ user: { mustChangePassword: boolean } }>('/auth/login', {
      username: 'zhang.san',
      password: imported.body.created[0]?.temporaryPassword,
    });
    expect(login.body.user.mustChangePassword).toBe(true);
    const faulty = await admin.post<Problem>('/users/import', {
      csv: 'username,name,org,role\nwang.wu,王五,sf0101,填报人\nzhao.liu,赵六,nowhere,填报人\nqian.qi,钱七,sf0101,厨师\n',
    });
    expect([faulty.status, faulty.body.code]).toEqual([422, 'rule_broken']);
    expect((await admin.get<{ total: number }>('/users?search=wang.wu')).body.total).toBe(0);
  });

  it('hashes the passwords of an import only for what is written, a few at a time', async () => {
    const admin = await api.as('sf.admin');
    const argon2 = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
    const { hash } = argon2;
    let atOnce = 0;
    let most = 0;
    const hashing = jest.spyOn(argon2, 'hash').mockImplementation(async (...given) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      const made = await hash(...given);
      atOnce -= 1;
      return made;
    });
    const rows = Array.from({ length: 12 }, (_, index) => `hashed.${index},某人,sf0101,填报人`);
    const head = 'username,name,org,role\n';
    const sound = `${head}${rows.join('\n')}\n`;
    try {
      expect((await admin.post('/users/import', { csv: sound, dryRun: true })).status).toBeLessThan(300);
      const faulty = await admin.post('/users/import', { csv: `${sound}other,某人,nowhere,填报人\n` });
      expect(faulty.status).toBe(422);
      expect(hashing.mock.calls.length).toBe(0);
      const both = await Promise.all([1, 2].map(() => admin.post('/users/import', { csv: sound })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 503]);
      expect(hashing.mock.calls.length).toBe(12);
      expect(most).toBeLessThanOrEqual(2);
    } finally {
      hashing.mockRestore();
    }
  });

  it('refuses a username that is taken, in any case, and an unknown field', async () => {
    const admin = await api.as('sf.admin');
    const taken = await admin.post<Problem>('/users', {
      username: 'SF0101.Reporter',
      name: '某',
      org: 'sf0101',
    });
    expect([taken.status, taken.body.code, taken.body.errors?.[0]?.pointer]).toEqual([
      409,
      'duplicate',
      '/username',
    ]);
    const unknown = await admin.post<Problem>('/users', {
      username: 'x.y',
      name: '某',
      org: 'sf0101',
      admin: true,
    });
    expect([unknown.status, unknown.body.errors[0]?.pointer]).toEqual([400, '/admin']);
  });

  it('refuses a change of a version that is not the present one', async () => {
    const admin = await api.as('sf.admin');
    const id = userId('sf92.reporter');
    const first = await admin.patch<{ version: number }>(`/users/${id}`, { phone: '0519-1234', version: 1 });
    expect(first.body.version).toBe(2);
    const stale = await admin.patch<Problem>(`/users/${id}`, { phone: '0519-9999', version: 1 });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
  });

  it('uses the unit id as well as its code', async () => {
    const admin = await api.as('sf.admin');
    const made = await admin.post<{ org: { code: string } }>('/users', {
      username: 'by.id',
      name: '某',
      org: orgId('sf91'),
    });
    expect(made.body.org.code).toBe('sf91');
  });
});
