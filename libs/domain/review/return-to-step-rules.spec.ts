import {
  accepted,
  afternoon,
  applied,
  ask,
  codeOf,
  deputyOf,
  drafting,
  eventBy,
  giveBack,
  givenBack,
  named,
  refused,
} from '@testing/decision-fixture';
import { noon, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type CommandOf, type Facts, type ReportSnapshot } from './index';

describe('returning to an earlier step', () => {
  const three = {
    route: [stop(0, units.general), stop(1, 'mid'), stop(2, units.bureau, { role: 'leader' })],
    posts: [
      post('reviewer', units.general, 'rev'),
      post('reviewer', units.general, 'rev2'),
      post('reviewer', 'mid', 'mid'),
      post('leader', units.bureau, 'lead', ['dep']),
    ],
  } satisfies Partial<Facts>;
  const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, three, noon)));
  const decided = (report: ReportSnapshot, who: string) =>
    applied(
      report,
      accepted(
        ask(
          report,
          'rev',
          { action: 'approve', revision: 1 },
          { ...three, actor: { userId: who, name: who, appointments: everywhere } },
          noon,
        ),
      ),
    );
  const everywhere = deputyOf('lead').appointments.map((held) => ({ ...held, onBehalfOf: undefined }));
  const atLast: ReportSnapshot = { ...decided(decided(submitted, 'rev'), 'mid'), grade: '好' };
  const pending = {
    status: 'pending',
    flag: null,
    reservedFor: null,
    enteredAt: null,
    dueAt: null,
    endedAt: null,
  };
  const waiting = {
    status: 'waiting',
    flag: null,
    reservedFor: null,
    enteredAt: afternoon,
    dueAt: new Date('2025-11-10T15:59:59.999Z'),
    endedAt: null,
    lastUrgedAt: null,
  };

  it('enters that step anew, and makes the approvals from there on void', () => {
    const [first, second] = atLast.decisions;
    expect(accepted(ask(atLast, 'lead', giveBack({ to: 1 }), three))).toEqual({
      ...blankDecision(),
      report: { stepIndex: 1, heldSince: afternoon, grade: null },
      steps: [
        { index: 2, ...pending },
        { index: 3, ...pending },
        { index: 1, ...waiting },
      ],
      decisions: [{ ...givenBack, action: 'return_to_step', stepIndex: 3 }],
      voids: { ids: [first?.id, second?.id], reason: 'returned_to_step' },
      undo: { by: 'lead', onBehalfOf: null, step: 3, voided: [first?.id, second?.id] },
      release: [3],
      events: [
        {
          ...eventBy('lead', atLast, { type: 'report.returned', step: 3, note: '请改。' }),
          data: { after: { step: 1, revision: 1, late: false, grade: null }, to: 1 },
        },
      ],
    });
  });

  it('leaves what is still to come', () => {
    const second = { ...decided(submitted, 'rev'), grade: null };
    const actor = { userId: 'mid', name: '名mid', appointments: everywhere };
    expect(accepted(ask(second, 'lead', giveBack({ to: 1 }), { ...three, actor })).steps).toEqual([
      { index: 2, ...pending },
      { index: 1, ...waiting },
    ]);
  });

  it('leaves what stands before it', () => {
    const decision = accepted(ask(atLast, 'lead', giveBack({ to: 2 }), three));
    expect(decision.steps).toEqual([
      { index: 3, ...pending },
      { index: 2, ...waiting },
    ]);
    expect(decision.voids?.ids).toEqual([atLast.decisions[1]?.id]);
    const byDeputy = accepted(
      ask(atLast, 'lead', giveBack({ to: 2 }), { ...three, actor: deputyOf('lead') }),
    );
    expect(byDeputy.decisions[0]).toMatchObject({ userId: 'dep', onBehalfOf: 'lead' });
    expect(byDeputy.undo).toMatchObject({ by: 'dep', onBehalfOf: 'lead' });
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('lead') });
  });

  it('passes it again where its people are recused by then, its returner included', () => {
    const wrote: ReportSnapshot = { ...atLast, authors: [...atLast.authors, 'rev', 'rev2'] };
    const decision = accepted(ask(wrote, 'lead', giveBack({ to: 1 }), three));
    expect(decision.report.stepIndex).toBe(2);
    expect(decision.steps.map(({ index, status }) => [index, status])).toEqual([
      [3, 'pending'],
      [1, 'recused'],
      [2, 'waiting'],
    ]);
    expect(decision.events.map(({ type, step, data }) => [type, step, data.after.step])).toEqual([
      ['report.returned', 3, 1],
      ['report.recused', 1, 2],
    ]);
    const alone = { ...three, posts: [post('reviewer', units.general, 'lead'), ...three.posts.slice(2)] };
    expect(accepted(ask(atLast, 'lead', giveBack({ to: 1 }), alone)).report.stepIndex).toBe(2);
    // Who approved a step between judged this revision, though that is void now.
    const both = { ...three, posts: [post('reviewer', units.general, 'mid'), ...three.posts.slice(2)] };
    expect(accepted(ask(atLast, 'lead', giveBack({ to: 1 }), both)).report.stepIndex).toBe(2);
    // In whose name it was returned is recused as well.
    const holder = { ...alone, actor: deputyOf('lead') };
    expect(accepted(ask(atLast, 'lead', giveBack({ to: 1 }), holder)).report.stepIndex).toBe(2);
  });

  it('goes to an approved step before this one, without what concerns the author', () => {
    const code = (change: Partial<CommandOf<'return'>>) =>
      codeOf(ask(atLast, 'lead', giveBack(change), three));
    expect([code({ to: 3 }), code({ to: 4 }), code({ to: 0 })]).toEqual(Array(3).fill('invalid_step'));
    expect(refused(ask(atLast, 'lead', giveBack({ to: 3 }), three)).errors).toEqual([
      { pointer: '/to', code: 'invalid_step', detail: '只能退回到已通过的环节。' },
    ]);
    for (const change of [{ scope: {} }, { resume: 'here' } as const, { dueAt: new Date('2026-01-01') }])
      expect(code({ to: 1, ...change })).toBe('resume_not_possible');
    const as = (status: 'carried' | 'skipped'): ReportSnapshot => ({
      ...atLast,
      steps: atLast.steps.map((one) => (one.index === 1 ? { ...one, status } : one)),
    });
    expect(codeOf(ask(as('carried'), 'lead', giveBack({ to: 1 }), three))).toBe('accepted');
    expect(codeOf(ask(as('skipped'), 'lead', giveBack({ to: 1 }), three))).toBe('invalid_step');
  });
});
