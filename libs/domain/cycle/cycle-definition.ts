import type { OrgKind } from '../org/roles';

/** Grades a leader's step may give, best first (design 1.4). */
export const grades = ['好', '较好', '一般', '差'] as const;
export type Grade = (typeof grades)[number];

export type StepRole = 'reviewer' | 'leader';
/** `any` 或签: one decision is enough. `all` 会签: every seat approves. */
export type StepMode = 'any' | 'all';

/**
 * One stop of a review route as a cycle's tier names it (design 1.5). `at`: the unit above, the nearest
 * proper ancestor of a kind, or `self`, which only a leader's step may be.
 */
export interface RouteStep {
  at: 'parent' | OrgKind | 'self';
  role: StepRole;
  mode: StepMode;
  /** Allowance in working days of the Chinese calendar. */
  workingDays: number;
  /** The completing decision gives a grade. */
  grade?: boolean;
}

export type LatePolicy = 'accept' | 'lock';

/** What one kind of unit owes within a cycle. */
export interface TierDefinition {
  kind: OrgKind;
  /** Id of a released template version. */
  templateVersion: string;
  /** Last instant in time: the end of the due day in the cycle's time zone. ISO 8601, UTC. */
  dueAt: string;
  /** Days after `dueAt` within which a first submission is accepted and marked late. */
  graceDays: number;
  /** What happens to first submissions after the grace days. */
  latePolicy: LatePolicy;
  allowNil: boolean;
  route: RouteStep[];
}

/** Whom the cycle asks. Units by id or code; `except` leaves units out, not their subtrees. */
export interface CycleAudience {
  under: string;
  kinds: OrgKind[];
  except: string[];
}

/** When to remind, in days relative to the due instant (design 1.6). */
export interface CycleReminderPlan {
  daysBefore: number[];
  onDay: boolean;
  overdueEveryDays: number;
  superiorAfterDays: number;
}

/**
 * Most reports of the cycle that may get a grade: below 1 a share of the reports expected in the tier,
 * otherwise a number of reports. Exceeding it warns, it never refuses.
 */
export type GradeQuota = Partial<Record<Grade, number>>;

export interface CyclePlan {
  code: string;
  title: string;
  /** `2025`, `2025Q4` or `2025-11`. */
  period: string;
  tiers: TierDefinition[];
  audience: CycleAudience;
  /** IANA name. */
  timeZone: string;
  reminderPlan?: CycleReminderPlan;
  gradeQuota?: GradeQuota;
}

/** What is wrong with a route as configured, or undefined. `empty_route` is refused at opening. */
export function routeFault(route: readonly RouteStep[]): 'empty_route' | 'self_not_leader' | undefined {
  if (route.length === 0) return 'empty_route';
  if (route.some((step) => step.at === 'self' && step.role !== 'leader')) return 'self_not_leader';
  return undefined;
}
