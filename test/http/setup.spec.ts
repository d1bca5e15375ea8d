import { SetupService } from '@features/setup';
import { apiHarness } from '@testing/http';

const account = {
  bureauName: '示范区教育局党委',
  bureauCode: 'jyj',
  name: '沈管理',
  username: 'first.admin',
  password: '梧桐-seven-lanterns-42',
};

describe('an installation without anybody', () => {
  const api = apiHarness({ organisation: false });
  const post = (body: object) =>
    api.anonymous.post<{ code: string; errors?: { pointer: string }[] }>('/setup', body);
  const code = () => api.application.get(SetupService, { strict: false }).invitation();

  it('takes its first administrator once, from who has the code, and all of it or nothing', async () => {
    expect((await api.anonymous.get('/setup')).body).toEqual({ open: true, bureau: null });
    const right = (await code()) ?? '';
    expect(right).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);

    const wrong = await post({ ...account, code: 'AAAA-BBBB-CCCC' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/code' }] } });
    const weak = await post({ ...account, code: right, password: 'password123' });
    expect(weak).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
    const odd = await post({ ...account, code: right, bureauCode: 'no code' });
    expect(odd).toMatchObject({ status: 422, body: { errors: [{ pointer: '/bureauCode' }] } });
    expect(await api.database.query('SELECT 1 FROM org_unit UNION ALL SELECT 1 FROM app_user')).toEqual([]);

    const typed = ` ${right.toLowerCase().replaceAll('-', ' ')} `;
    const answers = await Promise.all([1, 2, 3].map(() => post({ ...account, code: typed })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect(await api.database.query('SELECT code, name, kind FROM org_unit')).toEqual([
      { code: 'jyj', name: account.bureauName, kind: 'bureau' },
    ]);

    expect((await api.anonymous.get('/setup')).body).toEqual({ open: false, bureau: null });
    expect((await post({ ...account, username: 'second', code: right })).status).toBe(404);
    expect(await code()).toBeNull();

    const { username, password } = account;
    const signedIn = await api.anonymous.post('/auth/login', { username, password });
    expect(signedIn).toMatchObject({ status: 200, body: { user: { mustChangePassword: false } } });
    const admin = await api.as(username);
    expect(
      (await admin.post('/org-units', { code: 'z1', name: '第一党支部', kind: 'branch', parent: 'jyj' }))
        .status,
    ).toBe(201);
    const found = await api.database.query(`SELECT action FROM audit_entry ORDER BY action`);
    expect(found.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['org.created', 'user.created']),
    );
  });
});

describe('an installation whose units were imported', () => {
  const api = apiHarness();

  it('keeps them, and guesses at its code are refused after a few', async () => {
    expect((await api.anonymous.get('/setup')).body).toEqual({ open: false, bureau: null });
    await api.database.query(`DELETE FROM appointment WHERE role = 'admin'`);
    const [top] = await api.database.query<{ name: string }>(
      'SELECT name FROM org_unit WHERE parent_id IS NULL',
    );
    expect((await api.anonymous.get('/setup')).body).toEqual({ open: true, bureau: top?.name });
    const guess = () => api.anonymous.post('/setup', { ...account, code: 'AAAA-BBBB-CCCC' });
    const statuses: number[] = [];
    for (let count = 0; count < 8; count += 1) statuses.push((await guess()).status);
    expect(statuses.slice(0, 4)).toEqual([422, 422, 422, 422]);
    expect(statuses.at(-1)).toBe(429);
  });
});
