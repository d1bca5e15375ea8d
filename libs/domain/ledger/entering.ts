import { allowed, appointmentsAllowing, isWithin } from '../access';
import type { RouteStep } from '../cycle/cycle-definition';
import { addDays, type Day, isDay } from '../deadlines';
import type { OrgKind } from '../org/roles';
import { problem, ruleBroken } from '../problems';
import type { PersonActor } from '../review';
import { cutText } from '../text';
import type { NewMeasure } from './command';
import { type ItemEventDraft, itemEvent } from './decision';
import type { ItemBody, ItemSnapshot, Measure, Party } from './item';
import { requireLength } from './lengths';
import { owedMonth } from './months';
import { newMeasure } from './rules/claiming';
import {
  type ItemSource,
  type ItemTerm,
  type ItemVisibility,
  itemLimits,
  ownSources,
  standardMonthlyDay,
} from './words';

/** What a batch gives to the items that are entered in it. */
export interface BatchTerms {
  id: string;
  source: ItemSource;
  planDueOn: Day | null;
  closeBy: Day | null;
  monthlyDay: number;
  route: RouteStep[] | null;
  evidence: boolean;
  visibility: ItemVisibility;
}

/** An item as somebody enters it. */
export interface NewItem {
  id: string;
  org: ItemSnapshot['org'];
  source?: ItemSource;
  category: string | null;
  problem: string;
  cause: string | null;
  leader: Party | null;
  leadUnit: string | null;
  person: Party | null;
  term: ItemTerm | null;
  dueOn?: Day;
  paragraph: string | null;
  measures: NewMeasure[];
  batch: BatchTerms | null;
}

export interface Entered {
  item: ItemSnapshot;
  event: ItemEventDraft;
}

/** The route where nothing else is said: the unit above, or for the head of the tree its leader. */
export function standardRoute(kind: OrgKind, isRoot: boolean): RouteStep[] {
  if (isRoot || kind === 'bureau') return [{ at: 'self', role: 'leader', mode: 'any', workingDays: 5 }];
  return [{ at: 'parent', role: 'reviewer', mode: 'any', workingDays: 5 }];
}

/**
 * 登记: by a reviewer or administrator of a superior, then it waits to be claimed; by the unit itself what it found
 * itself, which is open at once. @throws forbidden, and 422 for what is not complete
 */
export function enterItem(given: NewItem, actor: PersonActor, now: Date, today: Day): Entered {
  const { org, batch } = given;
  const target = { orgId: org.id, path: org.path };
  const above = appointmentsAllowing(actor, 'rectification.enter', target, now).find(
    ({ path }) => path !== org.path && isWithin(org.path, path),
  );
  const own = !above && allowed(actor, 'rectification.write', target, now);
  if (!above && !own) throw problem('forbidden');
  const source = given.source ?? batch?.source ?? 'self';
  if (own && (batch || !ownSources.includes(source)))
    throw ruleBroken('/source', '本单位自行登记的，来源只能是自查或组织生活会。');
  const text = given.problem.trim();
  if (text === '') throw ruleBroken('/problem', '请写明问题。');
  requireLength('problem', text);
  for (const field of ['cause', 'category', 'leadUnit', 'paragraph'] as const)
    requireLength(field, given[field]);
  for (const field of ['leader', 'person'] as const) requireLength(field, given[field]?.name ?? null);
  const dueOn = given.dueOn ?? batch?.closeBy ?? undefined;
  if (dueOn === undefined) throw ruleBroken('/dueOn', '请写明整改期限。');
  if (!isDay(dueOn))
    throw ruleBroken('/dueOn', `看不出“${cutText(dueOn, 40, '…')}”是哪一天，请写成“2026-06-30”这样。`);
  if (dueOn < today && !batch) throw ruleBroken('/dueOn', '整改期限不能早于今天。');
  if (given.term === 'immediate' && dueOn > addDays(today, itemLimits.immediateDays))
    throw ruleBroken('/term', `立行立改最多${itemLimits.immediateDays}天。`);
  const party = { name: actor.name, userId: actor.userId };
  const item: ItemSnapshot = {
    ...blankItem(given.id, org, today),
    state: own ? 'open' : 'assigned',
    source,
    category: given.category,
    batchId: batch?.id ?? null,
    term: own ? (given.term ?? 'limited') : given.term,
    dueOn,
    problem: text,
    visibility: batch?.visibility ?? 'unit',
    cause: given.cause,
    leader: given.leader,
    leadUnit: given.leadUnit,
    person: given.person,
    paragraph: given.paragraph,
    measures: given.measures.map((measure, index) => newMeasure(measure, index, dueOn)),
    route: batch?.route ?? standardRoute(org.kind, !org.path.includes('.')),
    evidence: batch?.evidence ?? false,
    planDueOn: own ? null : (batch?.planDueOn ?? null),
    monthlyDay: batch?.monthlyDay ?? standardMonthlyDay,
    enteredBy: party,
    enteredAbove: !own,
    openSince: own ? today : null,
    covered: own ? owedMonth(today, batch?.monthlyDay ?? standardMonthlyDay) : null,
    involved: own ? [actor.userId] : [],
  };
  const post = above?.onBehalfOf;
  const event = itemEvent('none', item, 'rectification.entered', {
    actor: { id: actor.userId, name: actor.name },
    onBehalfOf: post ? { id: post.userId, name: post.name } : null,
    note: text,
    data: { source, dueOn, batch: batch?.id ?? null },
  });
  return { item, event };
}

