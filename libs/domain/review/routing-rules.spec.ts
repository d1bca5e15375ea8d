import {
  accepted,
  afternoon,
  applied,
  approvedOnce,
  ask,
  codeOf,
  deputyOf,
  drafting,
  eventBy,
  inReview,
  named,
  posts,
  refused,
  route,
} from '@testing/decision-fixture';
import { noon, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts, type ReportSnapshot } from './index';

const skip: Command = { action: 'skip-step', reason: '空缺。' };
const reroute: Command = { action: 'reroute', reason: '划转。' };
const leader = post('leader', units.bureau, 'lead');
const vacant: Partial<Facts> = { posts: [leader] };
const dueIn3 = new Date('2025-11-10T15:59:59.999Z');
const entered = {
  flag: null,
  reservedFor: null,
  enteredAt: afternoon,
  dueAt: dueIn3,
  endedAt: null,
  lastUrgedAt: null,
};

describe('skipping a step', () => {
  it('passes over it for want of people, and enters the next', () => {
    expect(accepted(ask(inReview, 'adm', skip, vacant))).toEqual({
      ...blankDecision(),
      report: { stepIndex: 2, heldSince: afternoon },
      steps: [
        { index: 1, status: 'skipped', flag: null, reservedFor: null, endedAt: afternoon },
        { index: 2, status: 'waiting', ...entered },
      ],
      release: [1],
      events: [
        eventBy('adm', inReview, { type: 'report.step_skipped', step: 1, note: '空缺。' }, { step: 2 }),
      ],
    });
    const byDeputy = accepted(ask(inReview, 'adm', skip, { ...vacant, actor: deputyOf('adm') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('adm') });
  });

  it('passes the next one too where its people are recused', () => {
    const three: Partial<Facts> = {
      route: [stop(0, units.general), stop(1, 'mid'), stop(2, units.bureau, { role: 'leader' })],
      posts: [post('reviewer', 'mid', 'sec'), leader],
    };
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, three, noon)));
    const decision = accepted(ask(submitted, 'adm', skip, three));
    expect(decision.report.stepIndex).toBe(3);
    expect(decision.events.map(({ type, step, data }) => [type, step, data.after.step])).toEqual([
      ['report.step_skipped', 1, 2],
      ['report.recused', 2, 3],
    ]);
    // All the holders of a step recused is a want of people as well.
    const wrote: Partial<Facts> = { ...three, posts: [post('reviewer', units.general, 'sec'), leader] };
    expect(codeOf(ask(submitted, 'adm', skip, wrote))).toBe('accepted');
  });

  it('is refused where somebody can decide, and at the last step', () => {
    expect(refused(ask(inReview, 'adm', skip))).toMatchObject({
      code: 'step_not_flagged',
      state: { step: 1 },
    });
    expect(codeOf(ask(approvedOnce, 'adm', skip, { posts: [] }))).toBe('step_not_flagged');
    expect(codeOf(ask({ ...inReview, stepIndex: 9 }, 'adm', skip, vacant))).toBe('step_not_flagged');
    expect(codeOf(ask(inReview, 'rev', skip, vacant))).toBe('forbidden');
    expect(codeOf(ask(drafting, 'adm', skip, vacant))).toBe('wrong_state');
    expect(codeOf(ask(inReview, 'adm', { action: 'skip-step' }, vacant))).toBe('note_required');
  });
});

