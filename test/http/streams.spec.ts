import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { testPassword } from '@testing/organisation';
import { openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';

/** An event stream as a browser holds it open. */
class Stream {
  text = '';
  ended = false;
  private constructor(private readonly asked: ClientRequest) {}

  static async open(address: string, headers: Record<string, string>): Promise<Stream> {
    const asked = request(new URL('/api/v1/stream', address), {
      headers: { accept: 'text/event-stream', ...headers },
    });
    const stream = new Stream(asked);
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.setEncoding('utf8').on('data', (chunk: string) => {
      stream.text += chunk;
    });
    response.on('close', () => {
      stream.ended = true;
    });
    await until('the stream says hello', () => stream.text.includes('hello'));
    return stream;
  }

  close(): void {
    this.asked.destroy();
  }
}

describe('a stream', () => {
  const api = apiHarness();
  const signIn = async (username: string) => {
    const answer = await api.anonymous.post<{ csrfToken: string }>('/auth/login', {
      username,
      password: testPassword,
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { cookie, 'x-csrf-token': answer.body.csrfToken };
  };
  const openAs = async (username: string) => {
    const headers = await signIn(username);
    return { headers, stream: await Stream.open(api.anonymous.address, headers) };
  };

  it('ends with its session, and no other does', async () => {
    const leaving = await openAs('sf0101.secretary');
    const staying = await openAs('sf0102.secretary');
    await api.anonymous.post('/auth/logout', {}, { headers: leaving.headers });
    await until('the stream has ended', () => leaving.stream.ended);
    expect(staying.stream.ended).toBe(false);
    staying.stream.close();
  });

  it('gives way to a newer one of the same person where ten are open, and to nobody else’s', async () => {
    const headers = await signIn('sf0103.secretary');
    const other = await openAs('sf0102.secretary');
    const streams: Stream[] = [];
    for (let count = 0; count < 11; count += 1)
      streams.push(await Stream.open(api.anonymous.address, headers));
    await until('the oldest has ended', () => streams[0]?.ended);
    expect([other.stream, ...streams.slice(1)].map(({ ended }) => ended)).toEqual(Array(11).fill(false));
    for (const stream of [other.stream, ...streams]) stream.close();
  });

  it('ends when the account is deactivated, and when its password is reset', async () => {
    const admin = await api.as('sf.admin');
    const first = await openAs('sf0201.secretary');
    await admin.patch(`/users/${api.organisation.users.get('sf0201.secretary')}`, { active: false });
    await until('the stream has ended', () => first.stream.ended);
    const second = await openAs('sf0202.secretary');
    await admin.post(`/users/${api.organisation.users.get('sf0202.secretary')}/password-reset`);
    await until('the stream has ended', () => second.stream.ended);
  });

  it('tells nothing more of reports that the reader lost the right to', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0301') ?? '');
    const admin = await api.as('sf.admin');
    const losing = await openAs('sf03.reviewer');
    const keeping = await openAs('sf.observer');
    await report.save('sf0301.reporter');
    await until('both hear of the report', () =>
      [losing, keeping].every(({ stream }) => stream.text.includes(report.id)),
    );
    await admin.post(`/appointments/${api.organisation.appointments.get('sf03.reviewer')}/end`);
    const reader = await api.as('sf03.reviewer');
    expect((await reader.get(`/reports/${report.id}`)).status).toBe(404);
    const heard = (text: string) => text.split(report.id).length;
    // The right is looked at every two seconds: what happens after that is not told.
    let [before, others] = [heard(losing.stream.text), heard(keeping.stream.text)];
    await until('a change is told to the one and not to the other', async () => {
      [before, others] = [heard(losing.stream.text), heard(keeping.stream.text)];
      await report.save('sf0301.reporter');
      await until('the one that kept the right hears it', () => heard(keeping.stream.text) > others);
      return heard(losing.stream.text) === before;
    });
    losing.stream.close();
    keeping.stream.close();
  });

  it('tells of an item whoever may see it, and of one of the committee its secretary and not the observer', async () => {
    const [secretary, beside, observer] = await Promise.all(
      ['sf0101.secretary', 'sf0102.secretary', 'sf.observer'].map(openAs),
    );
    const heard = (id: string) =>
      [secretary, beside, observer].map((one) => one?.stream.text.includes(id) ?? false);
    const open = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    await until('the unit and the observer hear of it', () => heard(open.id)[0] && heard(open.id)[2]);
    const batch = await (await api.as('sf.admin')).post<{ id: string }>('/rectification-batches', {
      org: 'sf',
      title: '党委会专题整改',
      source: 'supervision',
      closeBy: '2027-12-31',
      visibility: 'committee',
    });
    const narrow = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      batch: batch.body.id,
      source: undefined,
    });
    await until('the secretary hears of it', () => heard(narrow.id)[0]);
    expect([heard(open.id), heard(narrow.id)]).toEqual([
      [true, false, true],
      [true, false, false],
    ]);
    for (const one of [secretary, beside, observer]) one?.stream.close();
  });
});