/** A row of the problem list of an approved report. */
export interface AdoptedRow {
  id: string;
  reportId: string;
  revision: number;
  problemId: string;
  org: ItemSnapshot['org'];
  problem: string;
  cause: string | null;
  measure: string | null;
  measureId: string;
  leader: Party | null;
  leadUnit: string | null;
  person: Party | null;
  dueOn: string | null;
  /** Days that the template allows where the row names no date. */
  days: number;
  route: RouteStep[] | null;
  /** Who handed the report in: they promised it, and verify nothing of it. */
  submitters: string[];
}

/** 立账: what the approval of a report makes of one of its problems. */
export function adoptItem(row: AdoptedRow, today: Day): Entered {
  const named = row.dueOn !== null && isDay(row.dueOn) && row.dueOn >= today ? row.dueOn : null;
  const dueOn = named ?? addDays(today, row.days);
  const measures: Measure[] = row.measure?.trim()
    ? [
        {
          id: row.measureId,
          text: row.measure.trim(),
          person: row.person?.name ?? row.leader?.name ?? '',
          dueOn,
          state: 'open',
          doneOn: null,
          reason: null,
        },
      ]
    : [];
  const item: ItemSnapshot = {
    ...blankItem(row.id, row.org, today),
    state: 'open',
    source: 'report',
    term: 'limited',
    dueOn,
    problem: row.problem.trim(),
    reportId: row.reportId,
    problemId: row.problemId,
    revision: row.revision,
    cause: row.cause,
    leader: row.leader,
    leadUnit: row.leadUnit,
    person: row.person,
    measures,
    route: row.route ?? standardRoute(row.org.kind, !row.org.path.includes('.')),
    openSince: today,
    covered: owedMonth(today, standardMonthlyDay),
    involved: row.submitters,
  };
  const data = { report: row.reportId, revision: row.revision, problem: row.problemId, dueOn };
  return { item, event: itemEvent('none', item, 'rectification.adopted', { note: item.problem, data }) };
}

function blankItem(id: string, org: ItemSnapshot['org'], today: Day): ItemSnapshot {
  const body: ItemBody = {
    cause: null,
    leader: null,
    leadUnit: null,
    person: null,
    paragraph: null,
    measures: [],
    route: [],
    evidence: false,
    planDueOn: null,
    monthlyDay: standardMonthlyDay,
    enteredOn: today,
    enteredBy: null,
    enteredAbove: false,
    lateClaim: false,
    openSince: null,
    covered: null,
    worked: false,
    lastProgress: null,
    dispute: null,
    pendingDate: null,
    extensions: 0,
    round: 0,
    steps: [],
    decisions: [],
    submitted: null,
    rejected: null,
    closing: null,
    nextCheckOn: null,
    relapses: 0,
    checks: 0,
    held: 0,
    sourceChanged: false,
    offer: null,
    involved: [],
    undo: null,
    urged: {},
    void: null,
  };
  return {
    ...body,
    id,
    org,
    state: 'open',
    version: 1,
    sequence: 0,
    stepIndex: null,
    source: 'self',
    category: null,
    batchId: null,
    term: null,
    dueOn: today,
    problem: '',
    visibility: 'unit',
    reportId: null,
    problemId: null,
    revision: null,
  };
}
