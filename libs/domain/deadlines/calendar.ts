import published from 'chinese-days/dist/chinese-days.json';
import { addDays, type Day, dateIn, daysBetween, endOfDay, isDay, weekday } from './zoned-day';

/**
 * One year's arrangement of holidays 节假日安排 as the State Council announces it each November, entered by
 * an administrator where the published data does not know the year yet. `workdays` are the make-up days
 * 调休上班 that fall on a weekend. It replaces the published data of that year.
 */
export interface YearArrangement {
  year: number;
  holidays: Day[];
  workdays: Day[];
}

export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** False where neither the published data nor an entered arrangement covers the day's year. */
  isCertain(day: Day): boolean;
}

/** Thrown where certainty is asked for and the year's arrangement is not known. */
export class CalendarUnknown extends Error {
  constructor(readonly year: number) {
    super(`The holiday arrangement of ${year} is not known yet: an administrator must enter it.`);
    this.name = 'CalendarUnknown';
  }
}

const publishedHolidays = new Set(Object.keys(published.holidays));
const publishedWorkdays = new Set(Object.keys(published.workdays));
const publishedYears = new Set([...publishedHolidays].map((day) => Number(day.slice(0, 4))));

/** The last year whose arrangement is known without anybody entering it. */
export const publishedThrough = Math.max(...publishedYears);

/** A year's arrangement as it was published, or null where nobody knows it unless it is entered. */
export function publishedArrangement(year: number): YearArrangement | null {
  if (!publishedYears.has(year)) return null;
  const ofYear = (days: Set<string>) => [...days].filter((day) => yearOf(day) === year).sort();
  return { year, holidays: ofYear(publishedHolidays), workdays: ofYear(publishedWorkdays) };
}

const yearOf = (day: Day) => Number(day.slice(0, 4));

/**
 * What is wrong with an entered arrangement, one line in Chinese each; empty when it can be used. A notice
 * may reach into the last days of the year before and the first of the next.
 */
export function arrangementFaults(arrangement: YearArrangement): string[] {
  const faults: string[] = [];
  const { year, holidays, workdays } = arrangement;
  for (const day of [...holidays, ...workdays]) {
    if (!isDay(day)) faults.push(`“${day}”不是日期`);
    else if (Math.abs(yearOf(day) - year) > 1) faults.push(`${day}不属于${year}年的安排`);
  }
  for (const day of workdays) {
    if (holidays.includes(day)) faults.push(`${day}既是假日又是工作日`);
    else if (isDay(day) && weekday(day) !== 0 && weekday(day) !== 6) faults.push(`${day}本来就是工作日`);
  }
  return faults;
}

/**
 * The working days of mainland China: Monday to Friday, less public holidays, plus make-up days. In a year
 * that is not covered it knows weekends only; results there are provisional (`isCertain` is false).
 */
export function chineseCalendar(arrangements: readonly YearArrangement[] = []): WorkingCalendar {
  const entered = new Set(arrangements.map((arrangement) => arrangement.year));
  const holidays = new Set(arrangements.flatMap((arrangement) => arrangement.holidays));
  const workdays = new Set(arrangements.flatMap((arrangement) => arrangement.workdays));
  return {
    isCertain: (day) => entered.has(yearOf(day)) || publishedYears.has(yearOf(day)),
    isWorkingDay(day) {
      if (workdays.has(day)) return true;
      if (holidays.has(day)) return false;
      if (!entered.has(yearOf(day))) {
        if (publishedWorkdays.has(day)) return true;
        if (publishedHolidays.has(day)) return false;
      }
      return weekday(day) !== 0 && weekday(day) !== 6;
    },
  };
}

export interface WorkingDue {
  at: Date;
  /** True where a day on the way lies in a year whose arrangement is not known: it may still move. */
  provisional: boolean;
}

/**
 * The end of the `days`-th working day after the day of `from`; with 0 the end of that day itself. The day
 * of `from` never counts, whatever the hour (design 1.6: a step's allowance).
 *
 * @throws RangeError for a number of days that is negative, not whole, or above 1,000.
 */
export function workingDue(
  from: Date,
  days: number,
  timeZone: string,
  calendar: WorkingCalendar,
): WorkingDue {
  if (!Number.isInteger(days) || days < 0 || days > 1000)
    throw new RangeError(`Not a number of days: ${days}`);
  const start = dateIn(from, timeZone);
  const key = `${start} ${days} ${timeZone}`;
  const known = found.get(calendar) ?? new Map<string, WorkingDue>();
  found.set(calendar, known);
  const due = known.get(key) ?? countedFrom(start, days, timeZone, calendar);
  // Stryker disable next-line all: what is forgotten is counted again
  if (known.size >= mostFound) known.clear();
  known.set(key, due);
  return { at: new Date(due.at), provisional: due.provisional };
}

/** Every step entered on a day asks for the same few dates; a calendar never changes once made. */
const found = new WeakMap<WorkingCalendar, Map<string, WorkingDue>>();
const mostFound = 500;

function countedFrom(start: Day, days: number, timeZone: string, calendar: WorkingCalendar): WorkingDue {
  let day = start;
  let provisional = false;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (!calendar.isCertain(day)) provisional = true;
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return { at: endOfDay(day, timeZone), provisional };
}

/** `workingDue` where the caller stores the instant alone. */
export function addWorkingDays(from: Date, days: number, timeZone: string, calendar: WorkingCalendar): Date {
  return workingDue(from, days, timeZone, calendar).at;
}

/** `workingDue` where a provisional answer will not do. @throws CalendarUnknown */
export function certainWorkingDue(
  from: Date,
  days: number,
  timeZone: string,
  calendar: WorkingCalendar,
): Date {
  const due = workingDue(from, days, timeZone, calendar);
  if (!due.provisional) return due.at;
  let day = dateIn(from, timeZone);
  while (calendar.isCertain(addDays(day, 1))) day = addDays(day, 1);
  throw new CalendarUnknown(yearOf(addDays(day, 1)));
}

/**
 * Working days after the day of `from` up to and including the day of `to`; negative, counted the same way
 * round, when `to` lies before `from`.
 */
export function workingDaysBetween(
  from: Date,
  to: Date,
  timeZone: string,
  calendar: WorkingCalendar,
): number {
  const first = dateIn(from, timeZone);
  const last = dateIn(to, timeZone);
  const span = daysBetween(first, last);
  if (span < 0) return -workingDaysBetween(to, from, timeZone, calendar);
  let count = 0;
  for (let step = 1; step <= span; step += 1) {
    if (calendar.isWorkingDay(addDays(first, step))) count += 1;
  }
  return count;
}
