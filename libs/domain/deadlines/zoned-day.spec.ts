import fc from 'fast-check';
import { addDays, atMinute, dateIn, daysBetween, endOfDay, isDay, minuteIn } from './zoned-day';

const zones = [
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Havana',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Beirut',
  'UTC',
];

const day = fc
  .date({ min: new Date('2012-01-02T00:00:00Z'), max: new Date('2049-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('case 21: the due instant', () => {
  it.each([
    ['2025-12-10', 'Asia/Shanghai', '2025-12-10T15:59:59.999Z'],
    ['2024-02-29', 'Asia/Shanghai', '2024-02-29T15:59:59.999Z'],
    ['2025-12-31', 'Asia/Shanghai', '2025-12-31T15:59:59.999Z'],
    ['2025-04-30', 'UTC', '2025-04-30T23:59:59.999Z'],
    // 25 hours: New York leaves summer time on this day.
    ['2025-11-02', 'America/New_York', '2025-11-03T04:59:59.999Z'],
    // The next day begins at 01:00 in Beirut: midnight does not exist.
    ['2025-03-29', 'Asia/Beirut', '2025-03-29T21:59:59.999Z'],
  ])('%s in %s ends at %s', (date, zone, instant) => {
    expect(endOfDay(date, zone).toISOString()).toBe(instant);
  });

  it('is the last millisecond of that day in every zone', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (date, zone) => {
        const end = endOfDay(date, zone);
        expect(dateIn(end, zone)).toBe(date);
        expect(dateIn(new Date(end.getTime() + 1), zone) > date).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('days', () => {
  it('adds and subtracts by the calendar', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
    );
  });

  it.each(['2025-02-29', '2025-13-01', '2025-1-1', '', '2025-12-10T00:00:00Z'])('refuses %p', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => endOfDay(text, 'UTC')).toThrow(RangeError);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => endOfDay('2025-01-01', 'Asia/Beijing-West')).toThrow(RangeError);
  });

  it('finds a wall-clock minute where the zone has it', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 300, max: 1439 }),
        fc.constantFrom(...zones),
        (date, minute, zone) => {
          const at = atMinute(date, minute, zone);
          expect([dateIn(at, zone), minuteIn(at, zone)]).toEqual([date, minute]);
        },
      ),
    );
  });
});
