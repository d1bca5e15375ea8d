import { slowingAfter } from '@features/sign-in/sign-in-throttle';
import { type ApiAnswer, apiHarness } from '@testing/http';
import { testPassword } from '@testing/organisation';

/** Guessing at passwords: what it meets, and that it shuts nobody out who has signed in before. */
describe('guessing at passwords', () => {
  const api = apiHarness();
  const login = (username: string, password = testPassword, cookie?: string) =>
    api.anonymous.post<Record<string, string>>(
      '/auth/login',
      { username, password },
      cookie ? { headers: { cookie } } : {},
    );
  const deviceOf = (answer: ApiAnswer<unknown>) =>
    /baoshen_device=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
  const guess = async (username: string, times: number, cookie?: string) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1) statuses.push((await login(username, `guess ${n}`, cookie)).status);
    return statuses;
  };

  it('folds a name in one way: what looks like it is another, and what is written large is the same', async () => {
    expect((await login('SF01.Reviewer')).status).toBe(200);
    for (const name of ['sf.admİn', 'sf.admın', 'ｓｆ.admin', 'sf.admin\u0307', '示范区'])
      expect([name, (await login(name)).status]).toEqual([name, 401]);
    expect(await guess('SF02.reviewer', 3)).toEqual([401, 401, 401]);
    expect(await guess('sf02.REVIEWER', 3)).toEqual([401, 401, 429]);
    const made = await (await api.as('sf.admin')).post('/users', {
      username: 'SF01.REVIEWER',
      name: '甲',
      org: 'sf',
    });
    expect([made.status, made.body.code]).toEqual([409, 'duplicate']);
  });

  it('keeps a browser that signed in before out of a stranger’s count, and the stranger out of the account', async () => {
    const known = deviceOf(await login('sf01.secretary'));
    expect(known).not.toBe('');
    expect(await guess('sf01.secretary', 7)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await login('sf01.secretary')).status).toBe(429);
    const own = await login('sf01.secretary', testPassword, known);
    expect(own.status).toBe(200);
    // The known browser has a count of its own, which locks as well.
    expect(await guess('sf01.secretary', 6, deviceOf(own))).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('believes no browser that another account made known, nor one that signed itself', async () => {
    const other = deviceOf(await login('sf02.secretary'));
    await guess('sf03.secretary', 5);
    expect((await login('sf03.secretary', testPassword, other)).status).toBe(429);
    const forged = other.replace(/[\w-]{43}$/, 'A'.repeat(43));
    expect((await login('sf03.secretary', testPassword, forged)).status).toBe(429);
    // Both of two people at one computer stay known to it.
    const both = deviceOf(await login('sf04.secretary', testPassword, other));
    await guess('sf02.secretary', 5);
    await guess('sf04.secretary', 5);
    expect((await login('sf02.secretary', testPassword, both)).status).toBe(200);
    expect((await login('sf04.secretary', testPassword, both)).status).toBe(200);
  });

  it('tells the owner once, and nobody of an account that is not there', async () => {
    await guess('sf0302.secretary', 8);
    await guess('sf9999.secretary', 8);
    const owner = await api.as('sf0302.secretary');
    const list = await owner.get<{ items: { kind: string; body: string[] }[] }>('/notifications');
    const alerts = list.body.items.filter(({ kind }) => kind === 'sign_in.guessed');
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.body.join()).toContain('修改密码');
  });

  it('slows other names from a busy address, and refuses none of them', async () => {
    await api.database.query(
      `INSERT INTO sign_in_throttle (key, failures, last_at) VALUES ('address:127.0.0.1', 130, $1)
       ON CONFLICT (key) DO UPDATE SET failures = 130, last_at = $1, locked_until = NULL`,
      [api.clock.now()],
    );
    const before = performance.now();
    expect((await login('sf0301.secretary')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(1000);
    expect([0, 100, 101, 130, 10_000].map(slowingAfter)).toEqual([0, 0, 50, 1500, 3000]);
  });

  it('throttles guesses at the present password in an open session', async () => {
    const person = await api.as('sf0402.secretary');
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      const body = { currentPassword: `guess ${n}`, newPassword: 'Qh7-velvet-Tangram' };
      statuses.push((await person.post('/auth/password', body)).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
    api.clock.advance(61_000);
    const right = { currentPassword: testPassword, newPassword: 'Qh7-velvet-Tangram' };
    expect((await person.post('/auth/password', right)).status).toBe(204);
  });

  it('is forgiven by an administrator’s reset, in every browser', async () => {
    const known = deviceOf(await login('sf0403.secretary'));
    await guess('sf0403.secretary', 6);
    await guess('sf0403.secretary', 6, known);
    const id = api.organisation.users.get('sf0403.secretary');
    const reset = await (await api.as('sf.admin')).post<{ temporaryPassword: string }>(
      `/users/${id}/password-reset`,
    );
    expect((await login('sf0403.secretary', reset.body.temporaryPassword)).status).toBe(200);
    expect((await login('sf0403.secretary', reset.body.temporaryPassword, known)).status).toBe(200);
  });
});
