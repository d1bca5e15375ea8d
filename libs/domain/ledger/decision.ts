import type { Problem } from '../problems';
import type { Person } from '../review';
import { afterOf, type ItemAfter } from './after';
import type { ItemSnapshot } from './item';
import type { ItemEventType } from './transitions';
import type { ItemState } from './words';

export interface ItemEventDraft {
  type: ItemEventType;
  /** null is the system. */
  actor: Person | null;
  onBehalfOf: Person | null;
  /** `none` before there is an item. */
  from: ItemState | 'none';
  to: ItemState;
  step: number | null;
  note: string | null;
  data: ItemEventData;
}

/** `after` is what figures and the verification of histories are folded from. */
export interface ItemEventData {
  after: ItemAfter;
  /** Names of the day, which stay whatever becomes of the tree. */
  org: { code: string; name: string };
  [more: string]: unknown;
}

/** What one accepted command makes of an item; written in one transaction, all or nothing. */
export interface ItemOutcome {
  ok: true;
  item: ItemSnapshot;
  events: ItemEventDraft[];
}

export interface ItemRefusal {
  ok: false;
  problem: Problem;
}

interface Details {
  actor?: Person | null;
  onBehalfOf?: Person | null;
  step?: number | null;
  note?: string | null;
  data?: Record<string, unknown>;
}

/** The event of a transition from one snapshot to the next. */
export function itemEvent(
  from: ItemState | 'none',
  item: ItemSnapshot,
  type: ItemEventType,
  { actor, onBehalfOf, step, note, data }: Details,
): ItemEventDraft {
  return {
    type,
    actor: actor ?? null,
    onBehalfOf: onBehalfOf ?? null,
    from,
    to: item.state,
    step: step ?? null,
    note: note ?? null,
    data: { after: afterOf(item), org: { code: item.org.code, name: item.org.name }, ...data },
  };
}
