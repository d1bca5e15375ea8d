import type { CycleReminderPlan } from '../cycle/cycle-definition';

/**
 * When to remind, in calendar days around a due date in the cycle's time zone (design 1.6).
 * `overdueEveryDays` and `superiorAfterDays` of 0 switch that part off.
 */
export type ReminderSchedule = CycleReminderPlan;

/** Minutes after local midnight at which reminders are due: 09:00. */
export const reminderMinute = 9 * 60;
/** Nobody is reminded for ever: a year after the due date somebody has to decide what becomes of it. */
export const longestOverdueDays = 366;

/** A cycle's plan: for the author's side, and for the reviewers at a step. */
export interface ReminderPlan extends ReminderSchedule {
  /** What reviewers get about a step's own due date; the default below where it is absent. */
  reviewer?: ReminderSchedule;
}

export const defaultReminderPlan: Required<ReminderPlan> = {
  daysBefore: [7, 3, 1],
  onDay: true,
  overdueEveryDays: 2,
  superiorAfterDays: 3,
  reviewer: { daysBefore: [1], onDay: true, overdueEveryDays: 2, superiorAfterDays: 3 },
};

/** The schedule for whom a reminder goes to. */
export function scheduleFor(plan: ReminderPlan | null, audience: 'author' | 'reviewer'): ReminderSchedule {
  const chosen = plan ?? defaultReminderPlan;
  return audience === 'author' ? chosen : (chosen.reviewer ?? defaultReminderPlan.reviewer);
}

/** What is wrong with a plan that somebody entered, in Chinese; empty when it can be used. */
export function planFaults(plan: ReminderSchedule): string[] {
  const faults: string[] = [];
  const day = (value: number, least: number) => Number.isInteger(value) && value >= least && value <= 365;
  if (plan.daysBefore.length > 20) faults.push('提前提醒最多20次');
  if (!plan.daysBefore.every((value) => day(value, 1))) faults.push('提前天数须为1至365的整数');
  if (!day(plan.overdueEveryDays, 0)) faults.push('逾期提醒间隔须为0至365的整数');
  if (!day(plan.superiorAfterDays, 0)) faults.push('提醒上级的天数须为0至365的整数');
  return faults;
}
