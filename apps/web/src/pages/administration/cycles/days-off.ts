import type { HolidayCalendar } from '../../../api/administration';

/** What a day is: at work though it is a weekend, off though it is not, or as its weekday says. */
export type DayKind = 'off' | 'worked' | 'weekend' | 'plain';

/** The kind of a day (YYYY-MM-DD); what an administrator entered for a year goes before what was published. */
export function dayKind(calendar: HolidayCalendar | undefined, day: string): DayKind {
  const year = Number(day.split('-')[0]);
  const of = (arrangements: HolidayCalendar['entered'] = []) => arrangements.find((one) => one.year === year);
  const arrangement = of(calendar?.entered) ?? of(calendar?.published);
  if (arrangement?.holidays.includes(day)) return 'off';
  if (arrangement?.workdays.includes(day)) return 'worked';
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 'weekend' : 'plain';
}

/** Whether nobody is at work on it. */
export const isDayOff = (kind: DayKind): boolean => kind === 'off' || kind === 'weekend';
