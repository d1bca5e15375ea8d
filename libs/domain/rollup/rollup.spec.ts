import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { IndicatorDefinition } from '../cycle/template-definition';
import { reportStates } from '../review/states';
import { countsAt, medianReviewHours, onTimeRate, returnsPerReport, waitingSteps } from './counts';
import { indicatorValues } from './indicators';
import {
  differenceOf,
  emptyFigures,
  figuresOf,
  mergeNode,
  type NodeFigures,
  type ReportFacts,
  sameFigures,
} from './node';

const indicator = (key: string, aggregate: IndicatorDefinition['aggregate']): IndicatorDefinition => ({
  key,
  name: key,
  unit: '个',
  required: false,
  scale: 2,
  aggregate,
  aliases: [],
});
const definitions = [
  indicator('funds', { kind: 'sum' }),
  indicator('mean', { kind: 'average' }),
  indicator('least', { kind: 'min' }),
  indicator('most', { kind: 'max' }),
  indicator('done', { kind: 'sum' }),
  indicator('total', { kind: 'sum' }),
  indicator('fact', { kind: 'none' }),
  indicator('rate', { kind: 'rate', numerator: 'done', denominator: 'total' }),
];

const report = (over: Partial<ReportFacts> = {}): ReportFacts => ({
  state: 'approved',
  late: false,
  stepIndex: null,
  dueAt: new Date('2025-12-10T15:59:59.999Z'),
  extended: false,
  owed: true,
  returns: 0,
  reviewMs: null,
  nil: false,
  indicators: {},
  ...over,
});
const of = (over: Partial<ReportFacts>) => figuresOf(definitions, report(over));
const shown = (figures: NodeFigures) => indicatorValues(definitions, figures.indicators);

describe('case 34: missing is not zero, and a rate is Σ over Σ', () => {
  it('averages over those who state it', () => {
    const node = mergeNode([
      of({ indicators: { mean: 4 } }),
      of({ indicators: {} }),
      of({ indicators: { mean: 7 } }),
    ]);
    expect(shown(node).mean).toEqual({ aggregate: 'average', value: '5.5', contributing: 2 });
    expect(node.contributing).toBe(3);
    expect(shown(node).funds).toEqual({ aggregate: 'sum', value: null, contributing: 0 });
  });

  it('divides the sums', () => {
    const node = mergeNode([
      of({ indicators: { done: 1, total: 1 } }),
      of({ indicators: { done: 1, total: 9 } }),
    ]);
    expect(shown(node).rate).toEqual({ aggregate: 'rate', value: '0.2', contributing: 2 });
  });

  it('leaves out of a rate who states only one part, and never divides by zero', () => {
    const node = mergeNode([of({ indicators: { done: 5 } }), of({ indicators: { done: 0, total: 0 } })]);
    expect(shown(node).rate).toEqual({ aggregate: 'rate', value: null, contributing: 1 });
    expect(shown(node).done?.value).toBe('5');
  });

  it('counts values of approved and published reports with content alone', () => {
    const indicators = { funds: 1 };
    const node = mergeNode(
      reportStates.map((state) => of({ state, indicators, stepIndex: state === 'in_review' ? 1 : null })),
    );
    expect(shown(node).funds).toEqual({ aggregate: 'sum', value: '2', contributing: 2 });
    expect(of({ nil: true, indicators }).contributing).toBe(0);
  });
});

it('case 36: decimal amounts add up exactly', () => {
  const node = mergeNode([75.9, 0.1, 0.2, 23.31].map((funds) => of({ indicators: { funds } })));
  expect(shown(node).funds?.value).toBe('99.51');
});

describe('counts', () => {
  const node = mergeNode([
    of({ state: 'not_started' }),
    of({ state: 'drafting', dueAt: new Date('2025-12-20T15:59:59.999Z'), extended: true }),
    of({ state: 'in_review', stepIndex: 2, late: true, returns: 1 }),
    of({ state: 'approved', reviewMs: 20 * 3_600_000, returns: 1 }),
    of({ state: 'published', reviewMs: 31 * 3_600_000 }),
    of({ state: 'waived', late: true, returns: 3 }),
  ]);

  it('tell who is overdue by the clock alone', () => {
    const at = (now: string) => countsAt(node.counts, new Date(now)).overdue;
    expect(at('2025-12-10T15:59:59.999Z')).toBe(0);
    expect(at('2025-12-10T16:00:00.000Z')).toBe(1);
    expect(at('2025-12-20T16:00:00.000Z')).toBe(2);
  });

  it('take nobody for overdue who does not owe it', () => {
    const gone = mergeNode([of({ state: 'returned', owed: false }), of({ state: 'returned' })]);
    expect(countsAt(gone.counts, new Date('2026-01-01T00:00:00Z'))).toMatchObject({
      returned: 2,
      overdue: 1,
    });
  });

  it('leave a waived report out of everything else', () => {
    expect(countsAt(node.counts, new Date('2025-12-01T00:00:00Z'))).toEqual({
      expected: 5,
      waived: 1,
      not_started: 1,
      drafting: 1,
      in_review: 1,
      returned: 0,
      approved: 1,
      published: 1,
      overdue: 0,
      late: 1,
      extended: 1,
    });
  });

  it('carry medians and rates', () => {
    expect(medianReviewHours(node.counts)).toBe(25.5);
    expect(returnsPerReport(node.counts)).toBe(0.67);
    expect(onTimeRate(node.counts)).toBe(0.6667);
    expect(waitingSteps(node.counts)).toEqual([{ index: 2, waiting: 1 }]);
    expect(medianReviewHours(emptyFigures().counts)).toBeNull();
    expect(onTimeRate(emptyFigures().counts)).toBeNull();
  });
});

