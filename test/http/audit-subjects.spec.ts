import { apiHarness } from '@testing/http';
import { openCycle } from '@testing/reports';

interface Entry {
  action: string;
  subject: Record<string, string | number | null>;
}

describe('whom and what a line of the audit is about', () => {
  const api = apiHarness();
  const user = (username: string) => api.organisation.users.get(username) ?? '';
  const last = async (action: string) => {
    const found = await (await api.as('sf.admin')).get<{ items: Entry[] }>(
      `/audit?action=${action}&pageSize=1`,
    );
    return found.body.items[0]?.subject;
  };
  const nothing = { person: null, holder: null, role: null, title: null, version: null };
  const nameOf = async (username: string) => {
    const [row] = await api.database.query<{ name: string }>(
      'SELECT name FROM app_user WHERE username = $1',
      [username],
    );
    return row?.name;
  };

  it('names who got which post', async () => {
    const admin = await api.as('sf.admin');
    await admin.post('/appointments', { userId: user('sf0101.reporter'), org: 'sf0102', role: 'reviewer' });
    const subject = await last('appointment.granted');
    expect(subject).toEqual({ ...nothing, person: await nameOf('sf0101.reporter'), role: 'reviewer' });
  });

  it('names whose account, whose post is stood in for, and by whom', async () => {
    const admin = await api.as('sf.admin');
    await admin.post(`/users/${user('sf0102.reporter')}/password-reset`);
    expect(await last('user.password_reset')).toMatchObject({ person: await nameOf('sf0102.reporter') });
    await (await api.as('sf01.reviewer')).post('/delegations', {
      appointmentId: api.organisation.appointments.get('sf01.reviewer'),
      delegateId: user('sf0103.secretary'),
      endsAt: new Date(api.clock.now().getTime() + 86_400_000).toISOString(),
    });
    expect(await last('delegation.created')).toEqual({
      ...nothing,
      person: await nameOf('sf0103.secretary'),
      holder: await nameOf('sf01.reviewer'),
      role: 'reviewer',
    });
  });

  it('names the template with its version and the cycle', async () => {
    await openCycle(api);
    const released = await last('template.version_released');
    expect(released).toMatchObject({ version: 1 });
    expect(released?.title).toEqual(expect.any(String));
    expect((await last('cycle.opened'))?.title).toEqual(expect.any(String));
  });
});
