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
  giveBack,
  givenBack,
  inReview,
  named,
  refused,
  step,
} from '@testing/decision-fixture';
import { post, stop, units } from '@testing/report-fixture';
import { answerWorkingDays, blankDecision, type Facts, type ReportSnapshot } from './index';

const returned = {
  by: named('lead'),
  onBehalfOf: null,
  note: '请改。',
  scope: null,
  resume: 'route',
  dueAt: '2025-11-12T15:59:59.999Z',
  at: afternoon.toISOString(),
  step: 2,
  revision: 1,
};
const graded: ReportSnapshot = { ...approvedOnce, grade: '好' };
const [approval] = approvedOnce.decisions;

describe('returning to the author', () => {
  it('ends the round, and makes its approvals void', () => {
    expect(accepted(ask(graded, 'lead', giveBack()))).toEqual({
      ...blankDecision(),
      report: { state: 'returned', stepIndex: null, returned, heldSince: afternoon, grade: null },
      steps: [
        { index: 1, status: 'void' },
        { index: 2, status: 'returned', flag: null, endedAt: afternoon },
      ],
      decisions: [{ action: 'return', ...givenBack }],
      voids: { ids: [approval?.id], reason: 'returned' },
      undo: { by: 'lead', onBehalfOf: null, step: 2, voided: [approval?.id] },
      release: [2],
      events: [
        {
          ...eventBy('lead', graded, { type: 'report.returned', to: 'returned', step: 2, note: '请改。' }),
          data: {
            after: { step: null, revision: 1, late: false, grade: null },
            resume: 'route',
            dueAt: returned.dueAt,
          },
        },
      ],
    });
    expect(answerWorkingDays).toBe(5);
  });

  it('leaves what was approved before where the answer comes back to the same step', () => {
    const decision = accepted(ask(graded, 'lead', giveBack({ resume: 'here' })));
    expect(decision.steps).toEqual([{ index: 2, status: 'returned', flag: null, endedAt: afternoon }]);
    expect([decision.voids, decision.undo]).toEqual([
      null,
      { by: 'lead', onBehalfOf: null, step: 2, voided: [] },
    ]);
    expect(decision.report.returned).toMatchObject({ resume: 'here', step: 2 });
    expect(decision.events[0]?.data.resume).toBe('here');
  });

  it('ends steps that were still to come, and approvals that were carried over', () => {
    const first = accepted(ask(inReview, 'rev', giveBack()));
    expect(first.steps.map(({ index, status }) => [index, status])).toEqual([
      [1, 'returned'],
      [2, 'void'],
    ]);
    const carried: ReportSnapshot = {
      ...approvedOnce,
      steps: approvedOnce.steps.map((one) => (one.index === 1 ? { ...one, status: 'carried' } : one)),
    };
    expect(accepted(ask(carried, 'lead', giveBack())).steps[0]).toEqual({ index: 1, status: 'void' });
    const passed: ReportSnapshot = {
      ...approvedOnce,
      steps: approvedOnce.steps.map((one) => (one.index === 1 ? { ...one, status: 'recused' } : one)),
    };
    expect(accepted(ask(passed, 'lead', giveBack())).steps.map(({ index }) => index)).toEqual([2]);
  });

  it('makes no approval void of another revision, void before, or given at this step to none', () => {
    const other: ReportSnapshot = {
      ...approvedOnce,
      decisions: [
        { ...approval!, id: 'old', revision: 0 },
        { ...approval!, id: 'void', voidReason: 'returned_to_step' },
        { ...approval!, id: 'later', stepIndex: 3 },
        { ...approval!, id: 'return', action: 'return_to_step' },
        approval!,
      ],
    };
    expect(accepted(ask(other, 'lead', giveBack())).voids?.ids).toEqual([approval?.id]);
  });

  it('makes the approvals of the other seats of its step void', () => {
    const all: Partial<Facts> = {
      posts: [post('leader', units.bureau, 'lead'), post('leader', units.bureau, 'lead2')],
      route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
    };
    const fresh = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, all)));
    const half = applied(fresh, accepted(ask(fresh, 'lead', { action: 'approve', revision: 1 }, all)));
    const actor = { userId: 'lead2', name: '名lead2', appointments: deputyOf('lead').appointments };
    for (const resume of ['route', 'here'] as const)
      expect(accepted(ask(half, 'lead', giveBack({ resume }), { ...all, actor })).voids?.ids).toEqual([
        half.decisions[0]?.id,
      ]);
  });

  it('opens what its scope names, and has to name what is there', () => {
    const scope = { sections: ['work'], problems: [] };
    const known: Partial<Facts> = {
      revisionContent: { sections: ['work'], indicators: ['theme_days'], problems: [] },
    };
    const decision = accepted(ask(inReview, 'rev', giveBack({ scope }), known));
    expect(decision.report.returned?.scope).toEqual(scope);
    expect(decision.events[0]?.data.scope).toEqual(scope);
    const fault = refused(ask(inReview, 'rev', giveBack({ scope: { indicators: ['x'] } }), known));
    expect(fault).toMatchObject({
      code: 'invalid_scope',
      errors: [{ pointer: '/scope/indicators/0', code: 'unknown_key', detail: '报告中没有“x”。' }],
    });
    expect(refused(ask(inReview, 'rev', giveBack({ scope: {} }), known)).errors).toEqual([
      { pointer: '/scope', code: 'empty', detail: '须至少开放一类内容。' },
    ]);
    expect(refused(ask(inReview, 'rev', giveBack({ scope }), { revisionContent: null }))).toMatchObject({
      code: 'invalid_scope',
      errors: [{ pointer: '/scope', code: 'empty', detail: '零报告没有内容，不能限定修改范围。' }],
    });
    expect(() => ask(inReview, 'rev', giveBack({ scope }))).toThrow('revision');
  });

  it('sets the answer date that is said, after now', () => {
    const dueAt = new Date('2025-11-07T15:59:59.999Z');
    expect(accepted(ask(inReview, 'rev', giveBack({ dueAt }))).report.returned?.dueAt).toBe(
      dueAt.toISOString(),
    );
    const now = refused(ask(inReview, 'rev', giveBack({ dueAt: afternoon })));
    expect(now).toMatchObject({
      code: 'invalid_due_date',
      params: { reason: '' },
      errors: [{ pointer: '/dueAt', code: 'invalid_due_date', detail: '须晚于现在。' }],
    });
  });
});

