import type { IndicatorDefinition, RollupNode } from '../../api/contract';
import { compareIndicators, indicatorValue, median } from './indicator-comparison';

const sum = (key: string) =>
  ({
    key,
    name: key,
    unit: '次',
    scale: 0,
    required: false,
    aggregate: { kind: 'sum' },
  }) as IndicatorDefinition;
const rate = {
  ...sum('rate'),
  aggregate: { kind: 'rate', numerator: 'done', denominator: 'total' },
} as IndicatorDefinition;
const sibling = (value: string) =>
  ({
    id: value,
    code: value,
    name: value,
    contributing: 1,
    indicators: { a: { aggregate: 'sum', value, contributing: 1 } },
  }) as RollupNode;

describe('indicators beside others', () => {
  it('takes the middle, and the mean of two middles', () => {
    expect([median([3, 1, 2]), median([1, 2, 3, 10]), median([])]).toEqual([2, 2.5, null]);
  });

  it('makes a rate of its two sums, and none without a denominator', () => {
    expect(indicatorValue(rate, { done: 3, total: 4 })).toBe(0.75);
    expect(indicatorValue(rate, { done: 3 })).toBeNull();
  });

  it('calls low only what lies below last year and the median', () => {
    const low = (value: number) =>
      compareIndicators([sum('a')], { a: value }, { a: 4 }, [sibling('4'), sibling('6')])[0]?.low;
    expect([low(3), low(4)]).toEqual([true, false]);
  });

  it('leaves out what nobody filled in', () => {
    expect(compareIndicators([sum('a')], {}, null, [])).toEqual([]);
  });
});
