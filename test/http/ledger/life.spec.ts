import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { appoint, dismiss } from '@testing/reports';

const verifying = { method: 'on_site', note: '现场看过。' };

describe('the life of an item (design 8.1)', () => {
  const api = apiHarness();

  it('goes from entering over claiming, progress and verification to closed', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const entered = await item.get();
    expect(entered).toMatchObject({ state: 'assigned', source: 'inspection', version: 1 });
    expect(entered.number).toMatch(/^〔2025〕整改\d+号$/);
    expect((await item.get('sf0101.secretary')).allowedActions).toEqual(['claim', 'dispute', 'amend']);

    const bare = await item.try('sf0101.secretary', 'claim', { term: 'limited', measures: [] });
    expect([bare.status, bare.body.code]).toEqual([422, 'claim_incomplete']);
    const late = await item.try('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '学习', person: '李明', dueOn: '2026-07-01' }],
    });
    expect([late.status, late.body.code]).toEqual([422, 'claim_incomplete']);

    const open = await item.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '学习', person: '李明', dueOn: '2026-06-30' }],
    });
    expect(open).toMatchObject({ state: 'open', term: 'limited' });
    const early = await item.try('sf0101.secretary', 'close', { result: '完成' });
    expect([early.status, early.body.code]).toEqual([409, 'measures_open']);

    await item.act('sf0101.reporter', 'progress', {
      month: '2025-11',
      text: '已组织。',
      done: [open.measures[0]?.id],
    });
    const submitted = await item.act('sf0101.secretary', 'close', { result: '已完成' });
    expect(submitted).toMatchObject({
      state: 'in_verification',
      step: { index: 1, of: 1, org: { code: 'sf01' } },
    });

    const bad = await item.try('sf01.reviewer', 'verify', { version: submitted.version, note: '好' });
    expect([bad.status, bad.body.code]).toEqual([422, 'method_required']);
    const mute = await item.try('sf01.reviewer', 'verify', {
      version: submitted.version,
      method: 'documents',
    });
    expect([mute.status, mute.body.code]).toEqual([422, 'note_required']);
    const closed = await item.act('sf01.reviewer', 'verify', { version: submitted.version, ...verifying });
    expect(closed).toMatchObject({ state: 'closed', closing: { onTime: true, on: '2025-11-20' } });
    expect((await item.events()).map(({ type }) => type)).toEqual([
      'rectification.entered',
      'rectification.claimed',
      'rectification.progressed',
      'rectification.submitted',
      'rectification.verified',
    ]);
  });

  it('points at the field that says nothing, by the name that the client gave it', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const placed = async (who: string, action: string, body: object) => {
      const { status, body: told } = await item.try(who, action, body);
      return [status, told.code, told.errors?.map(({ pointer }) => pointer)];
    };
    const blank = '　';
    const of = (pointer: string) => [422, 'note_required', [pointer]];
    expect(await placed('sf0101.secretary', 'dispute', { reason: blank })).toEqual(of('/reason'));
    expect(await placed('sf.admin', 'void', { kind: 'not_ours', reason: blank })).toEqual(of('/reason'));
    const measures = ['学习', '走访'].map((text) => ({ text, person: '李明', dueOn: '2026-06-30' }));
    const open = await item.act('sf0101.secretary', 'claim', { term: 'limited', measures });
    const [first, second] = open.measures.map(({ id }) => id);
    const withdraw = [
      { id: second, reason: '不再适用' },
      { id: first, reason: blank },
    ];
    const unsaid = await placed('sf0101.secretary', 'plan', { add: [], withdraw });
    expect(unsaid).toEqual(of('/withdraw/1/reason'));
    const month = '2025-11';
    expect(await placed('sf0101.reporter', 'progress', { month, text: blank })).toEqual(of('/text'));
    const done = [first, second];
    await item.act('sf0101.reporter', 'progress', { month, text: '已组织。', done });
    expect(await placed('sf0101.secretary', 'close', { result: blank })).toEqual(of('/result'));
    const { version } = await item.act('sf0101.secretary', 'close', { result: '已完成' });
    const verdict = { version, method: 'documents', note: blank };
    expect(await placed('sf01.reviewer', 'verify', verdict)).toEqual(of('/note'));
  });

  it('case 44: of verifying and withdrawing one wins, and an old version decides nothing', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const { version } = await item.handIn('sf0101');
    const [verified, withdrawn] = await Promise.all([
      item.try('sf01.reviewer', 'verify', { version, ...verifying }),
      item.try('sf0101.secretary', 'withdraw'),
    ]);
    expect([verified.status, withdrawn.status].sort()).toEqual([200, 409]);

    const other = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const first = await other.handIn('sf0101');
    await other.act('sf0101.secretary', 'withdraw');
    await other.act('sf0101.secretary', 'close', { result: '改过的结果' });
    const stale = await other.try('sf01.reviewer', 'verify', { version: first.version, ...verifying });
    expect([stale.status, stale.body.code]).toEqual([409, 'item_changed']);
  });

  it('two verify at once: one decides, one key acts once', async () => {
    const second = await appoint(api, 'sf02.reviewer', 'reviewer', 'sf01');
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const { version } = await item.handIn('sf0101');
    const answers = await Promise.all(
      ['sf01.reviewer', 'sf02.reviewer'].map((who) => item.try(who, 'verify', { version, ...verifying })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await dismiss(api, second);

    const keyed = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101' });
    const submitted = await keyed.handIn('sf0101');
    const key = { 'idempotency-key': 'verify-once' };
    const body = { version: submitted.version, ...verifying };
    const once = await keyed.try('sf01.reviewer', 'verify', body, key);
    const again = await keyed.try('sf01.reviewer', 'verify', body, key);
    expect([once.status, again.status]).toEqual([200, 200]);
    expect((await keyed.events()).filter(({ type }) => type === 'rectification.verified')).toHaveLength(1);
  });

  it('case 45: the responsible person becomes reviewer above: recused, and the step waits flagged', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      person: '示范第1党总支第1党支部secretary',
    });
    await item.handIn('sf0101');
    const [reviewer] = await api.database.query<{ id: string }>(
      `SELECT a.id FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE u.username = 'sf01.reviewer' AND a.role = 'reviewer'`,
    );
    const become = await appoint(api, 'sf0101.secretary', 'reviewer', 'sf01');
    await dismiss(api, reviewer?.id ?? '');
    const { version, flags } = await item.get();
    expect(flags).toContain('no_verifier');
    const own = await item.try('sf0101.secretary', 'verify', { version, ...verifying });
    expect([own.status, own.body.code]).toEqual([403, 'recused']);
    await dismiss(api, become);
    await appoint(api, 'sf01.reviewer', 'reviewer', 'sf01');
    expect((await item.verify('sf01.reviewer')).state).toBe('closed');
  });

  it('opens what relapsed of a merged unit at the one that follows it, and takes no verification of it back', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0302' });
    await item.handIn('sf0302');
    await item.verify('sf03.reviewer');
    const merged = await (await api.as('sf.admin')).post('/org-units/sf0302/merge', { into: 'sf0301' });
    expect(merged.status).toBe(200);
    expect(await item.get()).toMatchObject({ state: 'closed', org: { code: 'sf0302' } });
    const recalled = await item.try('sf03.reviewer', 'recall');
    expect([recalled.status, recalled.body.code]).toEqual([409, 'unit_dissolved']);
    const { version } = await item.get();
    const relapsed = await item.act('sf03.reviewer', 'check', {
      version,
      ...verifying,
      result: 'relapsed',
      dueAt: '2026-03-31',
    });
    expect(relapsed).toMatchObject({ state: 'open', org: { code: 'sf0301' } });
  });
});
