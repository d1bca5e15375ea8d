import { apiHarness } from '@testing/http';
import { appoint, dismiss, goodContent, openCycle, ReportDriver, type SentContent } from '@testing/reports';

interface Comment extends Record<string, unknown> {
  id: string;
  code?: string;
  anchored: boolean;
  released: boolean;
  state: string;
  replies: unknown[];
  allowedActions: string[];
}

describe('returning and resubmitting (design 5)', () => {
  const api = apiHarness();
  async function handedIn(unit: string, content?: SentContent): Promise<ReportDriver> {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get(unit) ?? '');
    await report.handIn(unit, content);
    return report;
  }
  const comments = async (report: ReportDriver, username: string) =>
    (await (await api.as(username)).get<{ items: Comment[] }>(`/reports/${report.id}/comments`)).body.items;
  const comment = async (report: ReportDriver, username: string, body: unknown) =>
    (await api.as(username)).post<Comment>(`/reports/${report.id}/comments`, body);

  it('case 15: returning needs a note and nothing else, also for a report with missing fields', async () => {
    const cycle = await openCycle(api, { tier: { allowNil: true } });
    const report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    const nil = await report.act('sf0101.secretary', 'submit', { nil: { reason: '本年度未开展。' } });
    expect(nil).toMatchObject({ state: 'in_review', nil: { reason: '本年度未开展。' }, revision: 1 });
    const returned = await report.act('sf01.reviewer', 'return', { revision: 1, note: '请如实填报。' });
    expect(returned.state).toBe('returned');
    await report.save('sf0101.reporter');
    const again = await report.act('sf0101.secretary', 'submit');
    expect(again).toMatchObject({ state: 'in_review', nil: null, revision: 2 });
  });

  it('case 16: a return keeps every value; what it did not name cannot be edited', async () => {
    const content = goodContent('年度', { unplaced: '暂未归类的一段话。' });
    const report = await handedIn('sf0101', content);
    await report.act('sf01.reviewer', 'return', {
      revision: 1,
      note: '改存在问题一节和党课次数。',
      scope: { sections: ['issues'], indicators: ['lectures'], problems: [] },
    });
    const kept = (await report.get('sf0101.reporter')).body;
    expect(kept.content?.indicators).toEqual(content.indicators);
    expect(
      kept.content?.sections.filter((section) => section.body !== '').map(({ key, body }) => ({ key, body })),
    ).toEqual(content.sections);
    const problems = kept.content?.problems ?? [];
    const edited = { ...content, problems, indicators: { ...content.indicators, lectures: 6 } };
    const frozen = await report.trySave(
      'sf0101.reporter',
      { ...edited, indicators: { ...edited.indicators, theme_days: 13 }, problems: [] },
      kept.version,
    );
    expect([frozen.status, frozen.body.code, frozen.body.errors?.map((error) => error.pointer)]).toEqual([
      422,
      'frozen',
      ['/indicators/theme_days', '/problems'],
    ]);
    const added = await report.trySave(
      'sf0101.reporter',
      { ...edited, problems: [...problems, { problem: '新增的问题' }] },
      kept.version,
    );
    expect([added.status, added.body.content?.problems.length]).toEqual([200, 2]);
    // The row has an id of the server's now, and stays the author's own.
    const again = (added.body.content?.problems ?? []).map((row, index) =>
      index === 1 ? { ...row, problem: '新增的问题，又想了想' } : row,
    );
    const retold = await report.trySave(
      'sf0101.reporter',
      { ...edited, problems: again },
      added.body.version,
    );
    expect([retold.status, retold.body.content?.problems[1]?.problem]).toEqual([200, '新增的问题，又想了想']);
    expect((await report.act('sf0101.secretary', 'submit')).revision).toBe(2);
  });

  it('opens the indicators of a cross-field error although the scope froze them', async () => {
    const report = await handedIn('sf0102');
    await report.act('sf01.reviewer', 'return', {
      revision: 1,
      note: '核对整改数。',
      scope: { indicators: ['measures_total'] },
    });
    const content = goodContent('本年度', {
      problems: (await report.get('sf0102.reporter')).body.content?.problems,
    });
    await report.save('sf0102.reporter', {
      ...content,
      indicators: { ...content.indicators, measures_total: 3 },
    });
    const refused = await report.try('sf0102.secretary', 'submit');
    expect([refused.status, refused.body.code]).toEqual([422, 'checks_failed']);
    await report.save('sf0102.reporter', {
      ...content,
      indicators: { ...content.indicators, measures_total: 3, measures_done: 3 },
    });
    await report.act('sf0102.secretary', 'submit');
  });

  it('compares with the returned revision: a frozen figure cannot be moved by an error made with it', async () => {
    const content = goodContent('本年度', { problems: [] });
    const report = await handedIn('sf0301', content);
    await report.act('sf03.reviewer', 'return', {
      revision: 1,
      note: '改正文。',
      scope: { sections: ['work'] },
    });
    const { version, returned } = (await report.get('sf0301.reporter')).body;
    expect(returned?.revision).toBe(1);
    const moved = async (measures_done: number) =>
      (
        await report.trySave(
          'sf0301.reporter',
          { ...content, indicators: { ...content.indicators, measures_done } },
          version,
        )
      ).status;
    expect([await moved(7), await moved(1), await moved(5)]).toEqual([422, 422, 200]);
  });

  it('keeps comparing with it after the answer was withdrawn', async () => {
    const content = goodContent('本年度');
    const report = await handedIn('sf0302', content);
    const scope = { sections: ['work'], problems: [] };
    await report.act('sf03.reviewer', 'return', { revision: 1, note: '补问题。', scope });
    const judged = (await report.get('sf0302.reporter')).body.content?.problems ?? [];
    const own = { problem: '自己加的一条' };
    await report.save('sf0302.reporter', { ...content, problems: [...judged, own] });
    await report.act('sf0302.secretary', 'submit');
    await report.act('sf0302.secretary', 'withdraw');
    const { content: kept } = (await report.get('sf0302.reporter')).body;
    const rows = (kept?.problems ?? []).map((row, index) =>
      index === 1 ? { ...row, problem: '改过的一条' } : row,
    );
    expect(
      (await report.save('sf0302.reporter', { ...content, problems: rows })).content?.problems,
    ).toHaveLength(2);
  });

  it('refuses a scope for a nil report, which has nothing to freeze', async () => {
    const cycle = await openCycle(api, { tier: { allowNil: true } });
    const report = new ReportDriver(api, cycle.reports.get('sf0303') ?? '');
    await report.act('sf0303.secretary', 'submit', { nil: { reason: '本年度未开展。' } });
    const scope = { sections: ['work'] };
    const scoped = await report.try('sf03.reviewer', 'return', { revision: 1, note: '请如实填报。', scope });
    expect([scoped.status, scoped.body.code]).toEqual([422, 'invalid_scope']);
  });

  it('case 17: returned after the due date it can be resubmitted; lateness is by the first submission', async () => {
    const report = await handedIn('sf0103');
    const before = api.clock.now();
    api.clock.set(new Date('2025-12-15T02:00:00Z'));
    const returned = await report.act('sf01.reviewer', 'return', { revision: 1, note: '再补充。' });
    expect(new Date(returned.returned?.dueAt ?? '').getTime()).toBeGreaterThan(api.clock.now().getTime());
    expect(returned.dueAt).toBe(returned.returned?.dueAt);
    expect(await report.act('sf0103.secretary', 'submit')).toMatchObject({ state: 'in_review', late: false });
    api.clock.set(before);
  });

  it('case 18: a stale save is refused with what is there, and loses nothing', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0201') ?? '');
    const saved = await report.save('sf0201.reporter', goodContent('先存'));
    const stale = await report.trySave('sf0201.secretary', goodContent('后存'), saved.version - 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    expect(JSON.stringify(stale.body.state)).toContain('先存');
    expect((await report.get('sf0201.secretary')).body.content?.sections[0]?.body).toContain('先存');
    const missing = await report.trySave('sf0201.secretary', goodContent(), undefined);
    expect([missing.status, missing.body.code]).toEqual([428, 'if_match_missing']);
  });

  it('case 19: comments stay with their passage, say so where it is gone, and stay in the list', async () => {
    const report = await handedIn('sf0101', goodContent('支部'));
    const quote = '组织生活按计划进行';
    const anchored = await comment(report, 'sf01.reviewer', {
      anchor: { kind: 'section', key: 'work', quote },
      body: '请附台账。',
    });
    expect([anchored.status, anchored.body.anchored]).toEqual([201, true]);
    const nowhere = await comment(report, 'sf01.reviewer', {
      anchor: { kind: 'section', key: 'work', quote: '没有这句话' },
      body: '？',
    });
    expect([nowhere.status, nowhere.body.code]).toEqual([422, 'invalid_anchor']);
    expect(await comments(report, 'sf0101.secretary')).toEqual([]);
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '见批注。' });
    expect(await comments(report, 'sf0101.secretary')).toMatchObject([{ anchored: true, released: true }]);
    const changed = goodContent('支部');
    changed.sections[0]!.body = changed.sections[0]!.body.replaceAll(quote, '组织生活规范有序');
    const problems = (await report.get('sf0101.reporter')).body.content?.problems;
    await report.save('sf0101.reporter', { ...changed, problems: problems ?? [] });
    expect(await comments(report, 'sf0101.reporter')).toMatchObject([{ anchored: false, state: 'open' }]);
    expect(await comments(report, 'sf01.reviewer')).toMatchObject([{ anchored: true }]);
  });

  it('lets only reviewers at the step block; submitting needs a reply, approving a resolution', async () => {
    const report = await handedIn('sf0101');
    const anchor = { kind: 'report' };
    const observer = await comment(report, 'sf.observer', { anchor, body: '看过。', blocking: true });
    expect([observer.status, observer.body.code]).toEqual([422, 'may_not_block']);
    expect((await comment(report, 'sf0101.secretary', { anchor, body: '自评。' })).status).toBe(403);
    const blocking = (
      await comment(report, 'sf01.reviewer', { anchor, body: '必须说明经费来源。', blocking: true })
    ).body;
    const refused = await report.try('sf01.reviewer', 'approve', { revision: 1 });
    expect([refused.status, refused.body.code]).toEqual([409, 'blocking_comments']);
    expect((await report.get('sf01.reviewer')).body.allowedActions).not.toContain('approve');
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '见批注。' });
    const unanswered = await report.try('sf0101.secretary', 'submit');
    expect([unanswered.status, unanswered.body.code]).toEqual([422, 'comments_unanswered']);
    const offered = async (username: string) =>
      (await comments(report, username)).map(({ allowedActions }) => allowedActions);
    expect(await offered('sf0101.secretary')).toEqual([['reply']]);
    expect(await offered('sf01.reviewer')).toEqual([['change', 'reply', 'resolve']]);
    expect(await offered('sf.observer')).toEqual([[]]);
    const secretary = await api.as('sf0101.secretary');
    expect((await secretary.post(`/comments/${blocking.id}/replies`, { body: '已写明。' })).status).toBe(201);
    expect((await secretary.post(`/comments/${blocking.id}/resolve`)).status).toBe(403);
    await report.act('sf0101.secretary', 'submit');
    const reviewer = await api.as('sf01.reviewer');
    expect((await reviewer.post<Comment>(`/comments/${blocking.id}/resolve`)).body.state).toBe('resolved');
    await report.act('sf01.reviewer', 'approve', { revision: 2 });
  });

  it('case 14: lets whoever holds the step resolve what a reviewer left open who is gone', async () => {
    const report = await handedIn('sf0101');
    const post = await appoint(api, 'sf92.reporter', 'reviewer', 'sf01');
    const anchor = { kind: 'report' };
    const open = (await comment(report, 'sf92.reporter', { anchor, body: '请附台账。', blocking: true }))
      .body;
    const offered = async () => (await comments(report, 'sf01.reviewer'))[0]?.allowedActions;
    expect(await offered()).toEqual([]);
    await dismiss(api, post);
    expect(await offered()).toEqual(['resolve']);
    const reviewer = await api.as('sf01.reviewer');
    expect((await reviewer.post<Comment>(`/comments/${open.id}/resolve`)).body.state).toBe('resolved');
    expect(await offered()).toEqual([]);
  });

  it('says who may comment, reply and attach', async () => {
    const report = await handedIn('sf0101');
    const beside = async (username: string) =>
      (await report.get(username)).body.allowedActions.filter((act) =>
        ['comment', 'reply', 'attach'].includes(act),
      );
    expect(await beside('sf.observer')).toEqual(['comment']);
    expect(await beside('sf01.reviewer')).toEqual(['comment']);
    expect(await beside('sf0101.secretary')).toEqual(['reply']);
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '请补充。' });
    expect(await beside('sf0101.reporter')).toEqual(['reply', 'attach']);
  });

  it('case 20: who commented can read it after it was returned', async () => {
    const report = await handedIn('sf0101');
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
    await report.act('sf.reviewer', 'approve', { revision: 1 });
    await report.act('sf.leader', 'approve', { revision: 1, grade: '好' });
    const publisher = await api.as('sf.publisher');
    expect(
      (await comment(report, 'sf.publisher', { anchor: { kind: 'report' }, body: '拟公开，请核对姓名。' }))
        .status,
    ).toBe(201);
    await report.act('sf.leader', 'reopen', { reason: '更正一处数据。' });
    const seen = await publisher.get<{ state: string; content: object | null }>(`/reports/${report.id}`);
    expect([seen.status, seen.body.state, seen.body.content === null]).toEqual([200, 'returned', false]);
    const other = await appoint(api, 'sf92.reporter', 'publisher', 'sf');
    expect((await (await api.as('sf92.reporter')).get(`/reports/${report.id}`)).status).toBe(404);
    await dismiss(api, other);
  });

  it('shows others the latest revision, never the working copy, also after a return', async () => {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.save('sf0101.reporter', goodContent('草稿'));
    const row = (await report.get('sf01.reviewer')).body;
    expect([row.state, row.content]).toEqual(['drafting', null]);
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf0101.secretary', 'withdraw');
    await report.save('sf0101.reporter', goodContent('改稿'));
    const seen = (await report.get('sf01.reviewer')).body;
    expect([seen.state, seen.content?.sections[0]?.body.slice(0, 2)]).toEqual(['drafting', '草稿']);
    const diff = await (await api.as('sf0101.reporter')).get<{ equal: boolean; sections: { key: string }[] }>(
      `/reports/${report.id}/diff?from=1`,
    );
    expect([diff.status, diff.body.equal, diff.body.sections.length]).toEqual([200, false, 4]);
    expect((await report.get('sf0201.reporter')).status).toBe(404);
  });
});
