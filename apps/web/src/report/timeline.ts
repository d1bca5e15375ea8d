import type { ReportEvent, ReportState } from '../api/contract';
import { daysBetween } from '../time/calendar';

export interface TimelineEntry {
  key: number;
  /** The event's name without its prefix: `submitted`. */
  act: string;
  glyph: ReportState;
  who: string;
  onBehalfOf: string | null;
  at: string;
  note: string | null;
  revision: number | null;
  /** Days since the act before; null for the first. */
  days: number | null;
}

const glyphs: Record<string, ReportState> = {
  started: 'drafting',
  submitted: 'drafting',
  withdrawn: 'drafting',
  approved: 'approved',
  returned: 'returned',
  reopened: 'returned',
  published: 'published',
  waived: 'waived',
};

/** Acts that move nothing on: they take no time of anybody's. */
const beside = new Set(['urged', 'extended', 'extension_requested', 'extension_granted', 'extension_denied']);

const actOf = (event: ReportEvent): string => event.type.replace(/^report\./, '');

/** The report's history, newest first, each act with the days it took. */
export function timeline(events: ReportEvent[]): TimelineEntry[] {
  const ordered = [...events].sort((a, b) => a.sequence - b.sequence);
  return ordered
    .map((event, index): TimelineEntry => {
      const act = actOf(event);
      const before = beside.has(act)
        ? undefined
        : ordered.slice(0, index).findLast((one) => !beside.has(actOf(one)));
      return {
        key: event.sequence,
        act,
        glyph: glyphs[act] ?? event.to,
        who: event.actor.name,
        onBehalfOf: event.onBehalfOf?.name ?? null,
        at: event.at,
        note: event.note ?? null,
        revision: event.revision ?? null,
        days: before ? daysBetween(before.at, event.at) : null,
      };
    })
    .reverse();
}

/** Calendar days from the first act to now, or to the last act of a settled report. */
export function totalDays(events: ReportEvent[], now: number): number {
  const first = events[0];
  return first ? daysBetween(first.at, now) : 0;
}
