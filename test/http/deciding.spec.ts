import { Recount } from '@features/review';
import { apiHarness } from '@testing/http';
import {
  appoint,
  branchRoute,
  dismiss,
  goodContent,
  handIn,
  type OpenCycleOptions,
  openCycle,
  ReportDriver,
} from '@testing/reports';

const hour = 3_600_000;

describe('deciding (design 5)', () => {
  const api = apiHarness();
  const handedIn = (unit: string, options?: OpenCycleOptions) => handIn(api, unit, options);

  it('case 1: approving twice is one transition; the same key gets the same answer, no key 409', async () => {
    const report = await handedIn('sf0101');
    const key = { 'idempotency-key': 'approve-once' };
    const first = await report.try('sf01.reviewer', 'approve', { revision: 1 }, key);
    const again = await report.try('sf01.reviewer', 'approve', { revision: 1 }, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    const bare = await report.try('sf01.reviewer', 'approve', { revision: 1 });
    expect([bare.status, bare.body.code]).toEqual([409, 'not_your_step']);
    const other = await report.try('sf01.reviewer', 'approve', { revision: 1, note: '另' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
    expect((await report.events()).filter((event) => event.type === 'report.approved')).toHaveLength(1);
  });

  it('case 2: who decides second is told the present state and who decided', async () => {
    await appoint(api, 'sf02.reviewer', 'reviewer', 'sf01');
    const report = await handedIn('sf0101');
    await report.act('sf01.reviewer', 'return', { revision: 1, note: '请补充。' });
    const second = await report.try('sf02.reviewer', 'approve', { revision: 1 });
    expect([second.status, second.body.code]).toEqual([409, 'wrong_state']);
    expect(second.body.state).toMatchObject({
      state: 'returned',
      lastEvent: { type: 'report.returned', actor: { name: '示范第1党总支reviewer' } },
    });
  });

  it('case 3: a decision about another revision than the present one is refused', async () => {
    const report = await handedIn('sf0101');
    await report.act('sf0101.secretary', 'withdraw');
    await report.act('sf0101.secretary', 'submit');
    const stale = await report.try('sf01.reviewer', 'approve', { revision: 1 });
    expect([stale.status, stale.body.code]).toEqual([409, 'revision_mismatch']);
    await report.act('sf01.reviewer', 'approve', { revision: 2 });
    const late = await report.try('sf0101.secretary', 'withdraw');
    expect([late.status, late.body.code]).toEqual([409, 'decided_already']);
  });

  it('case 5: a lower decision is not undone before the higher one is', async () => {
    const report = await handedIn('sf0101');
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
    await report.act('sf.reviewer', 'approve', { revision: 1 });
    const lower = await report.try('sf01.reviewer', 'recall');
    expect([lower.status, lower.body.code]).toEqual([409, 'nothing_to_recall']);
    const recalled = await report.act('sf.reviewer', 'recall');
    expect(recalled.step?.index).toBe(2);
    // The recall was somebody else's act: the lower decision stays.
    expect((await report.try('sf01.reviewer', 'recall')).status).toBe(409);
  });

  it('case 6: a return from the bureau voids the general branch’s approval, which stays readable', async () => {
    const report = await handedIn('sf0101');
    await report.act('sf01.reviewer', 'approve', { revision: 1, note: '同意上报。' });
    const returned = await report.act('sf.reviewer', 'return', { revision: 1, note: '数据不实。' });
    expect(returned.returned?.resume).toBe('route');
    const decisions = await (await api.as('sf.observer')).get<{ items: Record<string, unknown>[] }>(
      `/reports/${report.id}/decisions`,
    );
    expect(decisions.body.items).toMatchObject([
      { action: 'approve', note: '同意上报。', voided: { reason: 'returned' } },
      { action: 'return', note: '数据不实。', voided: null },
    ]);
    expect((await report.act('sf0101.secretary', 'submit')).step?.index).toBe(1);
  });

  describe('with two leaders at the last step', () => {
    let second: string;
    beforeAll(async () => {
      second = await appoint(api, 'sf02.secretary', 'leader', 'sf');
    });
    afterAll(() => dismiss(api, second));
    const atLast = async () => {
      const report = await handedIn('sf0101');
      await report.act('sf01.reviewer', 'approve', { revision: 1 });
      await report.act('sf.reviewer', 'approve', { revision: 1 });
      return report;
    };

    it('case 7: one return at an all-of step ends it after another approved', async () => {
      const report = await atLast();
      const open = await report.act('sf.leader', 'approve', { revision: 1, grade: '好' });
      expect(open).toMatchObject({ state: 'in_review', step: { index: 3 } });
      const returned = await report.act('sf02.secretary', 'return', {
        revision: 1,
        note: '会签意见：退回。',
      });
      expect(returned.state).toBe('returned');
      expect(returned.route.map((step) => step.status)).toEqual(['void', 'void', 'returned']);
    });

    it('waits for all seats; the completing decision’s grade counts', async () => {
      const report = await atLast();
      await report.act('sf.leader', 'approve', { revision: 1, grade: '好' });
      const twice = await report.try('sf.leader', 'approve', { revision: 1, grade: '好' });
      expect([twice.status, twice.body.code]).toEqual([409, 'already_decided']);
      expect(await report.act('sf02.secretary', 'approve', { revision: 1, grade: '一般' })).toMatchObject({
        state: 'approved',
        grade: '一般',
      });
    });

    it('counts seats anew when an appointment ends: the approval given completes the step', async () => {
      const extra = await appoint(api, 'sf03.secretary', 'leader', 'sf');
      const report = await atLast();
      await report.act('sf.leader', 'approve', { revision: 1, grade: '较好' });
      await report.act('sf02.secretary', 'approve', { revision: 1, grade: '好' });
      expect((await report.get('sf.observer')).body.state).toBe('in_review');
      await dismiss(api, extra);
      expect((await report.get('sf.observer')).body).toMatchObject({ state: 'approved', grade: '好' });
      expect((await report.events()).at(-1)).toMatchObject({ type: 'report.recounted', actor: { id: null } });
    });
  });

  it('counts seats anew when an appointment ends by its date', async () => {
    const endsAt = new Date(api.clock.now().getTime() + hour).toISOString();
    const userId = api.organisation.users.get('sf04.secretary');
    const admin = await api.as('sf.admin');
    expect((await admin.post('/appointments', { userId, role: 'leader', org: 'sf', endsAt })).status).toBe(
      201,
    );
    const report = await handedIn('sf0101', { route: [branchRoute[2]!] });
    await report.act('sf.leader', 'approve', { revision: 1, grade: '好' });
    const recount = api.application.get(Recount, { strict: false });
    expect(await recount.sweep()).toBe(0);
    api.clock.advance(hour);
    expect(await recount.sweep()).toBe(1);
    expect((await report.get('sf.observer')).body).toMatchObject({ state: 'approved', grade: '好' });
  });

  it('case 8: at an any-of step those who did not act are not shown as having decided', async () => {
    const report = await handedIn('sf0101');
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
    const decisions = await (await api.as('sf.observer')).get<{ items: { by: { name: string } }[] }>(
      `/reports/${report.id}/decisions`,
    );
    expect(decisions.body.items.map((item) => item.by.name)).toEqual(['示范第1党总支reviewer']);
  });

  it('case 9: a direct branch has one step less; a level without a reviewer waits, flagged, and may be skipped', async () => {
    const direct = await handedIn('sf91');
    expect((await direct.get('sf.observer')).body).toMatchObject({
      step: { index: 1, of: 2, org: { code: 'sf', kind: 'bureau' } },
    });

    await dismiss(api, api.organisation.appointments.get('sf03.reviewer') ?? '');
    const vacant = await handedIn('sf0301');
    const seen = (await vacant.get('sf.admin')).body;
    expect(seen.step).toMatchObject({ index: 1, flag: 'no_reviewer' });
    expect(seen.waitingOn?.who).toEqual([]);
    expect(seen.allowedActions).toContain('skip-step');
    const skipped = await vacant.act('sf.admin', 'skip-step', { reason: '总支审核人空缺。' });
    expect(skipped.step?.index).toBe(2);
    const staffed = await vacant.try('sf.admin', 'skip-step', { reason: '再跳。' });
    expect([staffed.status, staffed.body.code]).toEqual([409, 'step_not_flagged']);
    await appoint(api, 'sf03.reviewer', 'reviewer', 'sf03');
  });

  it('case 13: bulk approval answers per report, shows it first, and hides what is not the caller’s', async () => {
    const cycle = await openCycle(api);
    const of = (unit: string) => new ReportDriver(api, cycle.reports.get(unit) ?? '');
    await of('sf0101').handIn('sf0101');
    await of('sf0102').save('sf0102.reporter');
    const items = [
      { id: of('sf0101').id, revision: 1 },
      { id: of('sf0102').id, revision: 1 },
      { id: of('sf0201').id, revision: 1 },
      { id: '0197a0b0-0000-7000-8000-000000000001', revision: 1 },
    ];
    const reviewer = await api.as('sf01.reviewer');
    const rehearsed = await reviewer.post<{
      results: { ok: boolean; state?: string; problem?: { code: string } }[];
    }>('/reports/bulk/approve', { items, dryRun: true, body: {} });
    const codes = (results: typeof rehearsed.body.results) =>
      results.map((result) => (result.ok ? result.state : result.problem?.code));
    expect(codes(rehearsed.body.results)).toEqual(['in_review', 'wrong_state', 'not_found', 'not_found']);
    expect((await of('sf0101').get('sf01.reviewer')).body.step?.index).toBe(1);
    const done = await reviewer.post<typeof rehearsed.body>('/reports/bulk/approve', {
      items,
      body: { note: '同意。' },
    });
    expect(codes(done.body.results)).toEqual(codes(rehearsed.body.results));
    expect((await of('sf0101').get('sf01.reviewer')).body.step?.index).toBe(2);
  });

  it('case 14: a step belongs to the post; a transferred one goes back to it when the appointment ends', async () => {
    const extra = await appoint(api, 'sf04.secretary', 'reviewer', 'sf01');
    const report = await handedIn('sf0101');
    const userId = api.organisation.users.get('sf04.secretary');
    const moved = await report.act('sf01.reviewer', 'transfer', { toUserId: userId, note: '请代为审核。' });
    expect([moved.step?.reservedFor, moved.waitingOn?.who.map((who) => who.id)]).toEqual([userId, [userId]]);
    const reserved = await report.try('sf01.reviewer', 'approve', { revision: 1 });
    expect([reserved.status, reserved.body.code]).toEqual([409, 'not_your_step']);
    await dismiss(api, extra);
    const back = (await report.get('sf01.reviewer')).body;
    expect([back.step?.reservedFor, back.allowedActions.includes('approve')]).toEqual([null, true]);
    await report.act('sf01.reviewer', 'approve', { revision: 1 });
  });

  it('asks for what a decision must say, each with its own code', async () => {
    const report = await handedIn('sf0101', { route: [{ ...branchRoute[2]!, mode: 'any' }] });
    const code = async (action: string, body: unknown) => {
      const answer = await report.try('sf.leader', action, body);
      return [answer.status, answer.body.code];
    };
    expect(await code('approve', { grade: '好' })).toEqual([400, 'revision_required']);
    expect(await code('approve', { revision: 1 })).toEqual([422, 'grade_required']);
    expect(await code('approve', { revision: 1, grade: '优秀' })).toEqual([422, 'unknown_grade']);
    const places = async (action: string, body: unknown) =>
      (await report.try('sf.leader', action, body)).body.errors?.map(({ pointer }) => pointer);
    expect(await places('return', { revision: 1 })).toEqual(['/note']);
    expect(await places('return', { revision: 1, note: '字'.repeat(2001) })).toEqual(['/note']);
    expect(await code('return', { revision: 1 })).toEqual([422, 'note_required']);
    expect(await code('return', { revision: 1, note: ' 　 ' })).toEqual([422, 'note_required']);
    expect(await code('return', { revision: 1, note: '字'.repeat(2001) })).toEqual([422, 'note_too_long']);
    expect(await code('return', { revision: 1, note: '退', scope: { sections: ['nowhere'] } })).toEqual([
      422,
      'invalid_scope',
    ]);
    expect(await code('approve', { revision: 1, grade: '好', extra: true })).toEqual([400, 'malformed']);
    // Refusals come in the order of design 2.3: never eligible before malformed, malformed before the state.
    expect((await report.try('sf0101.secretary', 'approve', { extra: 1 })).status).toBe(403);
    expect((await report.try('sf0201.secretary', 'approve', { extra: 1 })).status).toBe(404);
    expect(
      (await report.save('sf0101.reporter', goodContent()).catch((error: Error) => error.message)) as string,
    ).toContain('409');
  });
});
