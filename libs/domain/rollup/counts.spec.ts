import fc from 'fast-check';
import { reportStates } from '../review/states';
import {
  type CountFigures,
  countReport,
  countsAt,
  emptyCounts,
  medianReviewHours,
  mergeCounts,
  onTimeRate,
  type ReportStanding,
  returnsPerReport,
  waitingSteps,
} from './counts';

const due = new Date('2025-12-10T15:59:59.999Z');
const hour = 3_600_000;
const of = (change: Partial<ReportStanding> = {}): CountFigures =>
  countReport({
    state: 'approved',
    late: false,
    stepIndex: null,
    dueAt: due,
    extended: false,
    owed: true,
    returns: 0,
    reviewMs: null,
    ...change,
  });
const none = {
  states: { not_started: 0, drafting: 0, in_review: 0, returned: 0, approved: 0, published: 0 },
  waived: 0,
  late: 0,
  extended: 0,
  steps: {},
  pending: {},
  returns: 0,
  reviewHours: {},
};

describe('what one report counts', () => {
  it('is its state, and owed by its due instant while it is with its author', () => {
    expect(emptyCounts()).toEqual(none);
    for (const state of reportStates) {
      if (state === 'waived') continue;
      const owed = ['not_started', 'drafting', 'returned'].includes(state);
      expect(of({ state })).toEqual({
        ...none,
        states: { ...none.states, [state]: 1 },
        pending: owed ? { [due.getTime()]: 1 } : {},
      });
      expect(of({ state, owed: false }).pending).toEqual({});
    }
    const waived = of({ state: 'waived', late: true, extended: true, returns: 2, reviewMs: hour });
    expect(waived).toEqual({ ...none, waived: 1 });
  });

  it('is what is said of it besides', () => {
    expect(of({ late: true, extended: true, returns: 3, reviewMs: 1.5 * hour })).toEqual({
      ...none,
      states: { ...none.states, approved: 1 },
      late: 1,
      extended: 1,
      returns: 3,
      reviewHours: { 2: 1 },
    });
    expect(of({ reviewMs: 0 }).reviewHours).toEqual({ 0: 1 });
    expect(of({ state: 'in_review', stepIndex: 2 }).steps).toEqual({ 2: 1 });
    expect(of({ state: 'in_review' }).steps).toEqual({});
    expect(of({ state: 'approved', stepIndex: 2 }).steps).toEqual({});
  });
});

describe('counts of many', () => {
  const report = fc.record({
    state: fc.constantFrom(...reportStates),
    late: fc.boolean(),
    extended: fc.boolean(),
    owed: fc.boolean(),
    returns: fc.nat(3),
    reviewMs: fc.option(fc.nat(100).map((hours) => hours * hour)),
    stepIndex: fc.option(fc.integer({ min: 1, max: 3 })),
  });

  it('add up and take away exactly', () => {
    fc.assert(
      fc.property(fc.array(report), fc.array(report), (kept, gone) => {
        const all = [...kept, ...gone].map(of);
        expect(mergeCounts(all, gone.map(of))).toEqual(mergeCounts(kept.map(of)));
        expect(mergeCounts([mergeCounts(kept.map(of)), mergeCounts(gone.map(of))])).toEqual(mergeCounts(all));
      }),
    );
    expect(mergeCounts([], [of({ state: 'drafting', late: true, extended: true, returns: 1 })])).toEqual({
      ...none,
      states: { ...none.states, drafting: -1 },
      late: -1,
      extended: -1,
      returns: -1,
      pending: { [due.getTime()]: -1 },
    });
    expect(mergeCounts([], [of({ state: 'waived' })]).waived).toBe(-1);
  });

  it('tell how many are overdue, one by one', () => {
    const later = new Date(due.getTime() + 1);
    const figures = mergeCounts([
      of({ state: 'drafting' }),
      of({ state: 'returned' }),
      of({ state: 'drafting', dueAt: later }),
    ]);
    const overdue = (now: Date) => countsAt(figures, now).overdue;
    expect([overdue(due), overdue(later), overdue(new Date(later.getTime() + 1))]).toEqual([0, 2, 3]);
    expect(countsAt(figures, due)).toMatchObject({ expected: 3, drafting: 2, returned: 1, waived: 0 });
  });

  it('tell returns and punctuality by the reports handed in, whatever became of them', () => {
    const handedIn = (['in_review', 'returned', 'approved', 'published'] as const).map((state) =>
      of({ state }),
    );
    const waiting = [of({ state: 'not_started' }), of({ state: 'drafting' }), of({ state: 'waived' })];
    const figures = mergeCounts([
      ...handedIn,
      ...waiting,
      of({ returns: 3, late: true }),
      of({ returns: 1, late: true }),
    ]);
    expect([returnsPerReport(figures), onTimeRate(figures)]).toEqual([0.67, 0.6667]);
    expect([returnsPerReport(mergeCounts(waiting)), onTimeRate(mergeCounts(waiting))]).toEqual([0, null]);
    for (const one of handedIn) expect([returnsPerReport(one), onTimeRate(one)]).toEqual([0, 1]);
  });

  it('tell the median of what was approved, as sorting does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 12 }), (hours) => {
        const sorted = [...hours].sort((a, b) => a - b);
        const middle =
          (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
        const figures = mergeCounts(hours.map((each) => of({ reviewMs: each * hour })));
        expect(medianReviewHours(figures)).toBe(middle);
      }),
    );
    expect(medianReviewHours(of())).toBeNull();
  });

  it('tell where they wait, step by step', () => {
    const at = (stepIndex: number) => of({ state: 'in_review', stepIndex });
    const figures = mergeCounts([at(10), at(2), at(2), at(1)], [at(3)]);
    expect(waitingSteps(figures)).toEqual([
      { index: 1, waiting: 1 },
      { index: 2, waiting: 2 },
      { index: 10, waiting: 1 },
    ]);
    expect(waitingSteps(mergeCounts([at(1)], [at(1)]))).toEqual([]);
  });
});
