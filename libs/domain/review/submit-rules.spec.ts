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
  examples,
  factsFor,
  inReview,
  named,
  refused,
  route,
  step,
} from '@testing/decision-fixture';
import { post, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts, type ReportSnapshot } from './index';

const submit: Command = { action: 'submit' };
const nil: Command = { action: 'submit', nil: { reason: '无。' } };
const cycle = (change: Partial<Facts['cycle']>): Partial<Facts> => ({
  cycle: { ...factsFor('sec').cycle, ...change },
});
const allowed = cycle({ allowNil: true });
const fresh = { status: 'pending', flag: null, enteredAt: null, dueAt: null, endedAt: null };
const dueAt = new Date('2025-11-10T15:59:59.999Z');

describe('handing in', () => {
  it('freezes the next revision with its route, and enters the first step', () => {
    expect(accepted(ask(drafting, 'sec', { action: 'submit', note: '数字有变化。' }))).toEqual({
      ...blankDecision(),
      report: {
        state: 'in_review',
        revision: 1,
        round: 1,
        stepIndex: 1,
        late: false,
        firstSubmittedAt: afternoon,
        returned: null,
        nilReason: null,
        grade: null,
        heldSince: afternoon,
        beforeSubmission: {
          state: 'drafting',
          returned: null,
          late: false,
          firstSubmittedAt: null,
          nilReason: null,
        },
      },
      newSteps: [
        { ...route[0], index: 1, ...fresh, status: 'waiting', enteredAt: afternoon, dueAt },
        { ...route[1], index: 2, ...fresh },
      ],
      freeze: { authors: ['sec'], nilReason: null, late: false },
      events: [
        {
          ...eventBy('sec', drafting, {
            type: 'report.submitted',
            to: 'in_review',
            revision: 1,
            note: '数字有变化。',
          }),
          data: {
            after: { step: 1, revision: 1, late: false, grade: null },
            nil: false,
            stepFrom: 1,
          },
        },
      ],
    });
  });

  it('names as authors who wrote, who hands it in, and for whom', () => {
    const wrote: ReportSnapshot = { ...drafting, writers: ['rep', 'sec'] };
    const actor = deputyOf('sec');
    const decision = accepted(ask(wrote, 'sec', submit, { actor }));
    expect(decision.freeze?.authors).toEqual(['rep', 'sec', 'dep']);
    expect(
      accepted(ask({ ...drafting, writers: ['rep'] }, 'sec', submit, { actor })).freeze?.authors,
    ).toEqual(['rep', 'dep', 'sec']);
    expect(decision.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('sec') });
    expect(applied(wrote, decision).authors).toEqual(['rep', 'sec', 'dep']);
  });

  it('passes steps whose people wrote it, and says so after the submission', () => {
    const posts = [post('reviewer', units.general, 'sec'), post('leader', units.bureau, 'lead')];
    const graded: ReportSnapshot = { ...examples.returned, late: true, grade: '好' };
    const decision = accepted(ask(graded, 'sec', submit, { posts }));
    expect(decision.report).toMatchObject({ stepIndex: 2, late: true, grade: null });
    expect(decision.newSteps.map(({ status, endedAt }) => [status, endedAt])).toEqual([
      ['recused', afternoon],
      ['waiting', null],
    ]);
    expect(decision.events.map(({ type, revision, data }) => [type, revision, data.after])).toEqual([
      ['report.submitted', 2, { step: 1, revision: 2, late: true, grade: null }],
      ['report.recused', 2, { step: 2, revision: 2, late: true, grade: null }],
    ]);
    // What the event carries besides stays.
    expect(decision.events[1]).toMatchObject({ actor: null, from: 'in_review', to: 'in_review', step: 1 });
  });

  it('is late by the first time alone', () => {
    const late = cycle({ dueAt: new Date('2025-11-01T15:59:59.999Z') });
    expect(accepted(ask(drafting, 'sec', submit, late))).toMatchObject({
      report: { late: true, firstSubmittedAt: afternoon },
      freeze: { late: true },
    });
    const again = accepted(ask(examples.returned, 'sec', submit, late));
    expect(again.report).toMatchObject({
      late: false,
      firstSubmittedAt: examples.returned.firstSubmittedAt,
      beforeSubmission: {
        state: 'returned',
        returned: examples.returned.returned,
        firstSubmittedAt: examples.returned.firstSubmittedAt?.toISOString(),
      },
    });
    const before = accepted(ask({ ...examples.returned, late: true, nilReason: '无。' }, 'sec', submit));
    expect(before.report.beforeSubmission).toMatchObject({ late: true, nilReason: '无。' });
    expect(before.report.nilReason).toBeNull();
  });

  it('is taken while the cycle takes it, and says otherwise why not', () => {
    const phase = (report: ReportSnapshot, change: Partial<Facts['cycle']>, now?: Date) => {
      const refusal = refused(ask(report, 'sec', submit, cycle(change), now));
      return [refusal.code, refusal.params.phase, refusal.state?.state];
    };
    const due = new Date('2025-11-01T15:59:59.999Z');
    expect([
      phase(drafting, { state: 'draft' }),
      phase(drafting, { state: 'closed' }),
      phase(drafting, { latePolicy: 'lock', dueAt: due }),
      phase(examples.returned, { state: 'closed' }, new Date('2026-01-01')),
    ]).toEqual([
      ['cycle_closed', '尚未开启', 'drafting'],
      ['cycle_closed', '已关闭', 'drafting'],
      ['cycle_closed', '已过宽限期', 'drafting'],
      ['cycle_closed', '已过答复期限', 'returned'],
    ]);
    // Nobody asked for an answer, so none is overdue.
    const before = { ...drafting, firstSubmittedAt: new Date('2025-11-01') };
    expect(phase(before, { state: 'closed' })[1]).toBe('已关闭');
    const until = { ...drafting, extendedUntil: afternoon };
    expect(codeOf(ask(until, 'sec', submit, cycle({ latePolicy: 'lock', dueAt: due })))).toBe('accepted');
    expect(codeOf(ask(examples.returned, 'sec', submit, cycle({ state: 'closed' })))).toBe('accepted');
  });

  it('waits for answers to blocking comments and for a draft without errors', () => {
    const comments: Partial<Facts> = { comments: { unresolved: 0, unanswered: 3 } };
    expect(refused(ask(drafting, 'sec', submit, comments))).toMatchObject({
      code: 'comments_unanswered',
      params: { count: 3 },
    });
    expect(refused(ask(drafting, 'sec', submit, { draftErrors: 2 }))).toMatchObject({
      code: 'checks_failed',
      params: { count: 2 },
    });
    expect(codeOf(ask(drafting, 'sec', nil, { ...allowed, draftErrors: 2 }))).toBe('accepted');
    expect(codeOf(ask(drafting, 'sec', nil, { ...allowed, ...comments }))).toBe('comments_unanswered');
  });

  it('asks who, then for the version where one is named, then for the state', () => {
    const at = (ifVersion: number): Command => ({ action: 'submit', ifVersion });
    expect(codeOf(ask(drafting, 'rev', at(0)))).toBe('forbidden');
    expect(refused(ask(inReview, 'sec', at(0)))).toMatchObject({
      code: 'stale_version',
      params: { expected: 0, actual: inReview.version },
      state: { state: 'in_review', version: inReview.version },
    });
    expect(codeOf(ask(inReview, 'sec', at(inReview.version)))).toBe('wrong_state');
    expect(codeOf(ask(drafting, 'sec', at(drafting.version)))).toBe('accepted');
    expect(codeOf(ask(drafting, 'sec', { action: 'submit', note: ' ' }))).toBe('note_required');
    expect(refused(ask(drafting, 'sec', submit, { route: [] }))).toMatchObject({
      code: 'empty_route',
      params: { tier: '' },
    });
  });
});

