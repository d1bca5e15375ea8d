import { dateIn, endOfDay, isDay, isInstant } from '../deadlines';
import type { OrgKind } from '../org/roles';
import type { FieldProblem } from '../problems';
import { planFaults, type ReminderPlan } from '../reminders';
import { type CycleAudience, type GradeQuota, grades, type RouteStep, routeFault } from './cycle-definition';

/** `2025`, `2025年度`, `2025Q4` or `2025-11`: what the draft checks can read a year out of. */
export const periodPattern = /^(?:19|20|21)\d{2}(?:年度?|Q[1-4]|-(?:0[1-9]|1[0-2]))?$/;
export const cycleCodePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
export const mostRouteSteps = 10;
export const mostGraceDays = 365;

/** A cycle's plan as its rules are checked, before units and templates are looked up. */
export interface PlanOutline {
  tiers: readonly { kind: OrgKind; route: readonly RouteStep[] }[];
  audience: Pick<CycleAudience, 'kinds'>;
  timeZone: string;
  reminderPlan: ReminderPlan | null;
  gradeQuota: GradeQuota | null;
}

/** Whether it names a time zone of the IANA list. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** Whether `text` is a day or an instant that {@link dueInstant} takes. */
export function isDueText(text: string): boolean {
  return isDay(text) || isInstant(text);
}

/**
 * The due instant that a day or an instant stands for: the end of that day in the zone (design 1.6).
 * @throws RangeError where {@link isDueText} refuses it
 */
export function dueInstant(text: string, timeZone: string): Date {
  if (!isDueText(text)) throw new RangeError(`Not a day or an instant: ${text}`);
  return endOfDay(isDay(text) ? text : dateIn(new Date(text), timeZone), timeZone);
}

/** Everything that is wrong with a plan beyond its shape. An empty route is refused at opening only. */
export function cyclePlanFaults(plan: PlanOutline): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const fault = (pointer: string, code: string, detail: string) => faults.push({ pointer, code, detail });
  if (plan.tiers.length === 0) fault('/tiers', 'empty', '至少要设置一个层级。');
  if (!isTimeZone(plan.timeZone)) fault('/timeZone', 'time_zone', `没有时区“${plan.timeZone}”。`);
  const kinds = new Set<OrgKind>();
  for (const [index, tier] of plan.tiers.entries()) {
    if (kinds.has(tier.kind)) fault(`/tiers/${index}/kind`, 'duplicate', '同一层级只能设置一次。');
    kinds.add(tier.kind);
    if (routeFault(tier.route) === 'self_not_leader') {
      fault(`/tiers/${index}/route`, 'self_not_leader', '只有审定人的环节可以设在本单位。');
    }
    for (const [step, { at }] of tier.route.entries()) {
      if (at === 'branch') {
        fault(`/tiers/${index}/route/${step}/at`, 'no_superior', '党支部之下没有单位，不能作为审核环节。');
      }
    }
  }
  if (plan.audience.kinds.length === 0) fault('/audience/kinds', 'empty', '至少要选择一类报送单位。');
  for (const detail of plan.reminderPlan ? planFaults(plan.reminderPlan) : []) {
    fault('/reminderPlan', 'reminder_plan', detail);
  }
  for (const detail of plan.reminderPlan?.reviewer ? planFaults(plan.reminderPlan.reviewer) : []) {
    fault('/reminderPlan/reviewer', 'reminder_plan', detail);
  }
  quotaFaults(plan.gradeQuota, fault);
  return faults;
}

function quotaFaults(
  quota: GradeQuota | null,
  fault: (pointer: string, code: string, detail: string) => void,
): void {
  for (const [grade, most] of Object.entries(quota ?? {})) {
    const at = `/gradeQuota/${grade}`;
    if (!grades.some((known) => known === grade)) fault(at, 'unknown_grade', `没有等次“${grade}”。`);
    else if (!(most > 0) || (most >= 1 && !Number.isInteger(most)) || most > 1_000_000) {
      fault(at, 'quota', '名额须为小于1的比例，或者1以上的整数。');
    }
  }
}
