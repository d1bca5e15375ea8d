import fc from 'fast-check';
import { draftAt, periodAfter, recurrenceIntervals, recurringPeriod } from './recurrence';
import { addDays } from './zoned-day';

it.each([
  ['year', '2025', '2025-01-01', '2025-12-31', '2026'],
  ['quarter', '2025Q4', '2025-10-01', '2025-12-31', '2026Q1'],
  ['quarter', '2024Q1', '2024-01-01', '2024-03-31', '2024Q2'],
  ['month', '2024-02', '2024-02-01', '2024-02-29', '2024-03'],
  ['month', '0987-10', '0987-10-01', '0987-10-31', '0987-11'],
  ['quarter', '2025Q2', '2025-04-01', '2025-06-30', '2025Q3'],
  ['quarter', '2025Q3', '2025-07-01', '2025-09-30', '2025Q4'],
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
  const none = {
    year: ['2025Q1', '2025-01', '12025', '20255', '202'],
    quarter: ['2025', '2025Q0', '2025Q5', '2025Q11', '12025Q1', '2025-01'],
    month: ['2025', '2025Q1', '2025-00', '2025-13', '2025-1', '2025-011', '12025-01'],
  };
  for (const interval of recurrenceIntervals)
    expect(none[interval].map((name) => recurringPeriod(interval, name))).toEqual(
      none[interval].map(() => null),
    );
  expect(() => periodAfter('year', '2025-01')).toThrow(RangeError);
  expect(() => periodAfter('year', '2025-01')).toThrow('Not a period of one year: 2025-01');
});

it('makes the draft in the morning, days before the end', () => {
  const period = recurringPeriod('year', '2025');
  expect(period && draftAt(period, 40, 'Asia/Shanghai').toISOString()).toBe('2025-11-21T00:00:00.000Z');
  expect(period && draftAt(period, -2, 'Asia/Shanghai').toISOString()).toBe('2026-01-02T00:00:00.000Z');
});
