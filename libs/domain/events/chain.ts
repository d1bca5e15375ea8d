import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical';
import type { ReportEvent } from './event';

/** SHA-256, hex, over the previous hash and the event's canonical JSON; the first has an empty predecessor. */
export function eventHash(previous: string | null, event: Omit<ReportEvent, 'hash'>): string {
  const text = canonicalJson({
    report: event.reportId,
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
  });
  return createHash('sha256')
    .update(`${previous ?? ''}\n${text}`)
    .digest('hex');
}

/** Where a chain is broken: the first event that does not follow, or the head that does not match. */
export interface ChainFault {
  sequence: number;
  fault: 'gap' | 'hash' | 'from' | 'head';
}

/**
 * Checks one report's events, in order, against the head its row keeps: a changed, missing, inserted or
 * cut-off record shows. Undefined means whole.
 */
export function chainFault(
  events: readonly ReportEvent[],
  head: { sequence: number; hash: string | null },
): ChainFault | undefined {
  let previous: ReportEvent | undefined;
  for (const event of events) {
    const sequence = (previous?.sequence ?? 0) + 1;
    if (event.sequence !== sequence) return { sequence, fault: 'gap' };
    if (event.hash !== eventHash(previous?.hash ?? null, event)) return { sequence, fault: 'hash' };
    if (event.from !== (previous?.to ?? 'not_started')) return { sequence, fault: 'from' };
    previous = event;
  }
  if (head.sequence !== events.length || head.hash !== (previous?.hash ?? null))
    return { sequence: head.sequence, fault: 'head' };
  return undefined;
}
