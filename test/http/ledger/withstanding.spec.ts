import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { appoint } from '@testing/reports';

/** Ways in which somebody might get more of the ledger than is theirs, or leave something behind in it. */
describe('the ledger under people who try (issue 8)', () => {
  const api = apiHarness();

  async function nameOf(username: string): Promise<string> {
    const { body } = await (await api.as(username)).get<{ user: { name: string } }>('/auth/me');
    return body.user.name;
  }

  it('recuses whoever answers for an item, however their name is written', async () => {
    const name = await nameOf('sf01.reviewer');
    const spaced = [...name].join(' ');
    for (const leader of [name, spaced, `${name}书记`, `李明、${name}`, `${name}（副校长）`]) {
      const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', leader });
      const { waitingOn, version } = await item.handIn('sf0101');
      expect([leader, waitingOn?.who]).toEqual([leader, []]);
      const tried = await item.try('sf01.reviewer', 'verify', {
        version,
        method: 'documents',
        note: '查阅。',
      });
      expect([leader, tried.body.code]).toEqual([leader, 'recused']);
    }
  });

  it('recuses whom a unit named and named away again', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      person: await nameOf('sf01.reviewer'),
    });
    const { version } = await item.get();
    const amended = await (await api.as('sf0101.secretary')).patch(
      `/rectifications/${item.id}`,
      { person: '赵一' },
      { headers: { 'if-match': `"${version}"` } },
    );
    expect(amended.status).toBe(200);
    await item.handIn('sf0101');
    const now = await item.get();
    const tried = await item.try('sf01.reviewer', 'verify', {
      version: now.version,
      method: 'documents',
      note: '查阅。',
    });
    expect(tried.body.code).toBe('recused');
  });

  it('lets nobody of a unit void its items or answer its disputes from a post above', async () => {
    await appoint(api, 'sf0102.secretary', 'admin', 'sf01');
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0102' });
    const voiding = { kind: 'no_problem', reason: '不算问题。' };
    expect((await item.try('sf0102.secretary', 'void', voiding)).body.code).toBe('recused');
    await item.act('sf0102.secretary', 'dispute', { reason: '不属实。' });
    const answer = { action: 'void', reason: '不属实。' };
    expect((await item.try('sf0102.secretary', 'answer', answer)).body.code).toBe('recused');
    expect((await item.get('sf0102.secretary')).allowedActions).not.toContain('void');
    // Of a unit that they have no part in they may.
    const other = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    expect((await other.act('sf0102.secretary', 'void', voiding)).state).toBe('void');
    expect((await item.act('sf.admin', 'answer', answer)).state).toBe('void');
  });

  it('leaves no item with a unit that is merged away while items are entered for it', async () => {
    const admin = await api.as('sf.admin');
    for (let round = 0; round < 8; round += 1) {
      const code = `vanishing${round}`;
      const made = await admin.post('/org-units', {
        code,
        name: `临时支部${round}`,
        kind: 'branch',
        parent: 'sf01',
      });
      expect(made.status).toBe(201);
      const enter = () =>
        admin.post('/rectifications', {
          org: code,
          problem: '记录不全。',
          source: 'audit',
          dueOn: '2026-06-30',
        });
      const merge = () => admin.post(`/org-units/${code}/merge`, { into: 'sf0101', reason: '合并' });
      const answers = await Promise.all([
        ...Array.from({ length: round }, enter),
        merge(),
        ...Array.from({ length: 8 - round }, enter),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      const { body } = await admin.get<{ total: number }>(`/rectifications?org=${code}`);
      expect([round, body.total]).toEqual([round, 0]);
    }
  });

  it('tells an observer nothing of what is kept to the committee: no file’s name, no number', async () => {
    const admin = await api.as('sf.admin');
    const batch = await admin.post<{ id: string }>('/rectification-batches', {
      org: 'sf',
      title: '巡察反馈',
      source: 'inspection',
      closeBy: '2026-06-30',
      visibility: 'committee',
    });
    const item = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      batch: batch.body.id,
      source: undefined,
    });
    const form = new FormData();
    form.set('file', new Blob(['谈话记录']), '某某谈话记录.txt');
    await item.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '谈话', person: '李明', dueOn: '2026-03-31' }],
    });
    const secretary = await api.as('sf0101.secretary');
    const sent = await secretary.post<{ id: string }>(`/rectifications/${item.id}/attachments`, form);
    expect(sent.status).toBe(201);
    for (const who of ['sf.observer', 'sf0101.reporter', 'sf0201.secretary'])
      expect((await (await api.as(who)).get(`/attachments/${sent.body.id}`)).status).toBe(404);
    const filesToldTo = async (who: string) => {
      const { body } = await (await api.as(who)).get<{ items: { detail: Record<string, unknown> }[] }>(
        '/audit?action=attachment.added',
      );
      return body.items.map(({ detail }) => detail.filename);
    };
    expect(await filesToldTo('sf.admin')).toContain('某某谈话记录.txt');
    expect(await filesToldTo('sf.observer')).not.toContain('某某谈话记录.txt');

    const measure = (await item.get()).measures[0]?.id;
    const month = api.clock.now().toISOString().slice(0, 7);
    await item.act('sf0101.secretary', 'progress', { month, text: '已谈。', done: [measure] });
    await item.act('sf0101.secretary', 'close', { result: '已谈话。' });
    await item.verify('sf01.reviewer');
    const draw = async (who: string) =>
      (
        await (
          await api.as(who)
        ).post('/rectification-samples', { under: 'sf', batch: batch.body.id, share: 1, seed: '一' })
      ).body;
    expect(await draw('sf.admin')).toMatchObject({ population: 1, drawn: 1, items: [{ id: item.id }] });
    expect(await draw('sf.observer')).toMatchObject({ population: 0, drawn: 0, items: [] });
  });

  it('keeps the evidence of what was verified and goes on being looked at', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const secretary = await api.as('sf0101.secretary');
    const evidence = async () => {
      const form = new FormData();
      form.set('file', new Blob(['学习记录']), '学习记录.txt');
      return (await secretary.post<{ id: string }>(`/rectifications/${item.id}/attachments`, form)).body.id;
    };
    await item.act('sf0101.secretary', 'claim', {
      term: 'long_term',
      measures: [{ text: '学习', person: '李明', dueOn: '2026-03-31' }],
    });
    const [mistaken, shown] = [await evidence(), await evidence()];
    expect((await secretary.delete(`/attachments/${mistaken}`)).status).toBe(204);
    await item.handIn('sf0101');
    expect((await item.verify('sf01.reviewer', { nextCheckOn: '2026-12-31' })).state).toBe('sustained');
    expect((await secretary.delete(`/attachments/${shown}`)).status).toBe(409);
    expect(typeof (await evidence())).toBe('string');
  });

  it('refuses to draw from a batch that is not there', async () => {
    const { status, body } = await (await api.as('sf.admin')).post('/rectification-samples', {
      under: 'sf',
      batch: '01970000-0000-7000-8000-000000000000',
      share: 0.5,
      seed: '一',
    });
    expect([status, body.code]).toEqual([422, 'rule_broken']);
    // Null names none.
    const any = await (await api.as('sf.admin')).post('/rectification-samples', {
      under: 'sf',
      batch: null,
      share: 0.5,
      seed: '二',
    });
    expect([any.status, any.body.batch]).toEqual([200, null]);
  });

  it('takes no text by a table that a form would refuse, nor ever more measures', async () => {
    const admin = await api.as('sf.admin');
    const batch = await admin.post<{ id: string }>('/rectification-batches', {
      org: 'sf',
      title: '审计反馈',
      source: 'audit',
      closeBy: '2026-06-30',
    });
    const table = (problem: string, leader = '李明') =>
      `单位,问题,责任领导,期限\nsf0101,${problem},${leader},2026-05-31`;
    for (const text of [table('长'.repeat(2001)), table('短', '名'.repeat(101))]) {
      const { status, body } = await admin.post<{ errors: { detail: string }[] }>(
        `/rectification-batches/${batch.body.id}/import`,
        { text },
      );
      expect([status, body.errors[0]?.detail]).toEqual([422, expect.stringContaining('请删减')]);
    }
    const beyond = await admin.post<{ errors: { detail: string }[] }>(
      `/rectification-batches/${batch.body.id}/import`,
      { text: table('长'.repeat(6000)) },
    );
    expect([beyond.status, beyond.body.errors[0]?.detail]).toEqual([
      422,
      expect.stringContaining('超过5000字'),
    ]);
    // What is as long as may be comes whole.
    const whole = await admin.post(`/rectification-batches/${batch.body.id}/import`, {
      text: table('长'.repeat(2000)),
    });
    expect(whole.status).toBe(200);
    const { body: list } = await admin.get<{ items: { problem: string }[] }>(
      `/rectifications?batch=${batch.body.id}`,
    );
    expect(list.items.map(({ problem }) => problem.length)).toEqual([2000]);
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    await item.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '一', person: '李明', dueOn: '2026-03-31' }],
    });
    const codes: (string | undefined)[] = [];
    for (let round = 0; round < 5; round += 1) {
      const open = (await item.get()).measures.filter(({ state }) => state === 'open');
      const { body } = await item.try('sf0101.secretary', 'plan', {
        add: Array.from({ length: 19 }, () => ({ text: '二', person: '李明', dueOn: '2026-03-31' })),
        withdraw: open.slice(1).map(({ id }) => ({ id, reason: '重复' })),
      });
      codes.push(body.code);
    }
    expect(codes.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    expect(codes[4]).toBe('rule_broken');
  });

  it('moves the dates of a large batch with few statements', async () => {
    const admin = await api.as('sf.admin');
    const batch = await admin.post<{ id: string; version: number }>('/rectification-batches', {
      org: 'sf',
      title: '督查反馈',
      source: 'supervision',
      closeBy: '2026-06-30',
    });
    const rows = Array.from({ length: 230 }, (_, index) => `sf0101,问题${index},2026-06-30`);
    const text = ['单位,问题,期限', ...rows, 'sf0102,自有期限,2026-05-31'].join('\n');
    const entered = await admin.post(`/rectification-batches/${batch.body.id}/import`, { text });
    expect(entered.status).toBe(200);
    const moved = await admin.patch(
      `/rectification-batches/${batch.body.id}`,
      { closeBy: '2026-09-30' },
      { headers: { 'if-match': `"${batch.body.version}"` } },
    );
    expect(moved.status).toBe(200);
    const rowsOf = await api.database.query<{ due: string; number: number; events: number }>(
      `SELECT r.due_on::text AS due, count(*)::int AS number, min(r.sequence)::int AS events FROM rectification r
       WHERE r.batch_id = $1 GROUP BY 1 ORDER BY 1`,
      [batch.body.id],
    );
    expect(rowsOf).toEqual([
      { due: '2026-05-31', number: 1, events: 1 },
      { due: '2026-09-30', number: 230, events: 2 },
    ]);
    const verified = await admin.get<{ brokenItems: unknown[] }>('/audit/verify');
    expect(verified.body.brokenItems).toEqual([]);
  });
});
