import { eventHash, type ReportEvent, systemName } from '@domain/events';
import type { Decision } from '@domain/review';
import { carriedCause } from '@platform/tracing';
import type { ReportRow } from './report-row';

/** A decision's events, hashed onto the report's chain. */
export function chainEvents(row: ReportRow, decision: Decision, now: Date): ReportEvent[] {
  let previous = row.head_hash;
  return decision.events.map((draft, position) => {
    const event = {
      reportId: row.id,
      sequence: row.sequence + position + 1,
      type: draft.type,
      actorId: draft.actor?.id ?? null,
      actorName: draft.actor?.name ?? systemName,
      onBehalfOf: draft.onBehalfOf,
      at: now,
      from: draft.from,
      to: draft.to,
      step: draft.step,
      revision: draft.revision,
      note: draft.note,
      data: decides(draft.type) && row.seal ? { ...draft.data, sealed: row.seal } : draft.data,
    };
    const hash = eventHash(previous, event);
    previous = hash;
    return { ...event, hash };
  });
}

/** What a decision was about becomes part of the chain: the seal of its revision (`revision-seal.ts`). */
function decides(type: ReportEvent['type']): boolean {
  return type === 'report.approved' || type === 'report.returned';
}

/** An event as the write statement takes it, with the request that it is written for. */
export function eventRecord(event: ReportEvent): Record<string, unknown> {
  return {
    sequence: event.sequence,
    type: event.type,
    actor_id: event.actorId,
    actor_name: event.actorName,
    on_behalf_of: event.onBehalfOf?.id ?? null,
    on_behalf_name: event.onBehalfOf?.name ?? null,
    at: event.at,
    from_state: event.from,
    to_state: event.to,
    step: event.step,
    revision: event.revision,
    note: event.note,
    data: event.data,
    hash: event.hash,
    cause: carriedCause(),
  };
}
