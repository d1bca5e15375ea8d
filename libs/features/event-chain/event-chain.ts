import { eventHash, type ItemEvent, itemEventHash, type ReportEvent, systemName } from '@domain/events';
import type { ItemEventDraft } from '@domain/ledger';
import type { Decision } from '@domain/review';

/** The end of a history: what the next event is chained to. `hash` is null before the first. */
export interface Head {
  id: string;
  sequence: number;
  hash: string | null;
}

/** A decision's events, hashed onto the report's chain. `seal`: of the revision that it was about (`revision-seal.ts`). */
export function chainEvents(
  head: Head,
  { events }: Pick<Decision, 'events'>,
  seal: string | null,
  now: Date,
): ReportEvent[] {
  const sealed = (draft: Decision['events'][number]) =>
    decides(draft.type) && seal ? { ...draft.data, sealed: seal } : draft.data;
  const made = events.map((draft) => ({
    reportId: head.id,
    ...drawnUp(draft, now),
    revision: draft.revision,
    data: sealed(draft),
  }));
  return chained(head, made, eventHash);
}

/** A decision's events, hashed onto the item's chain. `round`: of verification, 0 before the first. */
export function chainItemEvents(
  head: Head,
  drafts: readonly ItemEventDraft[],
  round: number,
  now: Date,
): ItemEvent[] {
  const made = drafts.map((draft) => ({
    itemId: head.id,
    ...drawnUp(draft, now),
    revision: round === 0 ? null : round,
    // As it will be read again: members that say nothing are not kept.
    data: JSON.parse(JSON.stringify(draft.data)) as ItemEvent['data'],
  }));
  return chained(head, made, itemEventHash);
}

/** What a decision was about becomes part of the chain: the seal of its revision. */
function decides(type: ReportEvent['type']): boolean {
  return type === 'report.approved' || type === 'report.returned';
}

function drawnUp<Draft extends Decision['events'][number] | ItemEventDraft>(draft: Draft, now: Date) {
  return {
    type: draft.type as Draft['type'],
    actorId: draft.actor?.id ?? null,
    actorName: draft.actor?.name ?? systemName,
    onBehalfOf: draft.onBehalfOf,
    at: now,
    from: draft.from as Draft['from'],
    to: draft.to as Draft['to'],
    step: draft.step,
    note: draft.note,
  };
}

function chained<Made extends object>(
  head: Head,
  made: readonly Made[],
  hashOf: (previous: string | null, event: Made & { sequence: number }) => string,
): Array<Made & { sequence: number; hash: string }> {
  let previous = head.hash;
  return made.map((event, position) => {
    const numbered = { ...event, sequence: head.sequence + position + 1 };
    previous = hashOf(previous, numbered);
    return { ...numbered, hash: previous };
  });
}

/** What `event` and `rectification_event` keep of an event beside whose it is; statements read and write it by this list. */
const columns = {
  sequence: 'integer',
  type: 'text',
  actor_id: 'uuid',
  actor_name: 'text',
  on_behalf_of: 'uuid',
  on_behalf_name: 'text',
  at: 'timestamptz',
  from_state: 'text',
  to_state: 'text',
  step: 'integer',
  revision: 'integer',
  note: 'text',
  data: 'jsonb',
  hash: 'text',
};
export const eventColumns = Object.keys(columns);
/** Each with its type, as a record of them is declared. */
export const eventColumnTypes = Object.entries(columns).map(([name, type]) => `${name} ${type}`);

/** An event as it is read. */
export interface EventRow<Event extends ReportEvent | ItemEvent> {
  sequence: number;
  type: Event['type'];
  actor_id: string | null;
  actor_name: string;
  on_behalf_of: string | null;
  on_behalf_name: string | null;
  at: Date;
  from_state: Event['from'];
  to_state: Event['to'];
  step: number | null;
  revision: number | null;
  note: string | null;
  data: Event['data'];
  hash: string;
}

/** An event as statements take it. */
export function eventRecord(event: ReportEvent | ItemEvent): Record<keyof typeof columns, unknown> {
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
  };
}

/** The same of an item's event, which one statement writes beside those of others. */
export const itemEventRecord = (event: ItemEvent) => ({ item_id: event.itemId, ...eventRecord(event) });

/** The event of a row, without whose it is. */
export function keptEvent<Event extends ReportEvent | ItemEvent>(row: EventRow<Event>) {
  return {
    sequence: row.sequence,
    type: row.type,
    actorId: row.actor_id,
    actorName: row.actor_name,
    onBehalfOf: row.on_behalf_of === null ? null : { id: row.on_behalf_of, name: row.on_behalf_name ?? '' },
    at: row.at,
    from: row.from_state,
    to: row.to_state,
    step: row.step,
    revision: row.revision,
    note: row.note,
    data: row.data,
    hash: row.hash,
  };
}
