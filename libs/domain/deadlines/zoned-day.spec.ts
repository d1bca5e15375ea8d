import fc from 'fast-check';
import {
  addDays,
  atMinute,
  dateIn,
  daysBetween,
  endOfDay,
  isDay,
  isInstant,
  minuteIn,
  weekday,
} from './zoned-day';

const zones = [
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Havana',
  'Africa/Cairo',
  'Europe/Berlin',
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
    // Samoa went from one side of the date line to the other: this day did not happen, and ends with the one before.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
    ['2011-12-29', 'Pacific/Apia', '2011-12-30T09:59:59.999Z'],
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

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-1-1',
    '',
    '2025-12-10T00:00:00Z',
    'on 2025-12-10',
    '2025-12',
    '2025',
    '+012025-12-10',
    '2025-12-100',
  ])('refuses %p', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => endOfDay(text, 'UTC')).toThrow(RangeError);
    expect(() => addDays(text, 1)).toThrow(`Not a day: ${text}`);
  });

  it.each(['0000-01-01', '0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])(
    'plans nothing for %s, which the database or the next day could not be written of, but reckons with it',
    (day) => {
      expect([isDay(day), isInstant(`${day}T00:00:00Z`)]).toEqual([false, false]);
      expect(daysBetween(day, day)).toBe(0);
    },
  );

  it.each([
    ['2025-12-10T15:59:59Z', true],
    ['2025-12-10T15:59:59.999+08:00', true],
    ['1900-01-01T00:00Z', true],
    ['2199-12-31T23:59:59Z', true],
    ['2025-12-10T15:59:59', false],
    ['2025-02-29T00:00:00Z', false],
    ['2026-12-31T23:59:60Z', false],
    ['2026-06-30T00:00:00+99:99', false],
    ['+002025-12-10T00:00:00Z', false],
    ['2026-W01', false],
    ['2025-12-10', false],
  ])('%s is an instant: %s', (text, expected) => {
    expect(isInstant(text)).toBe(expected);
  });

  it('tells the days of the week', () => {
    expect(['2025-11-02', '2025-11-05', '2025-11-08'].map(weekday)).toEqual([0, 3, 6]);
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

  it('finds the first instant after a gap, and the first of two in an overlap', () => {
    const at = (date: string, minute: number, zone: string) => atMinute(date, minute, zone).toISOString();
    // New York goes from 02:00 to 03:00, and from 02:00 back to 01:00.
    expect(at('2025-03-09', 150, 'America/New_York')).toBe('2025-03-09T07:00:00.000Z');
    expect(at('2025-03-09', 180, 'America/New_York')).toBe('2025-03-09T07:00:00.000Z');
    expect(at('2025-11-02', 60, 'America/New_York')).toBe('2025-11-02T05:00:00.000Z');
    expect(at('2025-11-02', 90, 'America/New_York')).toBe('2025-11-02T05:30:00.000Z');
    expect(at('2025-11-02', 120, 'America/New_York')).toBe('2025-11-02T07:00:00.000Z');
    // Lord Howe Island shifts by half an hour, Havana at midnight.
    expect(at('2025-10-05', 130, 'Australia/Lord_Howe')).toBe('2025-10-04T15:30:00.000Z');
    expect(at('2025-03-09', 30, 'America/Havana')).toBe('2025-03-09T05:00:00.000Z');
    expect(at('2025-11-02', 0, 'America/Havana')).toBe('2025-11-02T04:00:00.000Z');
    // Berlin lies east of Greenwich: what its clocks show twice lies on the other side of their shift.
    expect(at('2025-10-26', 150, 'Europe/Berlin')).toBe('2025-10-26T00:30:00.000Z');
    expect(at('2025-10-26', 180, 'Europe/Berlin')).toBe('2025-10-26T02:00:00.000Z');
    expect(at('2025-03-30', 150, 'Europe/Berlin')).toBe('2025-03-30T01:00:00.000Z');
  });

  it('finds the first instant that shows a minute, on every day on which clocks are shifted', () => {
    const shifted = zones.flatMap((zone) =>
      Array.from({ length: 730 }, (_, n) => ({ zone, date: addDays('2025-01-01', n) })).filter(
        ({ date }) =>
          endOfDay(date, zone).getTime() - endOfDay(addDays(date, -1), zone).getTime() !== 86_400_000,
      ),
    );
    expect(shifted.length).toBeGreaterThan(20);
    for (const { zone, date } of shifted) {
      const begin = endOfDay(addDays(date, -1), zone).getTime() + 1;
      const firsts = new Map<number, number>();
      for (let at = begin; dateIn(new Date(at), zone) === date; at += 900_000) {
        const minute = minuteIn(new Date(at), zone);
        if (!firsts.has(minute)) firsts.set(minute, at);
      }
      for (const [minute, at] of firsts) expect(atMinute(date, minute, zone)).toEqual(new Date(at));
    }
  });

  it('reads the clocks of the years before 1970, and of zones that were off by seconds', () => {
    const read = (instant: string, zone: string) => [
      dateIn(new Date(instant), zone),
      minuteIn(new Date(instant), zone),
    ];
    expect(read('1969-12-31T15:59:59.999Z', 'Asia/Shanghai')).toEqual(['1969-12-31', 1439]);
    expect(read('1969-12-31T16:00:00.000Z', 'Asia/Shanghai')).toEqual(['1970-01-01', 0]);
    expect(read('1965-06-30T23:30:00.001Z', 'UTC')).toEqual(['1965-06-30', 1410]);
    // Monrovia was 44 minutes and 30 seconds behind until 1972.
    expect(read('1971-06-01T00:44:29.999Z', 'Africa/Monrovia')).toEqual(['1971-05-31', 1439]);
    expect(read('1971-06-01T00:44:30.000Z', 'Africa/Monrovia')).toEqual(['1971-06-01', 0]);
    // It changed within a quarter of an hour of UTC.
    expect(read('1972-01-07T00:44:29.999Z', 'Africa/Monrovia')).toEqual(['1972-01-06', 1439]);
    expect(read('1972-01-07T00:44:30.000Z', 'Africa/Monrovia')).toEqual(['1972-01-07', 44]);
    expect(endOfDay('1971-05-31', 'Africa/Monrovia').toISOString()).toBe('1971-06-01T00:44:29.999Z');
    expect(endOfDay('1960-02-28', 'UTC').toISOString()).toBe('1960-02-28T23:59:59.999Z');
  });
});
