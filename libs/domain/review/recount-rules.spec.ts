import {
  accepted,
  afternoon,
  applied,
  approved,
  ask,
  codeOf,
  drafting,
  eventBy,
  inReview,
  refused,
  step,
} from '@testing/decision-fixture';
import { appointment, noon, person, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type Facts, type Post, type ReportSnapshot } from './index';

const recount = (report: ReportSnapshot, posts: Post[], change: Partial<Facts> = {}) =>
  accepted(ask(report, 'adm', { action: 'recount' }, { ...change, actor: 'system', posts }));
const nothing = { ...blankDecision(), undo: 'keep', bump: false };
const lead = post('leader', units.bureau, 'lead');
const lead2 = post('leader', units.bureau, 'lead2');
const rev = post('reviewer', units.general, 'rev');
const all = {
  posts: [lead, lead2],
  route: [
    stop(0, units.bureau, { role: 'leader', mode: 'all', grade: true }),
    stop(1, units.bureau, { role: 'leader' }),
  ],
} satisfies Partial<Facts>;
const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, all, noon)));
const half = applied(
  submitted,
  accepted(ask(submitted, 'lead', { action: 'approve', revision: 1, grade: '好' }, all, noon)),
);

describe('counting the seats anew', () => {
  it('changes nothing where nothing changed', () => {
    expect(recount(inReview, [rev, lead])).toEqual(nothing);
    expect(recount(half, all.posts)).toEqual(nothing);
  });

  it('flags a step without people, and unflags it when somebody came', () => {
    expect(recount(inReview, [lead])).toEqual({
      ...nothing,
      steps: [{ index: 1, flag: 'no_reviewer', reservedFor: null }],
    });
    const flagged = applied(inReview, recount(inReview, [lead]));
    expect(recount(flagged, [lead])).toEqual(nothing);
    expect(recount(flagged, [rev, lead]).steps).toEqual([{ index: 1, flag: null, reservedFor: null }]);
  });

  it('ends a reservation with the post of whom it names (case 14)', () => {
    const handed = step(inReview, 'rev', { action: 'transfer', toUserId: 'rev2' });
    const rev2 = post('reviewer', units.general, 'rev2');
    expect(recount(handed, [rev, rev2, lead]).steps).toEqual([]);
    expect(recount(handed, [rev, lead]).steps).toEqual([{ index: 1, flag: null, reservedFor: null }]);
  });

  it('completes an all-of step whose open seat fell away, with the last grade given', () => {
    const decision = recount(half, [lead]);
    expect(decision).toEqual({
      ...blankDecision(),
      undo: 'keep',
      report: { stepIndex: 2, heldSince: afternoon, grade: '好' },
      steps: [
        { index: 1, status: 'approved', flag: null, endedAt: afternoon },
        {
          index: 2,
          status: 'waiting',
          flag: 'no_reviewer',
          reservedFor: null,
          enteredAt: afternoon,
          dueAt: new Date('2025-11-10T15:59:59.999Z'),
          endedAt: null,
          lastUrgedAt: null,
        },
      ],
      release: [1],
      events: [
        {
          ...eventBy(null, half, { type: 'report.recounted', step: 1 }),
          data: { after: { step: 2, revision: 1, late: false, grade: '好' }, grade: '好' },
        },
      ],
    });
    const [given] = half.decisions;
    const regraded: ReportSnapshot = {
      ...half,
      decisions: [given!, { ...given!, id: 'd2', userId: 'lead3', grade: '较好' }],
    };
    expect(recount(regraded, [lead]).report.grade).toBe('较好');
    const without: ReportSnapshot = { ...half, decisions: [{ ...given!, grade: null }] };
    const plain = recount(without, [lead]);
    expect([plain.report.grade, plain.events[0]?.data.grade]).toEqual([undefined, undefined]);
  });

  it('approves the report where that was the last step', () => {
    const last: ReportSnapshot = { ...half, steps: half.steps.slice(0, 1) };
    expect(recount(last, [lead]).report).toMatchObject({ state: 'approved', stepIndex: null });
    // An any-of step ends with a decision and never by counting.
    const any: ReportSnapshot = { ...last, steps: [{ ...last.steps[0]!, mode: 'any' }] };
    expect(recount(any, [lead])).toEqual(nothing);
  });

  it('passes a step where nobody but the recused is left, never the last one', () => {
    const decision = recount(inReview, [post('reviewer', units.general, 'sec'), lead]);
    expect(decision).toMatchObject({
      bump: true,
      undo: 'keep',
      report: { stepIndex: 2, heldSince: afternoon },
      steps: [
        { index: 1, status: 'recused' },
        { index: 2, status: 'waiting' },
      ],
      events: [{ type: 'report.recused', actor: null, step: 1 }],
    });
    const atLast = step(inReview, 'rev', { action: 'approve', revision: 1 });
    expect(recount(atLast, [post('leader', units.bureau, 'sec')])).toEqual({
      ...nothing,
      steps: [{ index: 2, flag: 'no_reviewer', reservedFor: null }],
    });
  });

  it('is for the system alone, in review', () => {
    expect(codeOf(ask(inReview, 'adm', { action: 'recount' }))).toBe('forbidden');
    const actor = person('lead', appointment('leader', units.bureau));
    expect(codeOf(ask(inReview, 'lead', { action: 'recount' }, { actor }))).toBe('forbidden');
    const bySystem = (report: ReportSnapshot) =>
      ask(report, 'adm', { action: 'recount' }, { actor: 'system' });
    expect(codeOf(bySystem(approved))).toBe('wrong_state');
    expect(refused(bySystem({ ...inReview, stepIndex: 9 }))).toMatchObject({
      code: 'not_your_step',
      state: { step: 9 },
    });
  });
});
