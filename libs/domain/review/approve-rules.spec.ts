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
} from '@testing/decision-fixture';
import { appointment, noon, person, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type CommandOf, type Facts, type ReportSnapshot } from './index';

type Approve = CommandOf<'approve'>;
const give = (change: Partial<Approve> = {}): Approve => ({ action: 'approve', revision: 1, ...change });
const given = {
  action: 'approve',
  revision: 1,
  onBehalfOf: null,
  note: null,
  grade: null,
  givenFor: null,
  at: afternoon,
};
const entered = {
  status: 'waiting',
  flag: null,
  reservedFor: null,
  enteredAt: afternoon,
  dueAt: new Date('2025-11-10T15:59:59.999Z'),
  endedAt: null,
  lastUrgedAt: null,
};
const grading = (index: number, report: ReportSnapshot): ReportSnapshot => ({
  ...report,
  steps: report.steps.map((one) => ({ ...one, grade: one.index === index })),
});

describe('approving', () => {
  it('ends an any-of step, and enters the next', () => {
    expect(accepted(ask(inReview, 'rev', give({ note: '同意。' })))).toEqual({
      ...blankDecision(),
      report: { stepIndex: 2, heldSince: afternoon },
      steps: [
        { index: 1, status: 'approved', flag: null, endedAt: afternoon },
        { index: 2, ...entered },
      ],
      decisions: [
        { ...given, stepIndex: 1, userId: 'rev', appointmentId: 'reviewer@1.2:rev', note: '同意。' },
      ],
      undo: { by: 'rev', onBehalfOf: null, step: 1, voided: [] },
      release: [1],
      events: [eventBy('rev', inReview, { type: 'report.approved', step: 1, note: '同意。' }, { step: 2 })],
    });
  });

  it('is nobody’s who holds the post of a step at another unit alone', () => {
    const beside = person('side', appointment('reviewer', 'beside'));
    expect(codeOf(ask(inReview, 'rev', give(), { actor: beside }))).toBe('forbidden');
    // Not even where nobody could have told the steps apart by their role.
    const rerouted = {
      ...inReview,
      steps: inReview.steps.map((one) => (one.index === 2 ? { ...one, orgId: 'elsewhere' } : one)),
    };
    expect(codeOf(ask(rerouted, 'rev', give(), { actor: beside }))).toBe('forbidden');
    const kept = person('kept', appointment('leader', 'elsewhere'));
    expect(codeOf(ask(rerouted, 'rev', give(), { actor: kept }))).toBe('not_your_step');
  });

  it('approves the report at the last step', () => {
    expect(accepted(ask(approvedOnce, 'lead', give()))).toEqual({
      ...blankDecision(),
      report: { state: 'approved', stepIndex: null, heldSince: afternoon },
      steps: [{ index: 2, status: 'approved', flag: null, endedAt: afternoon }],
      decisions: [{ ...given, stepIndex: 2, userId: 'lead', appointmentId: 'leader@1:lead' }],
      undo: { by: 'lead', onBehalfOf: null, step: 2, voided: [] },
      release: [2],
      events: [
        eventBy('lead', approvedOnce, { type: 'report.approved', to: 'approved', step: 2 }, { step: null }),
      ],
    });
  });

  it('names for whom a deputy decides', () => {
    const posts = [post('reviewer', units.general, 'rev', ['dep']), post('leader', units.bureau, 'lead')];
    const decision = accepted(ask(inReview, 'rev', give(), { posts, actor: deputyOf('rev') }));
    expect(decision.decisions[0]).toMatchObject({
      userId: 'dep',
      onBehalfOf: 'rev',
      appointmentId: 'reviewer@1.2:rev',
    });
    expect(decision.undo).toMatchObject({ by: 'dep', onBehalfOf: 'rev' });
    expect(decision.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('rev') });
  });

  it('fills one seat of an all-of step, and ends it with the last', () => {
    const leaders = [post('leader', units.bureau, 'lead'), post('leader', units.bureau, 'lead2', ['lead'])];
    const all: Partial<Facts> = {
      posts: leaders,
      route: [stop(0, units.bureau, { role: 'leader', mode: 'all', grade: true })],
    };
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, all, noon)));
    const first = accepted(ask(submitted, 'lead', give({ grade: '好' }), all));
    expect(first).toEqual({
      ...blankDecision(),
      // Whoever acts for the open seat counts for another one.
      steps: [{ index: 1, flag: 'no_reviewer' }],
      decisions: [{ ...given, stepIndex: 1, userId: 'lead', appointmentId: 'leader@1:lead', grade: '好' }],
      undo: { by: 'lead', onBehalfOf: null, step: 1, voided: [] },
      events: [
        {
          ...eventBy('lead', submitted, { type: 'report.approved', step: 1 }),
          data: { after: { step: 1, revision: 1, late: false, grade: null }, seat: true, grade: '好' },
        },
      ],
    });
    const plain = { ...all, posts: [leaders[0]!, post('leader', units.bureau, 'lead2')] };
    expect(accepted(ask(submitted, 'lead', give({ grade: '好' }), plain)).steps).toEqual([]);
    const half = applied(submitted, first);
    const second = ask(half, 'lead', give({ grade: '好' }), {
      ...plain,
      actor: { userId: 'lead2', name: '名lead2', appointments: deputyOf('lead').appointments },
    });
    expect(accepted(second).report).toMatchObject({ state: 'approved', grade: '好' });
  });

  it('waits for blocking comments, and says how many', () => {
    const waiting: Partial<Facts> = { comments: { unresolved: 2, unanswered: 0 } };
    expect(refused(ask(inReview, 'rev', give(), waiting))).toMatchObject({
      code: 'blocking_comments',
      params: { count: 2 },
      state: { state: 'in_review' },
    });
  });

  it('asks who, then for the revision, then for state, turn and the right revision', () => {
    expect(codeOf(ask(inReview, 'sec', give({ revision: undefined })))).toBe('forbidden');
    const unnamed = refused(ask(drafting, 'rev', give({ revision: undefined })));
    expect([unnamed.code, unnamed.errors]).toEqual([
      'revision_required',
      [{ pointer: '/revision', code: 'revision_required', detail: '须注明版本。' }],
    ]);
    expect(codeOf(ask(drafting, 'rev', give({ revision: 7 })))).toBe('wrong_state');
    expect(codeOf(ask(inReview, 'lead', give({ revision: 7 })))).toBe('not_your_step');
    expect(refused(ask(inReview, 'rev', give({ revision: 7 })))).toMatchObject({
      code: 'revision_mismatch',
      params: { expected: 7, actual: 1 },
      state: { revision: 1 },
    });
    expect(codeOf(ask(examples.approved, 'lead', give()))).toBe('wrong_state');
    expect(codeOf(ask(inReview, 'rev', give({ note: ' ' })))).toBe('note_required');
  });
});

