import type { ItemEventType } from '@domain/ledger';
import type { EventType } from '@domain/review/transitions';

/** One act on a report or an item that a client asked for, under one Idempotency-Key. */
export interface Asked {
  key: string;
  /** The report or the item; unknown of an item whose entering was given up. */
  subject: string | null;
  type: EventType | ItemEventType;
  /** The revision that a submission made, or that a decision was about; unknown of an abandoned submission. */
  revision: number | null;
}

/** Whether it is an act on an item of the rectification ledger. */
export function isOfItem({ type }: Asked): boolean {
  return type.startsWith('rectification.');
}

/** What the clients know: all that may be held against the database afterwards. */
export class Ledger {
  /** The server said that it happened. */
  readonly acknowledged: Asked[] = [];
  /** Given up after a lost connection or a failure: it may have happened, once. */
  readonly abandoned: Asked[] = [];
  /** Answers that no fault excuses. */
  readonly unexpected: string[] = [];
  /** How often a request was sent again with its key. */
  retries = 0;
  /** Acknowledgements that a repetition got. */
  afterRetry = 0;
}
