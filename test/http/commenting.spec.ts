import { OutboxDispatcher } from '@apps/worker/outbox-dispatcher';
import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { type MessageData, type MessageKind, messageText } from '@features/notification';
import { OwedJobs } from '@platform/queues';
import { apiHarness } from '@testing/http';
import { openCycle, ReportDriver } from '@testing/reports';
import { drained } from '@testing/worker';

describe('who is told of comments and replies', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  let report: ReportDriver;

  /** Comments and replies that were told since the last look, in order, with what was said. */
  let seen = 0;
  const told = async () => {
    await drained(api.database);
    const rows = await api.database.query<{ kind: MessageKind; data: MessageData; username: string }>(
      `SELECT n.kind, n.data, u.username FROM notification n JOIN app_user u ON u.id = n.recipient_id
        WHERE n.report_id = $1 AND n.kind LIKE 'comment.%' AND n.channel = 'in_app'
        ORDER BY n.created_at, n.id`,
      [report.id],
    );
    const fresh = rows.slice(seen);
    seen = rows.length;
    return fresh.map(({ kind, data, username }) => `${kind} ${username} ${data.note ?? ''}`).sort();
  };
  const comment = async (who: string, body: string): Promise<string> => {
    const anchor = { kind: 'section', key: 'work' };
    const made = await (await api.as(who)).post<{ id: string }>(`/reports/${report.id}/comments`, {
      anchor,
      body,
    });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  const reply = async (who: string, id: string, body: string) => {
    const answer = await (await api.as(who)).post(`/comments/${id}/replies`, { body });
    expect(answer.status).toBe(201);
    api.clock.advance(60_000);
  };

  beforeAll(async () => {
    const cycle = await openCycle(api);
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.handIn('sf0101');
  });

  it('tells the author’s side nothing of a reviewer’s comment before the step is decided', async () => {
    const id = await comment('sf01.reviewer', '请举例');
    await reply('sf01.reviewer', id, '我再想想');
    expect(await told()).toEqual([]);
  });

  it('tells it at once of a comment that it sees at once', async () => {
    await comment('sf.observer', '数字很好');
    expect(await told()).toEqual([
      'comment.released sf0101.reporter 数字很好',
      'comment.released sf0101.secretary 数字很好',
    ]);
    api.clock.advance(60_000);
  });

  it('counts with the decision only what the decision released', async () => {
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '见批注' });
    const [first, ...others] = await told();
    expect([first, others.length]).toEqual(['comment.released sf0101.reporter 见批注', 1]);
    const [row] = await api.database.query<{ data: MessageData }>(
      `SELECT data FROM notification WHERE kind = 'comment.released' ORDER BY created_at DESC LIMIT 1`,
    );
    expect(messageText('comment.released', row?.data ?? {}).title).toMatch(/收到1条批注$/);
  });

  it('tells whoever commented of an answer, and the author’s side of what they say to it', async () => {
    const { body } = await (await api.as('sf0101.reporter')).get<{
      items: { id: string; author: { id: string } }[];
    }>(`/reports/${report.id}/comments`);
    const reviewer = api.organisation.users.get('sf01.reviewer');
    const id = body.items.find(({ author }) => author.id === reviewer)?.id ?? '';
    await reply('sf0101.reporter', id, '已举例');
    expect(await told()).toEqual(['comment.replied sf01.reviewer 已举例']);
    await reply('sf01.reviewer', id, '再具体些');
    expect(await told()).toEqual([
      'comment.replied sf0101.reporter 再具体些',
      'comment.replied sf0101.secretary 再具体些',
    ]);
  });

  it('case 1 and 4: tells it once, however often the job runs and however many take the outbox', async () => {
    const id = await comment('sf.observer', '收到');
    const dispatcher = api.application.get(OutboxDispatcher, { strict: false });
    await Promise.all([dispatcher.dispatch(), dispatcher.dispatch(), dispatcher.dispatch()]);
    expect(await told()).toHaveLength(2);
    await api.unitOfWork.run((transaction) =>
      api.application
        .get(OwedJobs, { strict: false })
        .owe(transaction, [{ name: 'comment.notify', payload: { commentId: id }, id: `cmt-${id}-notify` }]),
    );
    expect(await told()).toEqual([]);
  });

  it('says nothing to somebody whose account is closed', async () => {
    const id = await comment('sf.observer', '请核对');
    expect(await told()).toHaveLength(2);
    await api.database.query('UPDATE app_user SET active = false WHERE username = $1', ['sf.observer']);
    await reply('sf0101.secretary', id, '已核对');
    expect(await told()).toEqual([]);
  });
});

