import {
  barredAt,
  currentItemStep,
  type ItemSnapshot,
  nextItemReminder,
  type ReminderPlace,
  remindedOf,
  stalledFrom,
} from '@domain/ledger';
import type { Staff } from '@domain/review';

/** The columns of an item that its life changes, in the order of {@link itemValues}. */
export const itemColumns = [
  'org_id',
  'category',
  'term',
  'state',
  'problem',
  'due_on',
  'version',
  'step_index',
  'step_org_id',
  'step_role',
  'step_reserved',
  'step_due_at',
  'step_flag',
  'barred',
  'plan_due_on',
  'stalled_on',
  'next_check_on',
  'late_claim',
  'extensions',
  'relapses',
  'source_changed',
  'closed_on',
  'revision',
  'next_reminder_at',
  'body',
] as const;

/** `planning` says when somebody is reminded of it next. */
export function itemValues(
  item: ItemSnapshot,
  staff: Staff,
  planning: ReminderPlace & { now: Date },
): unknown[] {
  const step = currentItemStep(item);
  const stalled = item.state === 'open' && item.covered !== null;
  return [
    item.org.id,
    item.category,
    item.term,
    item.state,
    item.problem,
    item.dueOn,
    item.version,
    item.stepIndex,
    step?.orgId ?? null,
    step?.role ?? null,
    step?.reservedFor ?? null,
    step?.dueAt ?? null,
    step?.flag ?? null,
    step || item.closing ? barredAt(item, step, staff) : [],
    item.planDueOn,
    stalled && item.covered !== null ? stalledFrom(item.covered, item.monthlyDay) : null,
    item.state === 'closed' || item.state === 'sustained' ? item.nextCheckOn : null,
    item.lateClaim,
    item.extensions,
    item.relapses,
    item.sourceChanged,
    item.state === 'closed' ? (item.closing?.on ?? null) : null,
    item.revision,
    nextItemReminder(remindedOf(item), planning, planning.now),
    JSON.stringify(bodyOf(item)),
  ];
}

/** What stands in the row beside the columns. */
function bodyOf(item: ItemSnapshot): Record<string, unknown> {
  const {
    id: _id,
    org: _org,
    state: _state,
    version: _version,
    sequence: _sequence,
    stepIndex: _stepIndex,
    source: _source,
    category: _category,
    batchId: _batchId,
    term: _term,
    dueOn: _dueOn,
    problem: _problem,
    visibility: _visibility,
    reportId: _reportId,
    problemId: _problemId,
    revision: _revision,
    ...body
  } = item;
  return body;
}
