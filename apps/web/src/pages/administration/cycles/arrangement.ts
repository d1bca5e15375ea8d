import type { HolidayCalendar, YearArrangement } from '../../../api/administration';

/** Where a year's working days are known from; `provisional` where only its weekends are. */
export type YearSource = 'published' | 'entered' | 'provisional';

export interface KnownYear extends YearArrangement {
  source: YearSource;
}

/** Last year, this and the next, and every year that was entered; what was entered goes before what was published. */
export function knownYears(calendar: HolidayCalendar, thisYear: number): KnownYear[] {
  const years = new Set([
    thisYear - 1,
    thisYear,
    thisYear + 1,
    ...calendar.entered.map(({ year }) => year).filter((year) => year >= thisYear - 1),
  ]);
  return [...years]
    .sort((a, b) => a - b)
    .map((year): KnownYear => {
      const entered = calendar.entered.find((arrangement) => arrangement.year === year);
      if (entered) return { ...entered, source: 'entered' };
      const published = calendar.published.find((arrangement) => arrangement.year === year);
      if (published) return { ...published, source: 'published' };
      return {
        year,
        holidays: [],
        workdays: [],
        source: year > calendar.publishedThrough ? 'provisional' : 'published',
      };
    });
}

export interface CalendarDay {
  /** YYYY-MM-DD */
  day: string;
  date: number;
  weekend: boolean;
}

/** The days of a month, and how many cells stand empty before its first, Monday first. */
export function monthOf(year: number, month: number): { before: number; days: CalendarDay[] } {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const weekdayOf = (date: number) => new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    before: (weekdayOf(1) + 6) % 7,
    days: Array.from({ length }, (_, index) => ({
      day: `${year}-${two(month)}-${two(index + 1)}`,
      date: index + 1,
      weekend: weekdayOf(index + 1) % 6 === 0,
    })),
  };
}

/** A weekday becomes a holiday or a weekend day is worked; a second time it is an ordinary day again. */
export function toggled(arrangement: YearArrangement, { day, weekend }: CalendarDay): YearArrangement {
  const { year, holidays, workdays } = arrangement;
  const without = (days: string[]) => days.filter((other) => other !== day);
  const withDay = (days: string[]) => [...without(days), day].sort();
  if (!weekend)
    return {
      year,
      workdays: without(workdays),
      holidays: holidays.includes(day) ? without(holidays) : withDay(holidays),
    };
  return {
    year,
    holidays: without(holidays),
    workdays: workdays.includes(day) ? without(workdays) : withDay(workdays),
  };
}
