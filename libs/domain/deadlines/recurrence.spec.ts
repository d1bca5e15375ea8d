import fc from 'fast-check';
import { draftAt, periodAfter, recurrenceIntervals, recurringPeriod } from './recurrence';
import { addDays } from './zoned-day';

it.each([
  ['year', '2025', '2025-01-01', '2025-12-31', '2026'],
  ['quarter', '2025Q4', '2025-10-01', '2025-12-31', '2026Q1'],
  ['quarter', '2024Q1', '2024-01-01', '2024-03-31', '2024Q2'],
  ['month', '2024-02', '2024-02-01', '2024-02-29', '2024-03'],
  ['month', '2025-12', '2025-12-01', '2025-12-31', '2026-01'],
] as const)('%s %s runs from %s to %s and is followed by %s', (interval, name, first, last, next) => {
  expect(recurringPeriod(interval, name)).toEqual({ name, first, last });
  expect(periodAfter(interval, name).name).toBe(next);
});

it('periods follow each other without a gap', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...recurrenceIntervals),
      fc.integer({ min: 1, max: 60 }),
      (interval, steps) => {
        let period = recurringPeriod(
          interval,
          { year: '2020', quarter: '2020Q1', month: '2020-01' }[interval],
        );
        for (let step = 0; step < steps && period; step += 1) {
          const next = periodAfter(interval, period.name);
          expect(next.first).toBe(addDays(period.last, 1));
          period = next;
        }
      },
    ),
  );
});

it('refuses names of other intervals', () => {
  expect(recurringPeriod('month', '2025Q1')).toBeNull();
  expect(recurringPeriod('quarter', '2025Q5')).toBeNull();
  expect(() => periodAfter('year', '2025-01')).toThrow(RangeError);
});

it('makes the draft in the morning, days before the end', () => {
  const period = recurringPeriod('year', '2025');
  expect(period && draftAt(period, 40, 'Asia/Shanghai').toISOString()).toBe('2025-11-21T00:00:00.000Z');
});