describe('comments of a report', () => {
  const api = apiHarness();
  let report: ReportDriver;
  const plant = (author: string, count: number) =>
    api.database.query(
      `INSERT INTO comment (id, report_id, revision, author_id, anchor, body, released_at, created_at)
       SELECT gen_random_uuid(), $1, 1, $2, '{"kind":"report"}', 'b' || n, $4, $4::timestamptz + n * interval '1 second'
       FROM generate_series(1, $3) n`,
      [report.id, api.organisation.users.get(author), count, api.clock.now()],
    );
  const page = async (query: string) =>
    (
      await (
        await api.as('sf.observer')
      ).get<{ items: { body: string }[]; total: number; pageSize: number }>(
        `/reports/${report.id}/comments${query}`,
      )
    ).body;

  beforeAll(async () => {
    const cycle = await openCycle(api);
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.handIn('sf0101');
    await plant('sf.observer', 299);
  });

  it('come page by page, the oldest first, each once', async () => {
    const first = await page('?pageSize=200');
    const second = await page('?pageSize=200&page=2');
    expect([first.items.length, second.items.length, first.total, second.total]).toEqual([200, 99, 299, 299]);
    const bodies = [...first.items, ...second.items].map(({ body }) => body);
    expect(bodies).toEqual(Array.from({ length: 299 }, (_, index) => `b${index + 1}`));
    expect((await page('')).pageSize).toBe(50);
    expect(
      (await (await api.as('sf.observer')).get(`/reports/${report.id}/comments?pageSize=201`)).status,
    ).toBe(400);
  });

  it('count for the author’s side without those that it does not see yet', async () => {
    const made = await (await api.as('sf01.reviewer')).post(`/reports/${report.id}/comments`, {
      anchor: { kind: 'report' },
      body: '待审定',
    });
    expect(made.status).toBe(201);
    const seen = await (await api.as('sf0101.secretary')).get<{ total: number }>(
      `/reports/${report.id}/comments`,
    );
    expect([seen.body.total, (await page('')).total]).toEqual([299, 300]);
  });

  it('are bounded for a person, for a report, and in their replies', async () => {
    const add = async (who: string) =>
      (await api.as(who)).post<{ code: string; id: string }>(`/reports/${report.id}/comments`, {
        anchor: { kind: 'report' },
        body: '请核对',
      });
    expect((await add('sf.observer')).status).toBe(201);
    const own = await add('sf.observer');
    expect([own.status, own.body.code]).toEqual([422, 'comments_full']);
    const another = await add('sf.reviewer');
    expect(another.status).toBe(201);
    await plant('sf.leader', 1700);
    expect((await add('sf.reviewer')).body.code).toBe('comments_full');
    await api.database.query(
      `INSERT INTO comment_reply (id, comment_id, author_id, body, created_at)
       SELECT gen_random_uuid(), $1, $2, 'r', $3 FROM generate_series(1, 100)`,
      [another.body.id, api.organisation.users.get('sf.reviewer'), api.clock.now()],
    );
    const reply = await (await api.as('sf.reviewer')).post<{ code: string }>(
      `/comments/${another.body.id}/replies`,
      { body: '再议' },
    );
    expect([reply.status, reply.body.code]).toEqual([422, 'comments_full']);
  });

  it('are bounded in their characters, since a page of the longest took a hundred megabytes', async () => {
    await api.database.query(`UPDATE comment SET body = repeat('长', 300) WHERE report_id = $1`, [report.id]);
    const [mine] = await api.database.query<{ id: string }>(
      'SELECT id FROM comment WHERE report_id = $1 AND author_id = $2 LIMIT 1',
      [report.id, api.organisation.users.get('sf.reviewer')],
    );
    const reviewer = await api.as('sf.reviewer');
    const change = (length: number) => reviewer.patch(`/comments/${mine?.id}`, { body: '长'.repeat(length) });
    const longer = await change(2000);
    expect([longer.status, longer.body.code]).toEqual([422, 'comments_full']);
    expect((await change(10)).status).toBe(200);
  });
});
