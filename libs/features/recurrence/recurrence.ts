import type { GradeQuota } from '@domain/cycle/cycle-definition';
import { addDays, type RecurrenceInterval, type RecurringPeriod } from '@domain/deadlines';
import type { ReminderPlan } from '@domain/reminders';
import type { NewCycle, TierInput } from '@features/cycle';

/** A cycle's plan without its dates: those are told in days from the end of each period. */
export interface RecurringPlan {
  /** The period's name is put behind it: `annual` makes `annual-2025`. */
  code: string;
  /** `{period}` stands for the period's name. */
  title: string;
  /** How long before the period's end the draft is made; negative: after it. */
  draftDaysBeforeEnd: number;
  tiers: Array<
    Omit<TierInput, 'dueAt'> & { /** Negative: before the period ends. */ dueDaysAfterEnd: number }
  >;
  audience: NewCycle['audience'];
  timeZone?: string;
  reminderPlan?: ReminderPlan | null;
  gradeQuota?: GradeQuota | null;
  notice?: string | null;
  /** Closes by itself so many days after the last due date; null or absent: an administrator closes it. */
  closesDaysAfterDue?: number | null;
}

export interface Recurrence {
  id: string;
  org: { id: string; code: string; name: string };
  orgPath: string;
  every: RecurrenceInterval;
  plan: RecurringPlan;
  nextPeriod: string;
  nextAt: Date;
  active: boolean;
}

/** The draft of one period. Codes of cycles take small letters: `2025Q4` becomes `2025q4`. */
export function cycleOf(plan: RecurringPlan, period: RecurringPeriod): NewCycle {
  const { code, title, draftDaysBeforeEnd: _, closesDaysAfterDue, tiers, ...rest } = plan;
  const lastDue = Math.max(...tiers.map(({ dueDaysAfterEnd }) => dueDaysAfterEnd));
  return {
    ...rest,
    code: `${code}-${period.name.toLowerCase()}`,
    title: title.replaceAll('{period}', period.name),
    period: period.name,
    ...(closesDaysAfterDue ? { closesAt: addDays(period.last, lastDue + closesDaysAfterDue) } : {}),
    tiers: tiers.map(({ dueDaysAfterEnd, ...tier }) => ({
      ...tier,
      dueAt: addDays(period.last, dueDaysAfterEnd),
    })),
  };
}
