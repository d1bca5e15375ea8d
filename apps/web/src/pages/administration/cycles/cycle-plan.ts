import type { NewCycle, NewTier } from '../../../api/administration';
import type { OrgKind, RouteRule } from '../../../api/contract';

/** The usual route of each tier (design 2.5). */
export const usualRoutes: Record<OrgKind, RouteRule[]> = {
  branch: [
    { at: 'parent', role: 'reviewer', mode: 'any', workingDays: 2 },
    { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 3 },
    { at: 'bureau', role: 'leader', mode: 'all', workingDays: 3, grade: true },
  ],
  general_branch: [
    { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 3 },
    { at: 'bureau', role: 'leader', mode: 'all', workingDays: 3, grade: true },
  ],
  bureau: [{ at: 'self', role: 'leader', mode: 'any', workingDays: 3 }],
};

export interface PlannedDate {
  /** YYYY-MM-DD */
  day: string;
  kind: 'reminder' | 'due' | 'grace' | 'superior' | 'closing';
  /** Null for what the whole cycle does. */
  tier: OrgKind | null;
  /** Days before (negative: after) the due date. */
  days: number;
}

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day on which a tier is due, or '' without tiers: a cycle closes by itself after it. */
export const lastDueDay = (tiers: Pick<NewTier, 'dueAt'>[]): string =>
  tiers
    .map(({ dueAt }) => dueAt.slice(0, 10))
    .sort()
    .at(-1) ?? '';

/** Every date that follows from a cycle's due dates and its reminder plan, in order. */
export function plannedDates(
  tiers: Pick<NewTier, 'kind' | 'dueAt' | 'graceDays'>[],
  plan: NonNullable<NewCycle['reminderPlan']>,
  closesAt: string | null = null,
): PlannedDate[] {
  const dates = tiers.flatMap((tier): PlannedDate[] => {
    const due = tier.dueAt.slice(0, 10);
    const at = (days: number, kind: PlannedDate['kind']): PlannedDate => ({
      day: shift(due, -days),
      kind,
      tier: tier.kind,
      days,
    });
    return [
      ...plan.daysBefore.map((days) => at(days, 'reminder')),
      at(0, 'due'),
      ...(plan.superiorAfterDays > 0 ? [at(-plan.superiorAfterDays, 'superior')] : []),
      ...(tier.graceDays > 0 ? [at(-tier.graceDays, 'grace')] : []),
    ];
  });
  if (closesAt) dates.push({ day: closesAt, kind: 'closing', tier: null, days: 0 });
  return dates.sort((a, b) => a.day.localeCompare(b.day) || (a.tier ?? '').localeCompare(b.tier ?? ''));
}