describe('a return', () => {
  it('asks who, then for the revision, then for state, turn and the right revision, then for a note', () => {
    expect(codeOf(ask(inReview, 'sec', giveBack({ revision: undefined })))).toBe('forbidden');
    expect(codeOf(ask(drafting, 'rev', giveBack({ revision: undefined })))).toBe('revision_required');
    expect(codeOf(ask(drafting, 'rev', giveBack({ revision: 7 })))).toBe('wrong_state');
    expect(codeOf(ask(inReview, 'lead', giveBack({ revision: 7 })))).toBe('not_your_step');
    expect(codeOf(ask(inReview, 'rev', giveBack({ revision: 7, note: '' })))).toBe('revision_mismatch');
    expect(codeOf(ask(inReview, 'rev', giveBack({ note: '' })))).toBe('note_required');
  });

  it('names for whom a deputy gives it', () => {
    const posts = [post('reviewer', units.general, 'rev', ['dep'])];
    const decision = accepted(ask(inReview, 'rev', giveBack(), { posts, actor: deputyOf('rev') }));
    expect(decision.decisions[0]).toMatchObject({ userId: 'dep', onBehalfOf: 'rev' });
    expect(decision.undo).toMatchObject({ by: 'dep', onBehalfOf: 'rev' });
    expect(decision.report.returned).toMatchObject({ by: named('dep'), onBehalfOf: named('rev') });
    expect(decision.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('rev') });
    expect(step(inReview, 'rev', giveBack()).state).toBe('returned');
  });
});
