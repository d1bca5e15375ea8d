import { addDays, atMinute, type Day } from './zoned-day';

export const recurrenceIntervals = ['year', 'quarter', 'month'] as const;
export type RecurrenceInterval = (typeof recurrenceIntervals)[number];

/** A period that recurs: its name (`2025`, `2025Q4`, `2025-11`), first and last day. */
export interface RecurringPeriod {
  name: string;
  first: Day;
  last: Day;
}

const shapes: Record<RecurrenceInterval, RegExp> = {
  year: /^(\d{4})$/,
  quarter: /^(\d{4})Q([1-4])$/,
  month: /^(\d{4})-(0[1-9]|1[0-2])$/,
};
const months: Record<RecurrenceInterval, number> = { year: 12, quarter: 3, month: 1 };

const pad = (value: number) => String(value).padStart(2, '0');

function periodFrom(interval: RecurrenceInterval, monthsSinceZero: number): RecurringPeriod {
  const at = (count: number): Day =>
    `${String(Math.floor(count / 12)).padStart(4, '0')}-${pad((count % 12) + 1)}-01`;
  const first = at(monthsSinceZero);
  const year = first.slice(0, 4);
  const names: Record<RecurrenceInterval, string> = {
    year,
    quarter: `${year}Q${Math.floor((monthsSinceZero % 12) / 3) + 1}`,
    month: first.slice(0, 7),
  };
  return { name: names[interval], first, last: addDays(at(monthsSinceZero + months[interval]), -1) };
}

/** The period of that name, or null where the name is none of this interval. */
export function recurringPeriod(interval: RecurrenceInterval, name: string): RecurringPeriod | null {
  const [, year, part = '1'] = shapes[interval].exec(name) ?? [];
  return year ? periodFrom(interval, Number(year) * 12 + (Number(part) - 1) * months[interval]) : null;
}

/** The period that follows. @throws RangeError where the name is none of this interval */
export function periodAfter(interval: RecurrenceInterval, name: string): RecurringPeriod {
  const period = recurringPeriod(interval, name);
  if (!period) throw new RangeError(`Not a period of one ${interval}: ${name}`);
  const [year = 0, month = 1] = addDays(period.last, 1).split('-').map(Number);
  return periodFrom(interval, year * 12 + month - 1);
}

/** When a period's draft is made: at 08:00, so many days before the period ends (after it, where negative). */
export function draftAt(period: RecurringPeriod, daysBeforeEnd: number, timeZone: string): Date {
  return atMinute(addDays(period.last, -daysBeforeEnd), 8 * 60, timeZone);
}
