import { addWorkingDays } from '../deadlines';
import {
  flagFor,
  type Post,
  type RouteStop,
  type Staff,
  staffingOf,
  type Turn,
  turnOf,
  waitingFor,
} from '../review';
import { type Reviewed, recusedAt } from '../review/seats';
import { type ItemEventDraft, itemEvent } from './decision';
import type { ItemFacts } from './facts';
import type { ItemSnapshot, ItemStep, Party } from './item';
import { nameKey, namesIn } from './named';

/**
 * The item as the seats of a report's step see a report: who had a hand in it takes the place of the authors, the
 * running verification that of the revision (design 8.1, 回避).
 */
export function reviewed(item: ItemSnapshot, { posts }: Staff): Reviewed {
  const parties = [item.leader, item.person].filter((party) => party !== null);
  const names = namesOf(item, parties);
  const named = posts
    .flatMap((post) => [post.holder, ...post.delegates])
    .filter((person) => names.has(nameKey(person.name)))
    .map(({ id }) => id);
  const ids = parties.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  return {
    authors: [...new Set([...item.involved, ...ids, ...named])],
    revision: item.round,
    decisions: item.decisions.map((given) => ({
      id: given.id,
      revision: item.round,
      round: item.round,
      stepIndex: given.stepIndex,
      action: 'approve',
      userId: given.userId,
      onBehalfOf: given.onBehalfOf,
      appointmentId: null,
      note: given.note,
      grade: null,
      givenFor: null,
      at: new Date(given.at),
      voidReason: null,
    })),
  };
}

/** A name that no account stands for means everybody of that name: a check is worth nothing if it can be dodged. */
function namesOf(item: ItemSnapshot, parties: readonly Party[]): Set<string> {
  const written = parties.filter(({ userId }) => userId === null).map(({ name }) => name);
  return new Set([...written, ...(item.formerNames ?? [])].flatMap((text) => [...namesIn(text)]));
}

export function itemTurn(item: ItemSnapshot, step: ItemStep, userId: string, facts: Staff): Turn {
  return turnOf(reviewed(item, facts), step, userId, facts);
}

/** Who may decide at the running step now. */
export function itemWaitsFor(item: ItemSnapshot, step: ItemStep, facts: Staff): Post['holder'][] {
  return waitingFor(reviewed(item, facts), step, facts);
}

/** Whether somebody had a hand in the item, directly or as delegate of somebody who had. */
export function isInvolved(item: ItemSnapshot, ids: readonly string[], facts: Staff): boolean {
  const { authors } = reviewed(item, facts);
  return ids.some((id) => authors.includes(id));
}

/** Everybody who must not decide at the running step, or look back where none runs; what a list of tasks looks at. */
export function barredAt(item: ItemSnapshot, step: ItemStep | undefined, facts: Staff): string[] {
  const seen = reviewed(item, facts);
  return step ? [...recusedAt(seen, step.index)] : seen.authors;
}

export function stepsOf(route: readonly RouteStop[]): ItemStep[] {
  return route.map((stop, position) => ({
    ...stop,
    grade: false,
    index: position + 1,
    status: 'pending',
    flag: null,
    reservedFor: null,
    enteredAt: null,
    dueAt: null,
    endedAt: null,
    lastUrgedAt: null,
  }));
}

/**
 * Enters the step at `from`, passing those whose only eligible people are recused; the last one never passes by itself
 * and waits, flagged. `item` stands as it will, hands and decisions included.
 */
export function enterItemStep(
  item: ItemSnapshot,
  from: number,
  facts: ItemFacts,
  now: Date,
): { item: ItemSnapshot; events: ItemEventDraft[] } {
  const last = item.steps[item.steps.length - 1]?.index ?? from;
  const at = now.toISOString();
  const events: ItemEventDraft[] = [];
  let entered: ItemSnapshot = { ...item, stepIndex: from };
  for (let index = from; index <= last; index += 1) {
    const step = entered.steps.find((candidate) => candidate.index === index);
    if (!step) break;
    const staffing = staffingOf(reviewed(entered, facts), step, facts);
    if (staffing === 'all_recused' && index < last) {
      entered = {
        ...withStep(entered, index, { status: 'recused', flag: null, endedAt: at }),
        stepIndex: index + 1,
      };
      events.push(itemEvent('in_verification', entered, 'rectification.recused', { step: index }));
      continue;
    }
    const dueAt = addWorkingDays(now, step.workingDays, facts.timeZone, facts.calendar).toISOString();
    entered = withStep(entered, index, {
      status: 'waiting',
      flag: flagFor(staffing),
      reservedFor: null,
      enteredAt: at,
      dueAt,
      endedAt: null,
      lastUrgedAt: null,
    });
    break;
  }
  return { item: entered, events };
}

export function withStep(item: ItemSnapshot, index: number, change: Partial<ItemStep>): ItemSnapshot {
  return {
    ...item,
    steps: item.steps.map((step) => (step.index === index ? { ...step, ...change } : step)),
  };
}
