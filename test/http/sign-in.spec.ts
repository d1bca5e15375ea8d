import { apiHarness } from '@testing/http';
import { testPassword } from '@testing/organisation';

describe('signing in', () => {
  const api = apiHarness();
  const login = (username: string, password = testPassword) =>
    api.anonymous.post<Record<string, string> & { user: Record<string, unknown> }>('/auth/login', {
      username,
      password,
    });

  it('answers 200 with the user and a CSRF token, and sets an httpOnly cookie', async () => {
    const answer = await login('sf0101.secretary');
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ username: 'sf0101.secretary', mustChangePassword: false });
    expect(answer.headers.get('set-cookie')).toMatch(/baoshen_session=.+HttpOnly.*SameSite=Lax/i);
  });

  it('asks for the CSRF token with the cookie and an unsafe method, and ends the session at logout', async () => {
    const answer = await login('sf0101.reporter');
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const refused = await api.anonymous.post('/auth/logout', {}, { headers: { cookie } });
    expect([refused.status, refused.body.code]).toEqual([403, 'csrf']);
    const me = await api.anonymous.get<Record<string, unknown>>('/auth/me', { headers: { cookie } });
    expect(me.body).toMatchObject({
      csrfToken: answer.body.csrfToken,
      appointments: [{ role: 'reporter', org: { code: 'sf0101' } }],
    });
    const headers = { cookie, 'x-csrf-token': String(answer.body.csrfToken) };
    expect((await api.anonymous.post('/auth/logout', {}, { headers })).status).toBe(204);
    expect((await api.anonymous.get('/auth/me', { headers: { cookie } })).status).toBe(401);
  });

  it('tells a wrong password and an unknown name alike', async () => {
    const wrong = await login('sf0102.secretary', 'nonsense');
    const unknown = await login('nobody', 'nonsense');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'bad_credentials']);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('locks an account after repeated failures, known or not, and lets it in again later', async () => {
    for (const username of ['sf0103.secretary', 'nobody-at-all']) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 6; attempt += 1) statuses.push((await login(username, 'guess')).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    }
    const locked = await login('sf0103.secretary');
    expect([locked.status, locked.body.code]).toEqual([429, 'throttled']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    api.clock.advance(61_000);
    expect((await login('sf0103.secretary')).status).toBe(200);
  });

  it('lets an account in that was locked while the clock stood weeks ahead', async () => {
    const ahead = 40 * 86_400_000;
    api.clock.advance(ahead);
    for (let attempt = 0; attempt < 6; attempt += 1) await login('sf0202.secretary', 'guess');
    expect((await login('sf0202.secretary')).status).toBe(429);
    api.clock.advance(-ahead);
    expect((await login('sf0202.secretary')).status).toBe(200);
  });

  it('counts a burst of parallel guesses like a row of them', async () => {
    const burst = await Promise.all(Array.from({ length: 20 }, () => login('sf0201.secretary', 'guess')));
    expect(burst.filter((answer) => answer.status === 401)).toHaveLength(5);
  });

  it('issues a token for a username and password in one call, which needs no CSRF header', async () => {
    const issued = await api.anonymous.post<Record<string, string>>('/auth/tokens', {
      name: 'script',
      username: 'sf.admin',
      password: testPassword,
    });
    expect(issued.status).toBe(201);
    const headers = { authorization: `Bearer ${issued.body.token}` };
    const me = await api.anonymous.get<{ user: { username: string }; may: string[] }>('/auth/me', {
      headers,
    });
    expect(me.body.user.username).toBe('sf.admin');
    expect(me.body.may).toContain('org.manage');
    const list = await api.anonymous.get<{ items: { id: string }[] }>('/auth/tokens', { headers });
    await api.anonymous.delete(`/auth/tokens/${issued.body.id}`, { headers });
    expect(list.body.items.map((token) => token.id)).toContain(issued.body.id);
    expect((await api.anonymous.get('/auth/me', { headers })).status).toBe(401);
  });

  it('refuses the demonstration password outside demonstration mode', async () => {
    const admin = await api.as('sf.admin');
    const made = await admin.post<Record<string, string>>('/users', {
      username: 'demo.guess',
      name: '某甲',
      org: 'sf0101',
    });
    expect(made.status).toBe(201);
    const answer = await login('demo.guess', 'Baoshen-demo-2025');
    expect(answer.status).toBe(401);
  });

  it('makes a reset account change its password before anything else', async () => {
    const admin = await api.as('sf.admin');
    const id = api.organisation.users.get('sf0202.secretary');
    const reset = await admin.post<{ temporaryPassword: string }>(`/users/${id}/password-reset`);
    expect(reset.status).toBe(200);
    const answer = await login('sf0202.secretary', reset.body.temporaryPassword);
    expect(answer.body.user).toMatchObject({ mustChangePassword: true });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const headers = { cookie, 'x-csrf-token': String(answer.body.csrfToken) };
    const early = await api.anonymous.get('/appointments', { headers });
    expect([early.status, early.body.code]).toEqual([403, 'password_change_required']);
    const weak = await api.anonymous.post<{ errors: { pointer: string }[] }>(
      '/auth/password',
      { currentPassword: reset.body.temporaryPassword, newPassword: 'short' },
      { headers },
    );
    expect([weak.status, weak.body.errors[0]?.pointer]).toEqual([422, '/newPassword']);
    const changed = await api.anonymous.post(
      '/auth/password',
      { currentPassword: reset.body.temporaryPassword, newPassword: 'an-honest-new-password' },
      { headers },
    );
    expect(changed.status).toBe(204);
    expect((await api.anonymous.get('/appointments', { headers })).status).toBe(200);
    expect((await login('sf0202.secretary')).status).toBe(401);
  });

  it('refuses a deactivated account and its open sessions, and keeps its name', async () => {
    const admin = await api.as('sf.admin');
    const person = await api.as('sf0301.reporter');
    expect((await person.get('/auth/me')).status).toBe(200);
    const id = api.organisation.users.get('sf0301.reporter');
    const changed = await admin.patch<{ active: boolean; name: string }>(`/users/${id}`, { active: false });
    expect([changed.status, changed.body.active]).toEqual([200, false]);
    expect((await person.get('/auth/me')).status).toBe(401);
    expect((await login('sf0301.reporter')).status).toBe(401);
  });

  it('lists and revokes one’s own sessions', async () => {
    const first = await login('sf04.reviewer');
    const second = await login('sf04.reviewer');
    const cookieOf = (answer: typeof first) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const headers = { cookie: cookieOf(second), 'x-csrf-token': String(second.body.csrfToken) };
    const sessions = await api.anonymous.get<{ items: { id: string; current: boolean }[] }>(
      '/auth/sessions',
      {
        headers,
      },
    );
    const other = sessions.body.items.find((session) => !session.current);
    expect((await api.anonymous.delete(`/auth/sessions/${other?.id}`, { headers })).status).toBe(204);
    expect((await api.anonymous.get('/auth/me', { headers: { cookie: cookieOf(first) } })).status).toBe(401);
    expect((await api.anonymous.get('/auth/me', { headers })).status).toBe(200);
  });
});
