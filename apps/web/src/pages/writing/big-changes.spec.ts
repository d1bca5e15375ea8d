import type { IndicatorDefinition } from '../../api/contract';
import { bigChanges } from './big-changes';

const indicators = ['a', 'b', 'c', 'd'].map((key) => ({ key, name: key, unit: '次' }) as IndicatorDefinition);

it('names what is twice or half of last year’s and more than a handful apart', () => {
  const found = bigChanges(
    { a: '24', b: '13次', c: '约90', d: '4' },
    { a: 12, b: 12, c: 3, d: 1 },
    indicators,
  );
  expect(found.map(({ key, before, now }) => [key, before, now])).toEqual([['a', 12, 24]]);
  expect(bigChanges({ a: '0' }, { a: 40 }, indicators)).toHaveLength(1);
  expect(bigChanges({ a: '24' }, null, indicators)).toEqual([]);
});
