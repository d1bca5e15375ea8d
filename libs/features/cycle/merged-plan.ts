import { isDeepStrictEqual } from 'node:util';
import type { GradeQuota } from '@domain/cycle/cycle-definition';
import { type FieldProblem, problem } from '@domain/problems';
import type { ReminderPlan } from '@domain/reminders';
import { requireClosing } from './closing-date';
import type { Cycle, CyclePatch, CycleTier, NewCycle, TierInput } from './cycle';

/**
 * A draft with a patch laid over it, as if it were planned anew. `tiers`, where given, is the whole list;
 * a tier that stands already lends what its entry leaves out.
 * @throws cycle_invalid (422) for a new tier without its template, date or route
 */
export function mergedDraft(cycle: Cycle, patch: CyclePatch): NewCycle {
  const standing = new Map(cycle.tiers.map((tier) => [tier.kind, inputOf(tier)]));
  const errors: FieldProblem[] = [];
  const tiers = (patch.tiers ?? [...standing.values()]).map((tier, index) => {
    const whole = { ...standing.get(tier.kind), ...withoutUndefined(tier) };
    const { templateVersion, dueAt, route } = whole;
    if (templateVersion !== undefined && dueAt !== undefined && route !== undefined) {
      return { ...whole, templateVersion, dueAt, route };
    }
    for (const field of ['templateVersion', 'dueAt', 'route'] as const) {
      if (whole[field] === undefined) {
        errors.push({
          pointer: `/tiers/${index}/${field}`,
          code: 'required',
          detail: '新的层级须填写此项。',
        });
      }
    }
    return { ...whole, templateVersion: '', dueAt: '', route: [] };
  });
  if (errors.length > 0) throw problem('cycle_invalid', { count: errors.length }, { errors });
  return {
    code: patch.code ?? cycle.code,
    title: patch.title ?? cycle.title,
    period: patch.period ?? cycle.period,
    audience: patch.audience ?? cycle.audience,
    timeZone: patch.timeZone ?? cycle.timeZone,
    reminderPlan: patch.reminderPlan === undefined ? cycle.reminderPlan : patch.reminderPlan,
    gradeQuota: patch.gradeQuota === undefined ? cycle.gradeQuota : patch.gradeQuota,
    notice: patch.notice === undefined ? cycle.notice : patch.notice,
    closesAt: patch.closesAt === undefined ? (cycle.closesAt?.toISOString() ?? null) : patch.closesAt,
    tiers,
  };
}

function inputOf(tier: CycleTier): TierInput {
  return {
    kind: tier.kind,
    templateVersion: tier.templateVersion.id,
    dueAt: tier.dueAt.toISOString(),
    graceDays: tier.graceDays,
    latePolicy: tier.latePolicy,
    allowNil: tier.allowNil,
    route: tier.route,
  };
}

export interface OpenChange {
  cycle: {
    title?: string;
    notice?: string | null;
    reminderPlan?: ReminderPlan | null;
    gradeQuota?: GradeQuota | null;
    closesAt?: Date | null;
  };
  tiers: { id: string; fields: Partial<Pick<CycleTier, 'dueAt' | 'graceDays' | 'latePolicy'>> }[];
  /** For the record: what was and what is, field by field; empty where the patch changes nothing. */
  lines: { field: string; before: unknown; after: unknown }[];
  /** Dates or the reminder plan move, so that reminders planned before must do nothing. */
  movesPlan: boolean;
}

/** How the texts of a patch become instants, and since when a date is past. */
export interface DateReading {
  due: (text: string) => Date;
  closing: (text: string) => Date;
  now: Date;
}

const changeable = ['title', 'notice', 'reminderPlan', 'gradeQuota'] as const;

/**
 * What a patch changes in an open cycle. Fields that are fixed may be repeated unchanged.
 * @throws cycle_field_fixed (409) with a pointer for each fixed field that would change, cycle_invalid (422)
 * for a closing date that is past or not after every due date
 */