describe('who decides', () => {
  const as = (...held: ReturnType<typeof appointment>[]): Partial<Facts> => ({ actor: person('x', ...held) });
  const code = (change: Partial<Facts>, report = drafting) => codeOf(ask(report, 'rev', give(), change));

  it('holds the post of a reviewer above the unit, of a leader at or above it, or of a step', () => {
    expect(code(as(appointment('reviewer', units.general)))).toBe('wrong_state');
    expect(code(as(appointment('leader', units.branch)))).toBe('wrong_state');
    expect(code(as(appointment('leader', units.bureau)))).toBe('wrong_state');
    expect(code(as(appointment('reviewer', units.branch)))).toBe('forbidden');
    expect(code(as(appointment('reviewer', '1.4')))).toBe('forbidden');
    expect(code(as(appointment('leader', '1.4')))).toBe('forbidden');
    expect(code(as(appointment('observer', units.bureau)))).toBe('forbidden');
    expect(code(as(appointment('reviewer', units.general, { endsAt: noon })))).toBe('forbidden');
    expect(code(as(appointment('observer', units.bureau), appointment('leader', units.bureau)))).toBe(
      'wrong_state',
    );
    // A step that a reroute has not moved yet.
    const moved: ReportSnapshot = {
      ...inReview,
      steps: inReview.steps.map((one) => ({ ...one, orgId: '1.9' })),
    };
    expect(code(as(appointment('reviewer', '1.9')), moved)).toBe('not_your_step');
    expect(code(as(appointment('secretary', '1.9')), moved)).toBe('forbidden');
  });

  it('is told why not', () => {
    expect(refused(ask({ ...inReview, authors: ['rev'] }, 'rev', give()))).toMatchObject({
      code: 'recused',
      state: { step: 1 },
    });
    expect(codeOf(ask({ ...inReview, stepIndex: 9 }, 'rev', give()))).toBe('not_your_step');
    const handed: ReportSnapshot = {
      ...inReview,
      steps: inReview.steps.map((one) => ({ ...one, reservedFor: 'rev2' })),
    };
    expect(codeOf(ask(handed, 'rev', give()))).toBe('not_your_step');
    expect(codeOf(ask(inReview, 'rev', give(), { posts: [] }))).toBe('not_your_step');
  });
});

