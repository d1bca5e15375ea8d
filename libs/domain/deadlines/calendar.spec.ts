import fc from 'fast-check';
import {
  addWorkingDays,
  arrangementFaults,
  CalendarUnknown,
  certainWorkingDue,
  chineseCalendar,
  workingDaysBetween,
  workingDue,
} from './calendar';

const zone = 'Asia/Shanghai';
const calendar = chineseCalendar();
const noon = (day: string) => new Date(`${day}T04:00:00Z`);

describe('case 26: working days across the National Day holiday', () => {
  it('counts the make-up Sunday before and the make-up Saturday after', () => {
    expect(calendar.isWorkingDay('2025-09-28')).toBe(true);
    expect(calendar.isWorkingDay('2025-10-01')).toBe(false);
    expect(calendar.isWorkingDay('2025-10-08')).toBe(false);
    expect(calendar.isWorkingDay('2025-10-11')).toBe(true);
    expect(calendar.isWorkingDay('2025-10-12')).toBe(false);
  });

  it('gives five working days from 26 September 2025 until 10 October', () => {
    // 28 (make-up), 29, 30 September, then 9 and 10 October.
    expect(addWorkingDays(noon('2025-09-26'), 5, zone, calendar).toISOString()).toBe(
      '2025-10-10T15:59:59.999Z',
    );
    expect(workingDaysBetween(noon('2025-09-26'), noon('2025-10-10'), zone, calendar)).toBe(5);
  });
});

describe('a year that is not covered', () => {
  it('is provisional, and fails where certainty is asked for', () => {
    expect(calendar.isCertain('2027-01-04')).toBe(false);
    expect(workingDue(noon('2026-12-30'), 5, zone, calendar).provisional).toBe(true);
    expect(() => certainWorkingDue(noon('2026-12-30'), 5, zone, calendar)).toThrow(CalendarUnknown);
    expect(certainWorkingDue(noon('2026-11-02'), 5, zone, calendar).toISOString()).toBe(
      '2026-11-09T15:59:59.999Z',
    );
  });

  it('follows the arrangement that an administrator enters', () => {
    const entered = chineseCalendar([
      { year: 2027, holidays: ['2027-01-01', '2027-02-08'], workdays: ['2027-02-20'] },
    ]);
    expect(entered.isCertain('2027-02-08')).toBe(true);
    expect(entered.isWorkingDay('2027-02-08')).toBe(false);
    expect(entered.isWorkingDay('2027-02-20')).toBe(true);
    expect(certainWorkingDue(noon('2026-12-31'), 1, zone, entered).toISOString()).toBe(
      '2027-01-04T15:59:59.999Z',
    );
  });

  it('lets an entered arrangement replace the published one', () => {
    const entered = chineseCalendar([{ year: 2026, holidays: [], workdays: [] }]);
    expect(calendar.isWorkingDay('2026-10-01')).toBe(false);
    expect(entered.isWorkingDay('2026-10-01')).toBe(true);
  });

  it('says what is wrong with an arrangement', () => {
    expect(
      arrangementFaults({
        year: 2027,
        holidays: ['2027-02-30', '2027-02-07'],
        workdays: ['2027-02-07', '2029-01-06', '2027-02-08'],
      }),
    ).toHaveLength(4);
    expect(arrangementFaults({ year: 2027, holidays: ['2026-12-31'], workdays: ['2027-02-07'] })).toEqual([]);
  });
});

it('due dates land on working days, and the two counts agree', () => {
  const instant = fc.date({ min: noon('2023-01-01'), max: noon('2026-10-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 40 }), (from, days) => {
      const due = addWorkingDays(from, days, zone, calendar);
      expect(workingDaysBetween(from, due, zone, calendar)).toBe(days);
      expect(workingDaysBetween(due, from, zone, calendar)).toBeLessThanOrEqual(0);
      expect(addWorkingDays(from, days - 1, zone, calendar).getTime()).toBeLessThan(due.getTime());
    }),
  );
});

it('refuses a number of days that is none', () => {
  expect(() => workingDue(noon('2025-01-01'), -1, zone, calendar)).toThrow(RangeError);
  expect(() => workingDue(noon('2025-01-01'), 1.5, zone, calendar)).toThrow(RangeError);
});