export function openChange(cycle: Cycle, patch: CyclePatch, dates: DateReading): OpenChange {
  const errors: FieldProblem[] = [];
  const fixed = (pointer: string) =>
    errors.push({ pointer, code: 'cycle_field_fixed', detail: '任务开启后不能修改此项。' });
  const change: OpenChange = { cycle: {}, tiers: [], lines: [], movesPlan: false };

  for (const field of ['code', 'period', 'timeZone'] as const) {
    if (patch[field] !== undefined && patch[field] !== cycle[field]) fixed(`/${field}`);
  }
  if (patch.audience) {
    const under = patch.audience.under === cycle.org.id ? cycle.org.code : patch.audience.under;
    if (!same({ ...cycle.audience, ...withoutUndefined(patch.audience), under }, cycle.audience))
      fixed('/audience');
  }
  for (const field of changeable) {
    const after = patch[field];
    if (after === undefined || same(after, cycle[field])) continue;
    Object.assign(change.cycle, { [field]: after });
    change.lines.push({ field, before: cycle[field], after });
    if (field === 'reminderPlan') change.movesPlan = true;
  }
  for (const [index, tier] of (patch.tiers ?? []).entries()) {
    const standing = cycle.tiers.find((candidate) => candidate.kind === tier.kind);
    if (!standing) {
      fixed(`/tiers/${index}/kind`);
      continue;
    }
    for (const field of fixedTierFields(tier, standing)) fixed(`/tiers/${index}/${field}`);
    changeTier(change, tier, standing, dates.due);
  }
  if (errors.length > 0) throw problem('cycle_field_fixed', {}, { errors, state: { state: cycle.state } });
  changeClosing(change, cycle, patch, dates);
  return change;
}

/** Also where only a due date moves, it must stay before the closing. */
function changeClosing(change: OpenChange, cycle: Cycle, patch: CyclePatch, dates: DateReading): void {
  const { closesAt: before } = cycle;
  const after =
    patch.closesAt === undefined ? before : patch.closesAt === null ? null : dates.closing(patch.closesAt);
  const moved = new Map(change.tiers.map(({ id, fields }) => [id, fields.dueAt]));
  const dueDates = cycle.tiers.map(({ id, dueAt }) => moved.get(id) ?? dueAt);
  if (after?.getTime() === before?.getTime()) {
    if (change.tiers.length > 0) requireClosing(after, dueDates);
    return;
  }
  requireClosing(after, dueDates, dates.now);
  change.cycle.closesAt = after;
  change.lines.push({ field: 'closesAt', before, after });
  change.movesPlan = true;
}

function fixedTierFields(tier: Partial<TierInput>, standing: CycleTier): string[] {
  const { id, templateCode } = standing.templateVersion;
  const fields: string[] = [];
  if (tier.templateVersion !== undefined && ![id, templateCode].includes(tier.templateVersion)) {
    fields.push('templateVersion');
  }
  if (tier.allowNil !== undefined && tier.allowNil !== standing.allowNil) fields.push('allowNil');
  if (tier.route !== undefined && !same(tier.route, standing.route)) fields.push('route');
  return fields;
}

function changeTier(
  change: OpenChange,
  tier: Partial<TierInput>,
  standing: CycleTier,
  instantOf: (text: string) => Date,
): void {
  const fields: OpenChange['tiers'][number]['fields'] = {};
  const dueAt = tier.dueAt === undefined ? standing.dueAt : instantOf(tier.dueAt);
  if (dueAt.getTime() !== standing.dueAt.getTime()) fields.dueAt = dueAt;
  if (tier.graceDays !== undefined && tier.graceDays !== standing.graceDays)
    fields.graceDays = tier.graceDays;
  if (tier.latePolicy !== undefined && tier.latePolicy !== standing.latePolicy)
    fields.latePolicy = tier.latePolicy;
  const changed = Object.keys(fields) as (keyof typeof fields)[];
  if (changed.length === 0) return;
  change.tiers.push({ id: standing.id, fields });
  change.movesPlan = true;
  for (const field of changed) {
    change.lines.push({ field: `${standing.kind}.${field}`, before: standing[field], after: fields[field] });
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** Equal as JSON has them: a body's classes and its absent members make no difference. */
function same(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(plain(left), plain(right));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null)) as unknown;
}
