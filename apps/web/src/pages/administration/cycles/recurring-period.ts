import type { RecurrenceInterval, RecurrencePlan } from '../../../api/administration';

const months: Record<RecurrenceInterval, number> = { year: 12, quarter: 3, month: 1 };
const shapes: Record<RecurrenceInterval, RegExp> = {
  year: /^(\d{4})$/,
  quarter: /^(\d{4})Q([1-4])$/,
  month: /^(\d{4})-(0[1-9]|1[0-2])$/,
};

/** The last day, YYYY-MM-DD, of the period of that name; null where the name is none of the interval. */
export function lastDayOf(every: RecurrenceInterval, name: string): string | null {
  const [, year, part = '1'] = shapes[every].exec(name) ?? [];
  if (!year) return null;
  return new Date(Date.UTC(Number(year), Number(part) * months[every], 0)).toISOString().slice(0, 10);
}

/** The period that a day lies in, by name. */
export function periodOf(every: RecurrenceInterval, year: number, month: number): string {
  if (every === 'year') return String(year);
  if (every === 'quarter') return `${year}Q${Math.ceil(month / 3)}`;
  return `${year}-${String(month).padStart(2, '0')}`;
}

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export interface PeriodDates {
  draft: string;
  due: { kind: RecurrencePlan['tiers'][number]['kind']; day: string }[];
  /** When the cycle closes by itself. */
  closing: string | null;
}

/** When the draft of a period is made and when each of its tiers is due; null as {@link lastDayOf}. */
export function datesOf(
  every: RecurrenceInterval,
  period: string,
  plan: Pick<RecurrencePlan, 'draftDaysBeforeEnd' | 'tiers' | 'closesDaysAfterDue'>,
): PeriodDates | null {
  const last = lastDayOf(every, period);
  const lastDue = Math.max(...plan.tiers.map(({ dueDaysAfterEnd }) => dueDaysAfterEnd));
  const { closesDaysAfterDue: closes } = plan;
  return last
    ? {
        draft: shift(last, -plan.draftDaysBeforeEnd),
        due: plan.tiers.map(({ kind, dueDaysAfterEnd }) => ({ kind, day: shift(last, dueDaysAfterEnd) })),
        closing: closes && plan.tiers.length > 0 ? shift(last, lastDue + closes) : null,
      }
    : null;
}