describe('any tree’s merge equals the recount', () => {
  const amount = fc.integer({ min: -1_000_000, max: 1_000_000_000 }).map((cents) => cents / 100);
  const facts: fc.Arbitrary<ReportFacts> = fc
    .record({
      state: fc.constantFrom(...reportStates),
      late: fc.boolean(),
      step: fc.integer({ min: 1, max: 4 }),
      due: fc.integer({ min: 0, max: 5 }),
      extended: fc.boolean(),
      owed: fc.boolean(),
      returns: fc.integer({ min: 0, max: 4 }),
      reviewMs: fc.option(fc.integer({ min: 0, max: 1e9 })),
      nil: fc.boolean(),
      indicators: fc.dictionary(
        fc.constantFrom('funds', 'mean', 'least', 'most', 'done', 'total', 'fact'),
        amount,
      ),
    })
    .map(({ step, due, ...rest }) => ({
      ...rest,
      stepIndex: rest.state === 'in_review' ? step : null,
      dueAt: new Date(1_700_000_000_000 + due * 86_400_000),
    }));

  interface Tree {
    own: ReportFacts | null;
    children: Tree[];
  }
  /** Each node hangs under one that came before it. */
  const tree = fc
    .array(fc.record({ own: fc.option(facts), under: fc.nat(1000) }), { minLength: 1, maxLength: 30 })
    .map((drawn) => {
      const nodes: Tree[] = drawn.map(({ own }) => ({ own, children: [] }));
      for (let n = 1; n < nodes.length; n += 1) nodes[drawn[n]!.under % n]!.children.push(nodes[n]!);
      return nodes[0]!;
    });

  const roll = (node: Tree): NodeFigures =>
    mergeNode([...(node.own ? [figuresOf(definitions, node.own)] : []), ...node.children.map(roll)]);
  const all = (node: Tree): ReportFacts[] => [...(node.own ? [node.own] : []), ...node.children.flatMap(all)];

  it('in every figure', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const reports = all(node);
        const figures = roll(node);
        expect(
          sameFigures(figures, mergeNode(reports.reverse().map((one) => figuresOf(definitions, one)))),
        ).toBe(true);

        const counted = reports
          .filter(({ state }) => state === 'approved' || state === 'published')
          .filter(({ nil }) => !nil);
        const stated = (key: string) =>
          counted.map(({ indicators }) => indicators[key]).filter((value) => value !== undefined);
        const sum = stated('funds').reduce((total, value) => total.plus(value), new Decimal(0));
        expect(shown(figures).funds?.value).toBe(stated('funds').length ? sum.toString() : null);
        const most = stated('most');
        expect(shown(figures).most?.value).toBe(most.length ? String(Math.max(...most)) : null);
        expect(figures.contributing).toBe(counted.length);
        expect(countsAt(figures.counts, new Date(0)).expected).toBe(
          reports.filter(({ state }) => state !== 'waived').length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('and replacing one report by its difference equals counting anew', () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 12 }), facts, facts, (others, before, after) => {
        const rest = others.map((one) => figuresOf(definitions, one));
        const [old, fresh] = [figuresOf(definitions, before), figuresOf(definitions, after)];
        const moved = mergeNode([mergeNode([...rest, old]), differenceOf(fresh, old)]);
        expect(sameFigures(moved, mergeNode([...rest, fresh]))).toBe(true);
        expect(sameFigures(differenceOf(fresh, fresh), emptyFigures())).toBe(true);
      }),
    );
  });

  it('and a difference is noticed', () => {
    expect(sameFigures(of({ indicators: { funds: 1 } }), of({ indicators: { funds: 2 } }))).toBe(false);
    expect(sameFigures(of({ late: true }), of({ late: false }))).toBe(false);
  });
});