describe('a new route', () => {
  const elsewhere = [
    stop(0, '1.9', { orgCode: 'c9', orgName: '第九总支', mode: 'all', workingDays: 5, grade: true }),
    stop(1, units.bureau, { role: 'leader' }),
  ];
  const moved: Partial<Facts> = { route: elsewhere, posts: [...posts, post('reviewer', '1.9', 'rev9')] };
  const told = (stops: typeof elsewhere) =>
    stops.map(({ orgCode, orgName, role }) => ({ orgCode, orgName, role }));
  const fresh = { status: 'pending', flag: null, enteredAt: null, dueAt: null, endedAt: null };

  it('takes the waiting step elsewhere, with a clock of its own', () => {
    const decision = accepted(ask(inReview, 'adm', reroute, moved));
    expect(decision).toEqual({
      ...blankDecision(),
      report: { stepIndex: 1, heldSince: afternoon },
      replaceFrom: 1,
      newSteps: [
        {
          ...elsewhere[0],
          index: 1,
          status: 'waiting',
          flag: null,
          enteredAt: afternoon,
          dueAt: new Date('2025-11-12T15:59:59.999Z'),
          endedAt: null,
        },
        { ...elsewhere[1], index: 2, ...fresh },
      ],
      events: [
        {
          ...eventBy('adm', inReview, { type: 'report.rerouted', step: 1, note: '划转。' }),
          data: {
            after: { step: 1, revision: 1, late: false, grade: null },
            route: told(elsewhere),
            calledOff: [named('rev'), named('rev2')],
          },
        },
      ],
    });
    const byDeputy = accepted(ask(inReview, 'adm', reroute, { ...moved, actor: deputyOf('adm') }));
    expect(byDeputy.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('adm') });
  });

  it('leaves the waiting step with its clock where its unit and role stay', () => {
    const longer = [stop(0, units.general), stop(1, 'mid'), stop(2, units.bureau, { role: 'leader' })];
    const decision = accepted(ask(inReview, 'adm', reroute, { route: longer }));
    expect(decision).toEqual({
      ...blankDecision(),
      report: { heldSince: noon },
      replaceFrom: 2,
      newSteps: [
        { ...longer[1], index: 2, ...fresh },
        { ...longer[2], index: 3, ...fresh },
      ],
      events: [
        {
          ...eventBy('adm', inReview, { type: 'report.rerouted', step: 1, note: '划转。' }),
          data: { after: { step: 1, revision: 1, late: false, grade: null }, route: told(longer) },
        },
      ],
    });
    const role = [stop(0, units.general, { role: 'leader' }), ...route.slice(1)];
    expect(accepted(ask(inReview, 'adm', reroute, { route: role })).replaceFrom).toBe(1);
  });

  it('keeps what was decided, and counts from the waiting step’s place in the route', () => {
    const decision = accepted(ask(approvedOnce, 'adm', reroute, moved));
    expect([decision.replaceFrom, decision.newSteps]).toEqual([3, []]);
    expect(decision.events[0]?.data.route).toEqual(told(elsewhere.slice(1)));
    const other = accepted(
      ask(approvedOnce, 'adm', reroute, { ...moved, route: [elsewhere[0]!, stop(1, '1.9')] }),
    );
    expect([other.replaceFrom, other.newSteps.map(({ orgId, index }) => [orgId, index])]).toEqual([
      2,
      [['1.9', 2]],
    ]);
    expect(refused(ask(approvedOnce, 'adm', reroute, { route: elsewhere.slice(0, 1) }))).toMatchObject({
      code: 'empty_route',
      params: { tier: '' },
    });
  });

  it('makes the approvals of the seats void that were filled at the step it takes away', () => {
    const all: Partial<Facts> = {
      posts: [leader, post('leader', units.bureau, 'lead2')],
      route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
    };
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, all)));
    const half = applied(
      submitted,
      accepted(ask(submitted, 'lead', { action: 'approve', revision: 1 }, all)),
    );
    const mixed: ReportSnapshot = {
      ...half,
      decisions: [
        ...half.decisions,
        { ...half.decisions[0]!, id: 'void', voidReason: 'returned' },
        { ...half.decisions[0]!, id: 'return', action: 'return_to_step' },
        { ...half.decisions[0]!, id: 'other', stepIndex: 2 },
      ],
    };
    const there = [post('reviewer', '1.9', 'rev9')];
    const decision = accepted(ask(mixed, 'adm', reroute, { route: [stop(0, '1.9')], posts: there }));
    expect(decision.voids).toEqual({ ids: [half.decisions[0]?.id], reason: 'rerouted' });
    expect(
      accepted(ask(submitted, 'adm', reroute, { route: [stop(0, '1.9')], posts: there })).voids,
    ).toBeNull();
  });

  it('recuses later on who had approved the step it takes away', () => {
    const all: Partial<Facts> = {
      posts: [leader, post('leader', units.bureau, 'lead2')],
      route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
    };
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, all)));
    const half = applied(
      submitted,
      accepted(ask(submitted, 'lead', { action: 'approve', revision: 1 }, all)),
    );
    const later = [post('reviewer', '1.9', 'sec'), post('reviewer', '1.8', 'lead')];
    const decision = accepted(
      ask(half, 'adm', reroute, { route: [stop(0, '1.9'), stop(1, '1.8')], posts: later }),
    );
    expect(decision.newSteps.map(({ status, flag }) => [status, flag])).toEqual([
      ['recused', null],
      ['waiting', 'no_reviewer'],
    ]);
  });

  it('passes steps whose people are recused, and flags one without', () => {
    const recused: Partial<Facts> = { route: elsewhere, posts: [post('reviewer', '1.9', 'sec'), leader] };
    const decision = accepted(ask(inReview, 'adm', reroute, recused));
    expect(decision.report.stepIndex).toBe(2);
    expect(decision.newSteps.map(({ status, endedAt }) => [status, endedAt])).toEqual([
      ['recused', afternoon],
      ['waiting', null],
    ]);
    expect(decision.events.map(({ type }) => type)).toEqual(['report.rerouted', 'report.recused']);
    const flagged = accepted(ask(inReview, 'adm', reroute, { route: elsewhere, posts: [leader] }));
    expect(flagged.newSteps[0]).toMatchObject({ status: 'waiting', flag: 'no_reviewer' });
  });

  it('is for administrators, in review, with a reason', () => {
    expect(codeOf(ask(inReview, 'lead', reroute))).toBe('forbidden');
    expect(codeOf(ask(drafting, 'adm', reroute))).toBe('wrong_state');
    expect(codeOf(ask({ ...inReview, stepIndex: 9 }, 'adm', reroute))).toBe('not_your_step');
    expect(codeOf(ask(inReview, 'adm', { action: 'reroute', reason: '' }))).toBe('note_required');
  });
});
