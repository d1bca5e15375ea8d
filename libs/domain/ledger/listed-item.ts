import { type Period, parsePeriod } from '../checks/period';
import type { Day } from '../deadlines';
import type { ItemSource, ItemState } from './words';

/** An item as a report shows it: as it stood on one day. */
export interface ListedItem {
  id: string;
  /** 〔2026〕整改12号 */
  number: string;
  problem: string;
  source: ItemSource;
  state: ItemState;
  enteredOn: Day;
  dueOn: Day;
  /** Null unless it is closed. */
  closedOn: Day | null;
  /** Measures that were not withdrawn. */
  measures: number;
  measuresDone: number;
}

/** What the next report has to account for (design 8.1), without items that only the committee sees. */
export interface ItemList {
  /** First day of the report's period; null where the period is no date, and then only living items are listed. */
  since: Day | null;
  /** Items that were open on that day or entered since, oldest first; void ones are left out. */
  items: ListedItem[];
  /** How many there are; `items` has at most `mostListed`. */
  total: number;
}

/** Beside the list, what the checks need to know of the unit's whole ledger. */
export interface LedgerFacts extends ItemList {
  /** Rows of earlier reports that became items, whatever became of those. */
  followed: string[];
  /** Texts of measures that stand in the ledger. */
  measureTexts: string[];
}

export const mostListed = 200;

/** Still to be accounted for: neither closed, nor verified as kept up for good, nor void. */
export function isUnsettled({ state }: Pick<ListedItem, 'state'>): boolean {
  return state === 'assigned' || state === 'open' || state === 'in_verification';
}

/** First day of a cycle's period (`2025`, `2025Q4`, `2025-11`): what was closed before it was told in the report before. */
export function periodStart(period: string): Day | null {
  const parsed = parsePeriod(period);
  return parsed ? `${parsed.year}-${String(firstMonth(parsed)).padStart(2, '0')}-01` : null;
}

const firstMonth = ({ quarter, month }: Period): number => month ?? (quarter ? quarter * 3 - 2 : 1);

/** Figures of the ledger that an indicator may be bound to. */
export const ledgerFigures = ['items', 'measures', 'measures_done', 'closed'] as const;
export type LedgerFigure = (typeof ledgerFigures)[number];

export const ledgerFigureNames: Record<LedgerFigure, string> = {
  items: '整改事项',
  measures: '整改措施',
  measures_done: '已完成措施',
  closed: '已销号事项',
};

/** A figure of the list; null where the list is not whole. */
export function ledgerFigure({ items, total }: ItemList, figure: LedgerFigure): number | null {
  if (items.length < total) return null;
  switch (figure) {
    case 'items':
      return items.length;
    case 'closed':
      return items.filter(({ state }) => state === 'closed').length;
    case 'measures':
      return items.reduce((sum, { measures }) => sum + measures, 0);
    case 'measures_done':
      return items.reduce((sum, { measuresDone }) => sum + measuresDone, 0);
  }
}
