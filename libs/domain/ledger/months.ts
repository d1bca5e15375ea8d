import { addDays, type Day } from '../deadlines';
import type { Month } from './item';

export function monthOf(day: Day): Month {
  return day.replace(/-\d\d$/, '');
}

export function monthAfter(month: Month): Month {
  return monthOf(addDays(`${month}-28`, 4));
}

export function monthBefore(month: Month): Month {
  return monthOf(addDays(`${month}-01`, -1));
}

/** `2026-03`; months of progress are written so. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/**
 * The month whose note is owed on a day: the last one whose day of noting has passed. Progress written on 1 March for
 * February belongs to February, which is owed until the day of noting in March (design 8.4, case 48).
 */
export function owedMonth(day: Day, monthlyDay: number): Month {
  const month = monthOf(day);
  return Number(day.split('-')[2]) > monthlyDay ? month : monthBefore(month);
}

/** The first day on which an open item whose last covered month is `covered` stands as 本月未记进展. */
export function stalledFrom(covered: Month, monthlyDay: number): Day {
  return addDays(`${monthAfter(covered)}-${String(monthlyDay).padStart(2, '0')}`, 1);
}

export function laterDay(one: Day, other: Day): Day {
  return one > other ? one : other;
}

/** Of two months the later one; null is before all. */
export function laterMonth(one: Month | null, other: Month | null): Month | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
