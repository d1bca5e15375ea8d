import type { Aggregate, IndicatorDefinition } from '../cycle/template-definition';
import { type IndicatorTable, indicatorValues, mergeTables, tableOf } from './indicators';
import { differenceOf, emptyFigures, mergeNode, sameFigures } from './node';

const define = (key: string, aggregate: Aggregate): IndicatorDefinition => ({
  key,
  name: key,
  unit: '个',
  required: false,
  scale: 2,
  aggregate,
  aliases: [],
});
const definitions = [
  define('sum', { kind: 'sum' }),
  define('mean', { kind: 'average' }),
  define('least', { kind: 'min' }),
  define('most', { kind: 'max' }),
  define('fact', { kind: 'none' }),
  define('rate', { kind: 'rate', numerator: 'done', denominator: 'total' }),
];
const table = (values: Record<string, number>) => tableOf(definitions, values);
const shown = (...tables: IndicatorTable[]) => indicatorValues(definitions, mergeTables(tables));
const value = (key: string, ...values: number[]) =>
  shown(...values.map((one) => table({ [key]: one })))[key]?.value;

describe('what one report states', () => {
  it('is kept such that it can be added up', () => {
    expect(table({ sum: 75.9, mean: 2, least: -1, most: 0, fact: 3, done: 1, total: 4 })).toEqual({
      sum: { count: 1, sum: '75.9' },
      mean: { count: 1, sum: '2' },
      least: { count: 1, sum: '-1', values: { '-1': 1 } },
      most: { count: 1, sum: '0', values: { '0': 1 } },
      fact: { count: 1, sum: '3' },
      rate: { count: 1, sum: '0', numerator: '1', denominator: '4' },
    });
  });

  it('is nothing where it states none, or no number', () => {
    expect(table({})).toEqual({});
    expect(table({ sum: Number.NaN, mean: Number.POSITIVE_INFINITY, done: 1 })).toEqual({});
    expect(table({ total: 4 })).toEqual({});
    expect(table({ done: 0, total: 0 }).rate).toEqual({
      count: 1,
      sum: '0',
      numerator: '0',
      denominator: '0',
    });
  });
});

describe('what many state', () => {
  it('is shown by the kind of the indicator', () => {
    expect(value('sum', 0.1, 0.2)).toBe('0.3');
    expect([value('mean', 1, 2), value('mean', 2, 0, 0), value('mean', 1, 0, 0)]).toEqual([
      '1.5',
      '0.666667',
      '0.333333',
    ]);
    // Half up at the seventh place.
    expect(value('mean', 0.000001, 0)).toBe('0.000001');
    expect([value('least', 10, 9, 9), value('most', 9, 10, 9)]).toEqual(['9', '10']);
    expect(value('least', -1, 0)).toBe('-1');
    expect([value('fact', 1, 2), value('sum')]).toEqual([null, null]);
    const rate = shown(table({ done: 1, total: 3 }), table({ done: 1, total: 3 }));
    expect(rate.rate).toEqual({ aggregate: 'rate', value: '0.333333', contributing: 2 });
    expect(rate.fact).toEqual({ aggregate: 'none', value: null, contributing: 0 });
  });

  it('stays exact where floating point would not, and is written without an exponent', () => {
    expect(value('sum', 9_007_199_254_740_991, 0.01)).toBe('9007199254740991.01');
    expect(value('sum', 1e21, 1)).toBe('1000000000000000000001');
    expect(value('sum', 1e-9)).toBe('0.000000001');
  });

  it('can be taken away again, to nothing', () => {
    const one = table({ sum: 2.5, least: 3, most: 3, done: 1, total: 2 });
    const two = table({ sum: 1.1, least: 2, most: 4, done: 3, total: 4 });
    expect(mergeTables([one, two], [two])).toEqual(one);
    expect(mergeTables([one], [one])).toEqual({});
    expect(indicatorValues(definitions, mergeTables([one, two], [two])).least?.value).toBe('3');
    expect(mergeTables([], [one])).toEqual({
      sum: { count: -1, sum: '-2.5' },
      least: { count: -1, sum: '-3', values: { '3': -1 } },
      most: { count: -1, sum: '-3', values: { '3': -1 } },
      rate: { count: -1, sum: '0', numerator: '-1', denominator: '-2' },
    });
  });

  it('keeps a difference of which any part is left', () => {
    expect(mergeTables([table({ sum: 1 })], [table({ sum: 2 })])).toEqual({ sum: { count: 0, sum: '-1' } });
    const rate = (done: number, total: number) => table({ done, total });
    expect(mergeTables([rate(1, 4)], [rate(2, 4)])).toMatchObject({
      rate: { numerator: '-1', denominator: '0' },
    });
    expect(mergeTables([rate(1, 4)], [rate(1, 5)])).toMatchObject({
      rate: { numerator: '0', denominator: '-1' },
    });
    expect(mergeTables([table({ sum: 0 })])).toEqual({ sum: { count: 1, sum: '0' } });
    // Nobody states it, whatever the difference of the sums: nothing is shown.
    const left = mergeTables([table({ sum: 1, mean: 1 })], [table({ sum: 2, mean: 3 })]);
    expect(indicatorValues(definitions, left).sum).toEqual({
      aggregate: 'sum',
      value: null,
      contributing: 0,
    });
    expect(indicatorValues(definitions, left).mean).toEqual({
      aggregate: 'average',
      value: null,
      contributing: 0,
    });
  });
});

describe('figures of a node', () => {
  const node = (contributing: number, indicators: IndicatorTable = {}) => ({
    ...emptyFigures(),
    contributing,
    indicators,
  });

  it('are the same whatever stands at zero and in which order', () => {
    const counts = emptyFigures().counts;
    const a = { ...node(1, { b: { count: 1, sum: '1' }, a: { count: 0, sum: '2' } }), counts };
    const b = {
      ...node(1, { a: { count: 0, sum: '2' }, b: { count: 1, sum: '1' } }),
      counts: { ...counts, steps: { 1: 0 } },
    };
    expect(sameFigures(a, b)).toBe(true);
    expect(
      sameFigures(node(1, { a: { count: 0, sum: '0', values: {} } }), node(1, { a: { count: 0, sum: '0' } })),
    ).toBe(true);
    expect(sameFigures(node(1), node(1, { a: { count: 0, sum: '1' } }))).toBe(false);
    expect(sameFigures(node(1), node(2))).toBe(false);
    expect(sameFigures(node(1), { ...node(1), counts: { ...counts, late: 1 } })).toBe(false);
    const swapped = node(1, { b: { count: 2, sum: '1' }, a: { count: 1, sum: '1' } });
    expect(sameFigures(swapped, node(1, { a: { count: 2, sum: '1' }, b: { count: 1, sum: '1' } }))).toBe(
      false,
    );
  });

  it('count who contributes, and who no longer does', () => {
    expect(mergeNode([node(2), node(3)]).contributing).toBe(5);
    expect(differenceOf(node(2), node(3)).contributing).toBe(-1);
    expect(emptyFigures()).toMatchObject({ contributing: 0, indicators: {} });
  });
});
