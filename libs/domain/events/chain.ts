import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical';
import type { ItemEvent, ReportEvent } from './event';

/** SHA-256, hex, over the previous hash and the event's canonical JSON; the first has an empty predecessor. */
export function eventHash(previous: string | null, event: Omit<ReportEvent, 'hash'>): string {
  return chained(previous, { report: event.reportId, ...recorded(event) });
}

/** The same of an event of the rectification ledger. */
export function itemEventHash(previous: string | null, event: Omit<ItemEvent, 'hash'>): string {
  return chained(previous, { item: event.itemId, ...recorded(event) });
}

function recorded(event: Omit<ReportEvent, 'hash' | 'reportId'> | Omit<ItemEvent, 'hash' | 'itemId'>) {
  return {
    sequence: event.sequence,
    type: event.type,
    actor: event.actorId,
    actorName: event.actorName,
    onBehalfOf: event.onBehalfOf,
    at: event.at,
    from: event.from,
    to: event.to,
    step: event.step,
    revision: event.revision,
    note: event.note,
    data: event.data,
  };
}

function chained(previous: string | null, record: object): string {
  const text = canonicalJson(record);
  return createHash('sha256')
    .update(`${previous ?? ''}\n${text}`)
    .digest('hex');
}

/** Where a chain is broken: the first event that does not follow, or the head that does not match. */
export interface ChainFault {
  sequence: number;
  fault: 'gap' | 'hash' | 'from' | 'head';
}

/** What a chain is checked by, of a report or of an item. */
interface Link {
  sequence: number;
  from: string;
  to: string;
  hash: string;
}

interface Head {
  sequence: number;
  hash: string | null;
}

/**
 * Checks one report's events, in order, against the head its row keeps: a changed, missing, inserted or
 * cut-off record shows. Undefined means whole.
 */
export function chainFault(events: readonly ReportEvent[], head: Head): ChainFault | undefined {
  return faultIn(events, head, 'not_started', eventHash);
}

/** The same of one item of the rectification ledger. */
export function itemChainFault(events: readonly ItemEvent[], head: Head): ChainFault | undefined {
  return faultIn(events, head, 'none', itemEventHash);
}

function faultIn<Event extends Link>(
  events: readonly Event[],
  head: Head,
  origin: string,
  hashOf: (previous: string | null, event: Event) => string,
): ChainFault | undefined {
  let previous: Event | undefined;
  for (const event of events) {
    const sequence = (previous?.sequence ?? 0) + 1;
    if (event.sequence !== sequence) return { sequence, fault: 'gap' };
    if (event.hash !== hashOf(previous?.hash ?? null, event)) return { sequence, fault: 'hash' };
    if (event.from !== (previous?.to ?? origin)) return { sequence, fault: 'from' };
    previous = event;
  }
  if (head.sequence !== events.length || head.hash !== (previous?.hash ?? null))
    return { sequence: head.sequence, fault: 'head' };
  return undefined;
}
