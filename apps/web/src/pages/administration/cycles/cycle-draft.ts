import type { NewCycle, NewTier, OrgTreeNode, TemplateItem } from '../../../api/administration';
import type { Cycle, OrgKind } from '../../../api/contract';
import { dayCode, localTime } from '../../../time/calendar';
import { lastDueDay, usualRoutes } from './cycle-plan';

export const tierKinds: OrgKind[] = ['branch', 'general_branch', 'bureau'];
const usualTemplates: Record<OrgKind, string> = {
  branch: 'branch-annual',
  general_branch: 'general-annual',
  bureau: 'bureau-annual',
};
const usualDays: Record<OrgKind, number> = { branch: 19, general_branch: 29, bureau: 40 };

/** A tier as a new cycle begins with it. */
export const usualTier = (kind: OrgKind): NewTier => ({
  kind,
  templateVersion: usualTemplates[kind],
  dueAt: dayCode(Date.now() + usualDays[kind] * 86_400_000),
  graceDays: 3,
  latePolicy: 'accept',
  allowNil: false,
  route: usualRoutes[kind],
});

const usualReminders = { daysBefore: [7, 3, 1], onDay: true, overdueEveryDays: 2, superiorAfterDays: 3 };

/** Which template a tier names, as far as one of `templates` is meant: by its code, or by the id of a version. */
export const templateNamed = (
  reference: string,
  templates: Pick<TemplateItem, 'code' | 'versions'>[],
): boolean =>
  templates.some(({ code, versions }) => code === reference || versions.some(({ id }) => id === reference));

export function firstCycle(under: string): NewCycle {
  const { year, month, day } = localTime(Date.now());
  const two = (part: number) => String(part).padStart(2, '0');
  return {
    code: `annual-${year}-${two(month)}${two(day)}`,
    title: '',
    period: String(year),
    tiers: tierKinds.map(usualTier),
    audience: { under },
    gradeQuota: null,
    closesAt: null,
    notice: null,
    reminderPlan: usualReminders,
  };
}

/** A saved draft as the wizard changes it: instants become the days that people chose. */
export function draftOf(cycle: Cycle): NewCycle {
  const { code, title, period, audience, gradeQuota, notice, reminderPlan, timeZone } = cycle;
  return {
    code,
    title,
    period,
    notice,
    timeZone,
    closesAt: cycle.closesAt && dayCode(cycle.closesAt, timeZone),
    gradeQuota: gradeQuota as Record<string, number> | null,
    reminderPlan: reminderPlan ?? usualReminders,
    audience: { under: audience.under, except: audience.except },
    tiers: cycle.tiers.map(
      ({ kind, templateVersion, dueAt, graceDays, latePolicy, allowNil, route }): NewTier => ({
        kind,
        templateVersion,
        dueAt: dayCode(dueAt, timeZone),
        graceDays,
        latePolicy,
        allowNil,
        route,
      }),
    ),
  };
}

/** What is still missing in each step before the server is asked, by JSON pointer. */
export function missingIn(
  cycle: NewCycle,
  /** Null while they are not known. A template that is none of them shows as not chosen. */
  templates: Pick<TemplateItem, 'code' | 'versions'>[] | null,
  required: string,
  closesLate: string,
): Map<string, string>[] {
  const basics = new Map<string, string>();
  if (!cycle.title.trim()) basics.set('/title', required);
  if (!cycle.code.trim()) basics.set('/code', required);
  if (!cycle.period.trim()) basics.set('/period', required);
  if (!cycle.audience.under) basics.set('/audience/under', required);
  const tiers = new Map<string, string>();
  if (cycle.tiers.length === 0) tiers.set('/tiers', required);
  for (const [index, tier] of cycle.tiers.entries())
    if (!tier.templateVersion || (templates && !templateNamed(tier.templateVersion, templates)))
      tiers.set(`/tiers/${index}/templateVersion`, required);
  if (cycle.closesAt && cycle.closesAt <= lastDueDay(cycle.tiers)) tiers.set('/closesAt', closesLate);
  return [basics, tiers];
}

/** In which step of the wizard a fault is mended. */
export function stepOf(pointer: string): number {
  if (/^\/(tiers|closesAt)/.test(pointer)) return 1;
  return /^\/(reminderPlan|gradeQuota)/.test(pointer) ? 2 : 0;
}

/** How many units of a kind lie in an audience: what opening a cycle makes each of them owe. */
export function unitsOwing(
  tree: OrgTreeNode[],
  audience: { under: string; except?: string[] },
  kind: OrgKind,
): number {
  const except = new Set(audience.except);
  const count = (node: OrgTreeNode): number =>
    (node.kind === kind && !except.has(node.code) && !except.has(node.id) ? 1 : 0) +
    (node.children ?? []).reduce((sum, child) => sum + count(child), 0);
  const find = (nodes: OrgTreeNode[]): OrgTreeNode | null => {
    for (const node of nodes) {
      if (node.code === audience.under || node.id === audience.under) return node;
      const found = find(node.children ?? []);
      if (found) return found;
    }
    return null;
  };
  const top = find(tree);
  return top ? count(top) : 0;
}
