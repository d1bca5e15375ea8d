import {
  availableItemActions,
  currentItemStep,
  flagsOf,
  type ItemSnapshot,
  itemWaitsFor,
  type OfferedItemAction,
  todayOf,
} from '@domain/ledger';
import type { OrgKind } from '@domain/org/roles';
import type { Person } from '@domain/review';
import { itemNumber } from './item-row';
import type { LoadedItem } from './item-store';

export interface ItemStopAnswer {
  index: number;
  org: { id: string; code: string; name: string; kind: OrgKind };
  role: string;
  mode: string;
  status: string;
  flag: string | null;
  reservedFor: string | null;
  enteredAt: string | null;
  dueAt: string | null;
  endedAt: string | null;
}

/** An item as a list shows it. */
export interface ItemListed {
  id: string;
  number: string;
  version: number;
  state: ItemSnapshot['state'];
  flags: string[];
  source: ItemSnapshot['source'];
  category: string | null;
  term: ItemSnapshot['term'];
  batch: { id: string; title: string } | null;
  org: { id: string; code: string; name: string; kind: OrgKind };
  problem: string;
  leader: string | null;
  leadUnit: string | null;
  person: string | null;
  dueOn: string;
  measures: { total: number; done: number };
  step: (ItemStopAnswer & { of: number }) | null;
  waitingOn: { who: Person[]; since: string } | null;
  lastProgress: ItemSnapshot['lastProgress'];
  relapses: number;
  extensions: number;
  nextCheckOn: string | null;
  closedOn: string | null;
  updatedAt: string;
  allowedActions: OfferedItemAction[];
}

/** An item as its own page shows it. */
export interface ItemAnswer extends Omit<ItemListed, 'measures'> {
  visibility: ItemSnapshot['visibility'];
  paragraph: string | null;
  cause: string | null;
  measures: ItemSnapshot['measures'];
  origin: { reportId: string; revision: number; problemId: string } | null;
  enteredOn: string;
  enteredBy: string | null;
  planDueOn: string | null;
  monthlyDay: number;
  evidenceRequired: boolean;
  files: number;
  route: ItemStopAnswer[];
  submitted: { by: string; at: string; result: string } | null;
  decisions: Array<{
    step: number;
    by: Person;
    onBehalfOf: string | null;
    method: string;
    note: string;
    at: string;
  }>;
  rejected: ItemSnapshot['rejected'];
  closing: ItemSnapshot['closing'];
  dispute: {
    reason: string;
    by: string;
    at: string;
    answer: { action: string; reason: string; by: string; at: string } | null;
  } | null;
  pendingExtension: { until: string; reason: string; by: string; at: string } | null;
  offer: ItemSnapshot['offer'];
  urged: Array<{ level: number; at: string }>;
  void: ItemSnapshot['void'];
}

export function listedItem(loaded: LoadedItem, now: Date): ItemListed {
  const { row, item, facts } = loaded;
  const step = currentItemStep(item);
  const standing = item.measures.filter(({ state }) => state !== 'withdrawn');
  return {
    id: item.id,
    number: itemNumber(row),
    version: item.version,
    state: item.state,
    flags: flagsOf(item, todayOf(facts, now)),
    source: item.source,
    category: item.category,
    term: item.term,
    batch: row.batch_id === null ? null : { id: row.batch_id, title: row.batch_title ?? '' },
    org: { id: item.org.id, code: item.org.code, name: item.org.name, kind: item.org.kind },
    problem: item.problem,
    leader: item.leader?.name ?? null,
    leadUnit: item.leadUnit,
    person: item.person?.name ?? null,
    dueOn: item.dueOn,
    measures: { total: standing.length, done: standing.filter(({ state }) => state === 'done').length },
    step: step ? { ...stopAnswer(step), of: item.steps.length } : null,
    waitingOn: waitingOn(loaded),
    lastProgress: item.lastProgress,
    relapses: item.relapses,
    extensions: item.extensions,
    nextCheckOn: item.nextCheckOn,
    closedOn: item.state === 'closed' ? (item.closing?.on ?? null) : null,
    updatedAt: row.updated_at,
    allowedActions: availableItemActions(item, facts, now),
  };
}

export function itemAnswer(loaded: LoadedItem, now: Date): ItemAnswer {
  const { row, item } = loaded;
  const { dispute, submitted, pendingDate } = item;
  return {
    ...listedItem(loaded, now),
    visibility: item.visibility,
    paragraph: item.paragraph,
    cause: item.cause,
    measures: item.measures,
    origin:
      item.reportId === null || item.problemId === null
        ? null
        : { reportId: item.reportId, revision: item.revision ?? 0, problemId: item.problemId },
    enteredOn: item.enteredOn,
    enteredBy: item.enteredBy?.name ?? null,
    planDueOn: item.planDueOn,
    monthlyDay: item.monthlyDay,
    evidenceRequired: item.evidence,
    files: row.files,
    route: item.steps.map(stopAnswer),
    submitted: submitted && { by: submitted.by.name, at: submitted.at, result: submitted.result },
    decisions: item.decisions.map((given) => ({
      step: given.stepIndex,
      by: { id: given.userId, name: given.name },
      onBehalfOf: given.onBehalfOf,
      method: given.method,
      note: given.note,
      at: given.at,
    })),
    rejected: item.rejected,
    closing: item.closing,
    dispute: dispute && {
      reason: dispute.reason,
      by: dispute.by.name,
      at: dispute.at,
      answer: dispute.answer,
    },
    pendingExtension: pendingDate && {
      until: pendingDate.until,
      reason: pendingDate.reason,
      by: pendingDate.by.name,
      at: pendingDate.at,
    },
    offer: item.offer,
    urged: Object.entries(item.urged).map(([level, at]) => ({ level: Number(level), at })),
    void: item.void,
  };
}

/** 卡在谁: who holds the item up, and since when. */
function waitingOn({ row, item, facts }: LoadedItem): ItemListed['waitingOn'] {
  const step = currentItemStep(item);
  if (step) return { who: itemWaitsFor(item, step, facts), since: step.enteredAt ?? row.updated_at };
  if (item.state !== 'assigned' && item.state !== 'open') return null;
  const since = item.state === 'open' ? (item.openSince ?? item.enteredOn) : item.enteredOn;
  return { who: row.authors ?? [], since: new Date(`${since}T00:00:00+08:00`).toISOString() };
}

function stopAnswer(step: ItemSnapshot['steps'][number]): ItemStopAnswer {
  return {
    index: step.index,
    org: { id: step.orgId, code: step.orgCode, name: step.orgName, kind: step.orgKind },
    role: step.role,
    mode: step.mode,
    status: step.status,
    flag: step.flag,
    reservedFor: step.reservedFor,
    enteredAt: step.enteredAt,
    dueAt: step.dueAt,
    endedAt: step.endedAt,
  };
}
