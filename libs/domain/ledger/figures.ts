import { addDays, type Day } from '../deadlines';
import type { ItemAfter } from './after';
import { laterDay, stalledFrom } from './months';
import type { ItemState } from './words';

/** Everything that is counted of items; the states exclude each other, the rest overlaps them. */
export const itemCounters = [
  'assigned',
  'open',
  'in_verification',
  'closed',
  'sustained',
  'void',
  'overdue',
  'stalled',
  'extended',
  'relapsed',
  'on_time',
  'measures',
  'measures_done',
  'checks',
  'held',
] as const;
export type ItemCounter = (typeof itemCounters)[number];
export type ItemCounts = Record<ItemCounter, number>;

export const noCounts = (): ItemCounts =>
  Object.fromEntries(itemCounters.map((counter) => [counter, 0])) as ItemCounts;

/** How an item stands after an event, and from which day on. */
export interface Standing {
  day: Day;
  state: ItemState;
  after: ItemAfter;
}

/** One thing that an item adds, from a day on, until its next event. */
interface Contribution {
  counter: ItemCounter;
  from: Day;
  amount: number;
}

/**
 * What an item counts from an event on. Some of it begins by the calendar alone: an item is overdue from the day after
 * its due date, and stalled from the day after that of noting, so that nobody has to touch it in between.
 */
function contributions({ day, state, after }: Standing): Contribution[] {
  const found: Contribution[] = [{ counter: state, from: day, amount: 1 }];
  if (state === 'void') return found;
  const add = (counter: ItemCounter, from: Day, amount = 1) => {
    if (amount !== 0) found.push({ counter, from: laterDay(from, day), amount });
  };
  const unfinished = state === 'assigned' || state === 'open' || state === 'in_verification';
  if (unfinished) add('overdue', addDays(after.due, 1));
  if (state === 'open' && after.covered !== null)
    add('stalled', stalledFrom(after.covered, after.monthlyDay));
  if (after.extensions > 0) add('extended', day);
  if (after.relapses > 0) add('relapsed', day);
  if (state === 'closed' && after.onTime) add('on_time', day);
  add('measures', day, after.measures);
  add('measures_done', day, after.done);
  add('checks', day, after.checks);
  add('held', day, after.held);
  return found;
}

/** What one item counts at the end of `day`; `standings` in the order of its events. */
export function countsOn(
  standings: readonly Standing[],
  day: Day,
): { org: string; counts: ItemCounts } | null {
  const standing = standings.findLast((each) => each.day <= day);
  if (!standing) return null;
  const counts = noCounts();
  for (const { counter, from, amount } of contributions(standing)) if (from <= day) counts[counter] += amount;
  return { org: standing.after.org, counts };
}

/** The place at which an item counts. */
export type Cell = Pick<ItemAfter, 'org' | 'source' | 'category' | 'batch'>;

export interface Delta {
  cell: Cell;
  day: Day;
  counts: Partial<ItemCounts>;
}

/**
 * What an event changes in the figures, by place and day: summed up to a day, the deltas of all events are what the
 * items count on that day. Days before the event never change, so that last month's figures never move.
 */
export function deltasOf(before: Standing | null, after: Standing): Delta[] {
  const cells = new Map<string, Delta>();
  const put = (cell: Cell, day: Day, counter: ItemCounter, amount: number) => {
    const key = `${cell.org} ${cell.source} ${cell.batch} ${day} ${cell.category}`;
    let delta = cells.get(key);
    if (!delta) {
      const { org, source, category, batch } = cell;
      delta = { cell: { org, source, category, batch }, day, counts: {} };
      cells.set(key, delta);
    }
    delta.counts[counter] = (delta.counts[counter] ?? 0) + amount;
  };
  for (const { counter, from, amount } of before ? contributions(before) : [])
    put(before!.after, laterDay(from, after.day), counter, -amount);
  for (const { counter, from, amount } of contributions(after)) put(after.after, from, counter, amount);
  return [...cells.values()].flatMap((delta) => {
    const counts = Object.fromEntries(Object.entries(delta.counts).filter(([, amount]) => amount !== 0));
    return Object.keys(counts).length === 0 ? [] : [{ ...delta, counts }];
  });
}

export function addCounts(into: ItemCounts, more: Partial<ItemCounts>): ItemCounts {
  for (const counter of itemCounters) into[counter] += more[counter] ?? 0;
  return into;
}

export interface ItemFigures extends ItemCounts {
  /** The six states together, void included. */
  entered: number;
  /** Σ closed / Σ (entered − void − sustained); null where there is nothing to divide by. */
  closingRate: number | null;
  onTimeRate: number | null;
  holdingRate: number | null;
}

/** Counts with their sum and the rates, each a quotient of sums. */
export function figuresOf(counts: ItemCounts): ItemFigures {
  const entered =
    counts.assigned + counts.open + counts.in_verification + counts.closed + counts.sustained + counts.void;
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    ...counts,
    entered,
    closingRate: rate(counts.closed, entered - counts.void - counts.sustained),
    onTimeRate: rate(counts.on_time, counts.closed),
    holdingRate: rate(counts.held, counts.checks),
  };
}
