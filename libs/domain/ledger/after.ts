import type { Day } from '../deadlines';
import type { ItemSnapshot, Month } from './item';
import type { ItemSource } from './words';

/** What of an item the figures count, as each event leaves it. */
export interface ItemAfter {
  step: number | null;
  /** Id of the unit at which it counts. */
  org: string;
  source: ItemSource;
  category: string | null;
  batch: string | null;
  due: Day;
  /** The last month that needs no further note. */
  covered: Month | null;
  monthlyDay: number;
  measures: number;
  done: number;
  extensions: number;
  relapses: number;
  checks: number;
  held: number;
  onTime: boolean | null;
}

export function afterOf(item: ItemSnapshot): ItemAfter {
  const counted = item.measures.filter(({ state }) => state !== 'withdrawn');
  return {
    step: item.stepIndex,
    org: item.org.id,
    source: item.source,
    category: item.category,
    batch: item.batchId,
    due: item.dueOn,
    covered: item.covered,
    monthlyDay: item.monthlyDay,
    measures: counted.length,
    done: counted.filter(({ state }) => state === 'done').length,
    extensions: item.extensions,
    relapses: item.relapses,
    checks: item.checks,
    held: item.held,
    onTime: item.state === 'closed' ? (item.closing?.onTime ?? null) : null,
  };
}
