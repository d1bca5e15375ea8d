import fc from 'fast-check';
import {
  addWorkingDays,
  arrangementFaults,
  CalendarUnknown,
  certainWorkingDue,
  chineseCalendar,
  publishedArrangement,
  publishedThrough,
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
    expect(() => certainWorkingDue(noon('2026-12-30'), 5, zone, calendar)).toThrow(
      expect.objectContaining({
        name: 'CalendarUnknown',
        year: 2027,
        message: 'The holiday arrangement of 2027 is not known yet: an administrator must enter it.',
      }),
    );
    // The last day of the year is known, the next one is not.
    expect(workingDue(noon('2026-12-30'), 1, zone, calendar)).toEqual({
      at: new Date('2026-12-31T15:59:59.999Z'),
      provisional: false,
    });
    expect(workingDue(noon('2027-03-01'), 0, zone, calendar).provisional).toBe(false);
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

  it('takes what a notice says of the days around its year, and goes by the entered year alone', () => {
    const entered = chineseCalendar([{ year: 2026, holidays: ['2027-01-02'], workdays: ['2025-12-28'] }]);
    // A Saturday and a Sunday of other years.
    expect([entered.isWorkingDay('2027-01-02'), entered.isWorkingDay('2025-12-28')]).toEqual([false, true]);
    expect([entered.isCertain('2027-01-02'), entered.isCertain('2025-12-28')]).toEqual([false, true]);
    // What was published of 2025 still holds, what was published of 2026 does not.
    expect([entered.isWorkingDay('2025-10-01'), entered.isWorkingDay('2025-10-11')]).toEqual([false, true]);
    expect([entered.isWorkingDay('2026-10-01'), entered.isWorkingDay('2026-10-10')]).toEqual([true, false]);
    // A make-up day goes before a holiday of the same date, entered or published.
    const both = chineseCalendar([{ year: 2024, holidays: ['2025-10-01'], workdays: ['2025-10-01'] }]);
    expect(both.isWorkingDay('2025-10-01')).toBe(true);
  });

  it('knows Saturdays and Sundays without any arrangement', () => {
    const days = ['2031-06-06', '2031-06-07', '2031-06-08', '2031-06-09'];
    expect(days.map((day) => calendar.isWorkingDay(day))).toEqual([true, false, false, true]);
  });

  it('says what is wrong with an arrangement, line by line', () => {
    expect(
      arrangementFaults({
        year: 2027,
        holidays: ['2027-02-30', '2027-02-07', '2025-12-31', '2026-12-31', '2028-01-01'],
        workdays: ['2027-02-07', '2029-01-06', '2027-02-08', '2027-02-20', '2027-02-21', 'soon'],
      }),
    ).toEqual([
      '“2027-02-30”不是日期',
      '2025-12-31不属于2027年的安排',
      '2029-01-06不属于2027年的安排',
      '“soon”不是日期',
      '2027-02-07既是假日又是工作日',
      '2027-02-08本来就是工作日',
    ]);
    expect(arrangementFaults({ year: 2027, holidays: ['2026-12-31'], workdays: ['2027-02-07'] })).toEqual([]);
  });
});

describe('what was published', () => {
  it('is told a year at a time, in order, and not beyond the last one', () => {
    const arrangement = publishedArrangement(2025);
    expect(arrangement?.year).toBe(2025);
    expect(arrangement?.workdays).toEqual([
      '2025-01-26',
      '2025-02-08',
      '2025-04-27',
      '2025-09-28',
      '2025-10-11',
    ]);
    expect(arrangement?.holidays).toHaveLength(28);
    expect([arrangement?.holidays[0], arrangement?.holidays.at(-1)]).toEqual(['2025-01-01', '2025-10-08']);
    expect(arrangement?.holidays).toEqual([...(arrangement?.holidays ?? [])].sort());
    expect(publishedArrangement(publishedThrough)).not.toBeNull();
    expect(publishedArrangement(publishedThrough + 1)).toBeNull();
    expect(calendar.isCertain(`${publishedThrough}-12-31`)).toBe(true);
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

it('counts backwards as it counts forwards', () => {
  const between = (from: string, to: string) => workingDaysBetween(noon(from), noon(to), zone, calendar);
  expect([between('2025-10-10', '2025-09-26'), between('2025-10-10', '2025-10-09')]).toEqual([-5, -1]);
  expect([between('2025-10-10', '2025-10-10'), between('2025-10-09', '2025-10-10')]).toEqual([0, 1]);
  expect(addWorkingDays(noon('2025-10-12'), 0, zone, calendar)).toEqual(new Date('2025-10-12T15:59:59.999Z'));
});

it('remembers nothing of another day, number, zone or calendar, and gives away nothing it remembers', () => {
  const other = chineseCalendar([{ year: 2025, holidays: [], workdays: [] }]);
  const ask = (day = '2025-09-26', days = 5, where = zone, by = calendar) =>
    addWorkingDays(noon(day), days, where, by).toISOString();
  const answers = [ask(), ask('2025-09-29'), ask('2025-09-26', 4), ask('2025-09-26', 5, 'UTC')];
  expect(answers).toEqual([
    '2025-10-10T15:59:59.999Z',
    '2025-10-13T15:59:59.999Z',
    '2025-10-09T15:59:59.999Z',
    '2025-10-10T23:59:59.999Z',
  ]);
  expect(ask('2025-09-26', 5, zone, other)).toBe('2025-10-03T15:59:59.999Z');
  workingDue(noon('2025-09-26'), 5, zone, calendar).at.setTime(0);
  expect(ask()).toBe(answers[0]);
});

it('refuses a number of days that is none', () => {
  for (const days of [-1, 1.5, 1001]) {
    expect(() => workingDue(noon('2025-01-01'), days, zone, calendar)).toThrow(RangeError);
    expect(() => workingDue(noon('2025-01-01'), days, zone, calendar)).toThrow(
      `Not a number of days: ${days}`,
    );
  }
  expect(workingDue(noon('2019-01-01'), 1000, zone, calendar).provisional).toBe(false);
});