describe('a nil report', () => {
  it('is handed in with a reason where the tier allows it, begun or not', () => {
    const decision = accepted(ask(examples.not_started, 'sec', nil, allowed));
    expect(decision.report).toMatchObject({ nilReason: '无。', beforeSubmission: { state: 'not_started' } });
    expect(decision.freeze?.nilReason).toBe('无。');
    expect(decision.events[0]).toMatchObject({ note: '无。', data: { nil: true } });
    expect(codeOf(ask(drafting, 'sec', nil))).toBe('nil_not_allowed');
    expect(codeOf(ask(examples.not_started, 'sec', submit, allowed))).toBe('wrong_state');
    expect(codeOf(ask(drafting, 'sec', { action: 'submit', nil: { reason: '' } }, allowed))).toBe(
      'note_required',
    );
  });
});

describe('the round of an answer', () => {
  const here = { action: 'return', revision: 1, note: '改。', resume: 'here' } as const;
  const back = step(approvedOnce, 'lead', here);

  it('comes back to the step that asked for it, with what was approved before', () => {
    const [first] = approvedOnce.decisions;
    const decision = accepted(ask(back, 'sec', submit));
    expect(decision.report).toMatchObject({ round: 2, revision: 2, stepIndex: 2 });
    expect(decision.newSteps).toEqual([
      { ...route[0], index: 1, ...fresh, status: 'carried', endedAt: approvedOnce.steps[0]?.endedAt },
      { ...route[1], index: 2, ...fresh, status: 'waiting', enteredAt: afternoon, dueAt },
    ]);
    expect(decision.decisions).toEqual([
      {
        action: 'approve',
        stepIndex: 1,
        revision: 2,
        userId: 'rev',
        onBehalfOf: null,
        appointmentId: first?.appointmentId,
        note: null,
        grade: null,
        givenFor: 1,
        at: afternoon,
      },
    ]);
    expect(decision.events[0]?.data.stepFrom).toBe(2);
  });

  it('keeps for which revision an approval was given first, and what passed without one', () => {
    const again = applied(back, accepted(ask(back, 'sec', submit)));
    const twice = step(step(again, 'lead', { ...here, revision: 2 }), 'sec', submit);
    expect(twice.decisions[0]).toMatchObject({ revision: 3, givenFor: 1, round: 3, voidReason: null });
    for (const status of ['recused', 'skipped'] as const) {
      const passed: ReportSnapshot = {
        ...back,
        steps: back.steps.map((one) => (one.index === 1 ? { ...one, status, endedAt: null } : one)),
      };
      expect(accepted(ask(passed, 'sec', submit)).newSteps[0]).toMatchObject({ status, endedAt: afternoon });
      expect(accepted(ask(passed, 'sec', submit)).decisions).toEqual([]);
    }
  });

  it('keeps each step as it stood itself', () => {
    const [first, second] = back.steps;
    const three: ReportSnapshot = {
      ...back,
      returned: { ...back.returned!, step: 3 },
      steps: [first!, { ...second!, status: 'skipped' }, { ...second!, index: 3 }],
    };
    expect(accepted(ask(three, 'sec', submit)).newSteps.map(({ status }) => status)).toEqual([
      'carried',
      'skipped',
      'waiting',
    ]);
  });

  it('runs the whole route where the return said so, and where the step is not known', () => {
    const whole = step(approvedOnce, 'lead', { ...here, resume: 'route' });
    expect(accepted(ask(whole, 'sec', submit))).toMatchObject({
      report: { stepIndex: 1 },
      decisions: [],
      newSteps: [
        { index: 1, status: 'waiting' },
        { index: 2, status: 'pending', endedAt: null },
      ],
    });
    // A step that was passed is asked anew.
    const passed: ReportSnapshot = {
      ...whole,
      steps: whole.steps.map((one) => (one.index === 1 ? { ...one, status: 'recused' } : one)),
    };
    expect(accepted(ask(passed, 'sec', submit)).newSteps[0]).toMatchObject({
      status: 'waiting',
      endedAt: null,
    });
    const unknown: ReportSnapshot = { ...back, returned: { ...back.returned!, step: null } };
    expect(accepted(ask(unknown, 'sec', submit)).report.stepIndex).toBe(1);
  });

  it('goes the way that is the report’s own, whatever the tier’s route is by now', () => {
    const elsewhere = accepted(ask(back, 'sec', submit, { route: [] }));
    expect(elsewhere.newSteps.map(({ orgId }) => orgId)).toEqual([units.general, units.bureau]);
  });

  it('recuses at the step it enters whoever approved one before', () => {
    const posts = [
      post('reviewer', units.general, 'x'),
      post('leader', units.bureau, 'rev'),
      post('leader', units.bureau, 'lead'),
    ];
    const decision = accepted(ask(back, 'sec', submit, { posts: posts.slice(0, 2) }));
    // Who approved an earlier step decides no other one, in this round as in the last.
    expect(decision.newSteps[1]).toMatchObject({ status: 'waiting', flag: 'no_reviewer' });
    expect(accepted(ask(back, 'sec', submit, { posts })).newSteps[1]?.flag).toBeNull();
  });
});
