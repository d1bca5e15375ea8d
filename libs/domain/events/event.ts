import type { ItemEventData, ItemEventType, ItemState } from '../ledger';
import type { EventData, EventType, Person, ReportState } from '../review';

/** One line of a report's history as it is kept: audit, history and outbox in one (design 3.2). */
export interface ReportEvent {
  reportId: string;
  /** Counted from 1 without gaps, per report. */
  sequence: number;
  type: EventType;
  /** null id is the system. */
  actorId: string | null;
  actorName: string;
  onBehalfOf: Person | null;
  at: Date;
  from: ReportState;
  to: ReportState;
  step: number | null;
  revision: number | null;
  note: string | null;
  data: EventData;
  hash: string;
}

/** One line of an item's history in the rectification ledger, kept as a report's is. */
export interface ItemEvent
  extends Omit<ReportEvent, 'reportId' | 'type' | 'from' | 'to' | 'revision' | 'data'> {
  itemId: string;
  type: ItemEventType;
  /** `none` before there is an item. */
  from: ItemState | 'none';
  to: ItemState;
  /** Which round of verification; the column is a report's revision. */
  revision: number | null;
  data: ItemEventData;
}

export const systemName = '系统';