describe('grading', () => {
  const grade = (name?: string, change: Partial<Facts> = {}) =>
    ask(grading(2, approvedOnce), 'lead', give({ grade: name }), change);

  it('is asked for at a step that grades, and nowhere else', () => {
    for (const none of [undefined, '']) {
      expect(refused(grade(none))).toMatchObject({
        code: 'grade_required',
        errors: [{ pointer: '/grade', code: 'grade_required', detail: '须评定等次。' }],
      });
      expect(codeOf(ask(inReview, 'rev', give({ grade: none })))).toBe('accepted');
    }
    expect(refused(grade('best'))).toMatchObject({
      code: 'unknown_grade',
      errors: [{ pointer: '/grade', code: 'unknown_grade', detail: '等次不正确。' }],
    });
    expect(refused(ask(inReview, 'rev', give({ grade: '好' })))).toMatchObject({
      code: 'grade_not_asked',
      errors: [{ pointer: '/grade', code: 'grade_not_asked', detail: '本环节不评定等次。' }],
    });
    expect(refused(ask(inReview, 'rev', give({ grade: 'best' }))).code).toBe('unknown_grade');
  });

  it('is of the report and in the event', () => {
    const decision = accepted(grade('好'));
    expect(decision.report).toEqual({
      state: 'approved',
      stepIndex: null,
      heldSince: afternoon,
      grade: '好',
    });
    expect(decision.decisions[0]?.grade).toBe('好');
    expect(decision.events[0]?.data).toEqual({
      after: { step: null, revision: 1, late: false, grade: '好' },
      grade: '好',
    });
    const two = grading(1, inReview);
    const early = accepted(ask(two, 'rev', give({ grade: '较好' })));
    expect([early.report.grade, early.events[0]?.data.after]).toEqual([
      '较好',
      { step: 2, revision: 1, late: false, grade: '较好' },
    ]);
    // It stays until a later step gives its own.
    const later = accepted(ask(applied(two, early), 'lead', give()));
    expect([later.report.grade, later.events[0]?.data.after.grade]).toEqual([undefined, '较好']);
  });

  it('warns beyond the quota, a number or a share of the expected, and refuses nothing', () => {
    const quota = (limit: number, given: number, expected = 9): Partial<Facts> => ({
      cycle: { ...factsFor('lead').cycle, gradeQuota: { 好: limit } },
      grades: { given: { 好: given }, expected },
    });
    const warnings = (limit: number, given: number) => accepted(grade('好', quota(limit, given))).warnings;
    expect(warnings(2, 1)).toEqual([]);
    expect(warnings(2, 2)).toEqual([{ code: 'grade_quota_exceeded', grade: '好', given: 3, limit: 2 }]);
    expect(warnings(0.4, 2)).toEqual([]);
    expect(warnings(0.4, 3)).toEqual([{ code: 'grade_quota_exceeded', grade: '好', given: 4, limit: 3 }]);
    expect(warnings(1, 0)).toEqual([]);
    expect(warnings(1, 1)).toHaveLength(1);
    expect(accepted(grade('较好', quota(0, 5))).warnings).toEqual([]);
    expect(accepted(grade('好', { ...quota(0, 5), grades: undefined })).warnings).toEqual([]);
    expect(accepted(grade('好', { ...quota(0, 0), grades: { given: {}, expected: 9 } })).warnings).toEqual([
      { code: 'grade_quota_exceeded', grade: '好', given: 1, limit: 0 },
    ]);
    expect(accepted(ask(inReview, 'rev', give(), quota(0, 5))).warnings).toEqual([]);
  });
});
