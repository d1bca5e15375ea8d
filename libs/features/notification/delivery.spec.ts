import { createHmac } from 'node:crypto';
import { mailTimeouts } from '@platform/mail';
import { OwedJobs } from '@platform/queues';
import { until } from '@testing/until';
import {
  drained,
  MailServer,
  move,
  onEachBackend,
  openCycle,
  RobotServer,
  workerHarness,
} from '@testing/worker';
import { v7 } from 'uuid';
import { DeliveryRepository } from './delivery.repository';
import { DeliveryService, silentMilliseconds } from './delivery.service';
import { type RobotOrigins, RobotSender } from './robot-sender';
import { VacancyDigest } from './vacancy-digest';

const start = new Date('2025-11-20T01:00:00Z');

onEachBackend('messages that leave the harness', (backend) => {
  const post = new MailServer();
  const harness = workerHarness({
    backend,
    now: start,
    variables: async () => ({ SMTP_URL: await post.start(), PUBLIC_URL: 'https://report.example' }),
  });
  let reports: Map<string, string>;
  const user = (username: string) => harness.organisation.users.get(username) ?? '';
  const states = async () => {
    const rows = await harness.database.query<{ state: string; count: number }>(
      `SELECT state, count(*)::int AS count FROM notification WHERE channel = 'email' GROUP BY state`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  };
  const submit = (code: string, to = 'sf01') =>
    harness.unitOfWork.run((transaction) =>
      move(transaction, reports.get(code) ?? '', {
        type: 'report.submitted',
        to: 'in_review',
        at: harness.clock.now(),
        actor: { id: user(`${code}.secretary`), name: '王书记' },
        note: '<b>说明</b>',
        waits: { index: 1, orgId: harness.organisation.orgs.get(to) ?? '', role: 'reviewer' },
      }),
    );
  const settled = async (wanted: Record<string, number>) => {
    let found: Record<string, number> = {};
    const asWanted = async () => {
      found = await states();
      return JSON.stringify(found) === JSON.stringify(wanted);
    };
    await until(`messages are ${JSON.stringify(wanted)}`, asWanted, { everyMs: 25, state: () => found });
  };

  beforeAll(async () => {
    const opened = await openCycle(harness.unitOfWork, harness.organisation, {
      dueOn: '2025-12-10',
      openedAt: start,
    });
    reports = opened.reports;
    await harness.database.query(`UPDATE app_user SET email = username || '@example.org'`);
  });
  beforeEach(async () => {
    await drained(harness.database);
    await harness.database.query(`DELETE FROM notification`);
    post.letters.length = 0;
    post.reception = 'accept';
    harness.clock.set(start);
  });
  afterAll(() => post.stop());

  it('an e-mail reads well with and without HTML, and goes out once', async () => {
    await submit('sf0101');
    await settled({ sent: 1 });
    expect(post.letters).toHaveLength(1);
    const [letter = ''] = post.letters;
    expect(letter).toContain('To: sf01.reviewer@example.org');
    expect(letter).toMatch(/Content-Type: text\/plain/);
    expect(letter).toMatch(/Content-Type: text\/html/);
    const [plain, page] = readable(letter);
    expect(plain).toMatch(
      /^.+的报告待您审核\n任务：年度总结\n办理人：王书记\n意见：<b>说明<\/b>\nhttps:\/\/report\.example\/review\//,
    );
    expect(page).toContain('意见：&lt;b&gt;说明&lt;/b&gt;');
    expect(page).toMatch(/<html lang="zh-CN">.*在报审中打开/);
    const [row] = await harness.database.query<{ id: string }>(
      `SELECT id FROM notification WHERE channel = 'email'`,
    );
    await harness.application.get(DeliveryService, { strict: false }).deliver({ ids: [row?.id ?? ''] });
    expect(post.letters).toHaveLength(1);
  });

  it('case 24: an attempt of unknown outcome is listed, not repeated, until somebody decides', async () => {
    post.reception = 'hang_up';
    await submit('sf0102');
    await settled({ uncertain: 1 });
    expect(post.letters).toHaveLength(1);
    const deliveries = harness.application.get(DeliveryRepository, { strict: false });
    const service = harness.application.get(DeliveryService, { strict: false });
    harness.clock.advance(3_600_000);
    await service.sweep();
    const { items, total } = await deliveries.troubles(10, 0);
    expect({ total, state: items[0]?.state, channel: items[0]?.channel }).toEqual({
      total: 1,
      state: 'uncertain',
      channel: 'email',
    });
    post.reception = 'accept';
    const ids = items.map(({ id }) => id);
    expect(await harness.unitOfWork.run((transaction) => deliveries.sendAgain(transaction, ids))).toBe(1);
    await service.sweep();
    await settled({ sent: 1 });
    expect(post.letters).toHaveLength(2);
  });

  it('case 24: a worker that died while sending leaves an uncertain message', async () => {
    const id = v7();
    await harness.database.query(
      `INSERT INTO notification (id, kind, occurrence, recipient_id, channel, data, state, deliver_after, attempted_at, created_at)
       VALUES ($1, 'report.urged', 'x', $2, 'email', '{}', 'sending', $3, $3, $3)`,
      [id, user('sf.reviewer'), start],
    );
    harness.clock.advance(180_000);
    await harness.application.get(DeliveryService, { strict: false }).sweep();
    expect(await states()).toEqual({ uncertain: 1 });
    expect(post.letters).toHaveLength(0);
  });

  it('what the server refuses is tried again later, and given up and listed in the end', async () => {
    post.reception = 'refuse';
    const service = harness.application.get(DeliveryService, { strict: false });
    await submit('sf0103');
    // The queue's own tries count too; whoever makes the sixth, it is the last.
    await until('it is given up', async () => {
      harness.clock.advance(2 * 3_600_000);
      const rows = await harness.database.query<{ id: string }>(
        `SELECT id FROM notification WHERE channel = 'email'`,
      );
      await service.deliver({ ids: rows.map(({ id }) => id) });
      return (await states()).failed;
    });
    expect(await states()).toEqual({ failed: 1 });
    const [row] = await harness.database.query<{ attempts: number }>(
      'SELECT attempts FROM notification WHERE channel = $1',
      ['email'],
    );
    expect(row?.attempts).toBe(6);
    expect(post.letters).toHaveLength(0);
  });

  it('at night an e-mail waits, and a digest collects several into one', async () => {
    harness.clock.set(new Date('2025-11-20T14:00:00Z'));
    await harness.database.query(
      `INSERT INTO notification_preference (user_id, settings, updated_at) VALUES ($1, $2, $3)`,
      [user('sf02.reviewer'), JSON.stringify({ digest: true, digestAt: 510 }), start],
    );
    for (const code of ['sf0201', 'sf0202', 'sf0301']) {
      const above = code.slice(0, 4);
      await harness.unitOfWork.run((transaction) =>
        move(transaction, reports.get(code) ?? '', {
          type: 'report.submitted',
          to: 'in_review',
          at: harness.clock.now(),
          actor: { id: user(`${code}.secretary`), name: '书记' },
          waits: { index: 1, orgId: harness.organisation.orgs.get(above) ?? '', role: 'reviewer' },
        }),
      );
    }
    await drained(harness.database);
    expect(post.letters).toHaveLength(0);
    harness.clock.set(new Date('2025-11-21T00:30:00Z'));
    await harness.application.get(DeliveryService, { strict: false }).sweep();
    await settled({ sent: 3 });
    expect(post.letters).toHaveLength(2);
  });

  it('an answer that comes after the attempt was listed as uncertain still counts as sent', async () => {
    const id = v7();
    await harness.database.query(
      `INSERT INTO notification (id, kind, occurrence, recipient_id, channel, data, state, deliver_after, attempted_at, created_at)
       VALUES ($1, 'report.urged', 'late', $2, 'email', '{}', 'sending', $3, $3, $3)`,
      [id, user('sf.reviewer'), start],
    );
    const deliveries = harness.application.get(DeliveryRepository, { strict: false });
    harness.clock.advance(silentMilliseconds + 1);
    await harness.application.get(DeliveryService, { strict: false }).sweep();
    const state = async () =>
      (
        await harness.database.query<{ state: string }>('SELECT state FROM notification WHERE id = $1', [id])
      )[0]?.state;
    expect(await state()).toBe('uncertain');
    await deliveries.sent([id]);
    expect(await state()).toBe('sent');
    const longest = Object.values(mailTimeouts).reduce((sum, one) => sum + one, 0);
    expect(longest).toBeLessThan(silentMilliseconds);
  });

  it('a job that gave up and is replayed owes nothing once its message is sent', async () => {
    const [row] = await harness.database.query<{ id: string }>(
      `INSERT INTO notification (id, kind, occurrence, recipient_id, channel, data, state, deliver_after, enqueued_at, created_at)
       VALUES ($1, 'report.urged', 'replayed', $2, 'email', '{}', 'pending', $3, $3, $3) RETURNING id`,
      [v7(), user('sf.reviewer'), start],
    );
    const owed = harness.application.get(OwedJobs);
    const id = `dlv-${row?.id}-0`;
    await owed.fail(
      { id, name: 'notification.deliver', payload: { ids: [row?.id] }, attempts: 6 },
      'on purpose',
    );
    expect(await harness.unitOfWork.run((transaction) => owed.replay(transaction, [id]))).toBe(1);
    await drained(harness.database);
    expect(await owed.status()).toMatchObject({ owed: 0, failed: 0 });
    expect(post.letters).toHaveLength(1);
  });

  it('a group hears of the kinds that its robot was given, signed, and of nothing else', async () => {
    const groups = new RobotServer();
    const address = await groups.start();
    // The addresses of WeCom and DingTalk stand in the product; here their robots live on this machine.
    const sender = harness.application.get(RobotSender, { strict: false });
    const origins = jest.replaceProperty(sender as unknown as { origins: RobotOrigins }, 'origins', {
      wecom: address,
      dingtalk: address,
    });
    const add = (unit: string, channel: string, kinds: string[], secret: string | null) =>
      harness.database.query(
        `INSERT INTO robot (id, org_id, channel, name, webhook, secret, kinds, created_at)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7)`,
        [
          v7(),
          harness.organisation.orgs.get(unit),
          channel,
          `${address}/${channel}?k=1`,
          secret,
          kinds,
          start,
        ],
      );
    await add('sf03', 'wecom', ['review.awaited'], null);
    await add('sf03', 'dingtalk', ['review.awaited', 'report.returned'], 'SEC1');
    await add('sf03', 'wecom', ['report.returned'], null);
    await add('sf04', 'wecom', ['review.awaited'], null);
    await submit('sf0302', 'sf03');
    const robotStates = () =>
      harness.database.query<{ state: string }>(`SELECT state FROM notification WHERE robot_id IS NOT NULL`);
    await drained(harness.database);
    origins.restore();
    await groups.stop();
    expect(await robotStates()).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    expect(groups.posts.map(({ path }) => path).sort()).toEqual(['/dingtalk', '/wecom']);
    const signed = groups.posts.find(({ path }) => path === '/dingtalk');
    expect(signed?.query.get('sign')).toBe(
      createHmac('sha256', 'SEC1').update(`${start.getTime()}\nSEC1`).digest('base64'),
    );
    expect(JSON.stringify(signed?.body)).toContain('待您审核');
    await harness.database.query('DELETE FROM notification WHERE robot_id IS NOT NULL');
    await harness.database.query('DELETE FROM robot');
  });

  it('administrators hear once a day of units without a secretary', async () => {
    await harness.database.query(`UPDATE appointment SET ends_at = $2 WHERE user_id = $1`, [
      user('sf0401.secretary'),
      start,
    ]);
    const digest = harness.application.get(VacancyDigest, { strict: false });
    const send = () => harness.unitOfWork.run((transaction) => digest.send(transaction));
    expect(await send()).toBeGreaterThan(0);
    expect(await send()).toBe(0);
    const [row] = await harness.database.query<{ data: { vacancies: { unitCount: number } } }>(
      `SELECT data FROM notification WHERE kind = 'vacancy.found' AND channel = 'in_app'`,
    );
    expect(row?.data.vacancies.unitCount).toBe(1);
  });
});

/** The text parts of a letter as a reader sees them. */
function readable(letter: string): string[] {
  const boundary = /boundary="([^"]+)"/.exec(letter)?.[1] ?? '';
  return letter
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...body] = part.trimStart().split('\r\n\r\n');
      const text = body.join('\r\n\r\n').trimEnd();
      if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8').replaceAll('\r\n', '\n');
      const joined = text.replace(/=\r\n/g, '').replaceAll('\r\n', '\n');
      const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : joined;
    });
}
