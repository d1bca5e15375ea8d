import type { EventType } from '@domain/review/transitions';
import { cutText } from '@domain/text';
import { isHeld, whoActs } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { EndedAsks } from './ended-asks';
import type { MessageData } from './message';
import { type Message, NotificationWriter } from './notification-writer';
import { freeToDecide, PeopleRepository, type PersonInPost, type Post } from './people.repository';
import { type Telling, tellingsOf, whoIsTold } from './who-is-told';

interface EventRow {
  id: string;
  type: string;
  report_id: string;
  actor_id: string | null;
  actor_name: string;
  on_behalf_of: string | null;
  on_behalf_name: string | null;
  at: Date;
  from_state: string;
  to_state: string;
  step: number | null;
  revision: number | null;
  note: string | null;
  data: {
    after?: { step: number | null; grade: string | null };
    until?: string;
    toUserId?: string;
    to?: { id: string };
    reviewers?: Array<{ id: string }>;
    calledOff?: Array<{ id: string }>;
  } | null;
  org_id: string;
  org_code: string;
  org_name: string;
  cycle_id: string;
  cycle_code: string;
  cycle_title: string;
  time_zone: string;
  returned_due_at: string | null;
  released: number;
}

interface StepRow {
  event_id: string;
  org_id: string;
  role: 'reviewer' | 'leader';
  reserved_for: string | null;
  due_at: Date | null;
  recused: string[];
}

/** What follows from an event, as far as others need to know it. */
export interface ToldEvent {
  type: string;
  reportId: string;
  at: Date;
}

/** Whom the audience reaches, and in which units' groups it may be posted. */
interface Reached {
  people: string[];
  units: string[];
}

/** One line of the table that applies to one event. */
interface Occasion {
  event: EventRow;
  telling: Telling;
  step: StepRow | null;
}

/** Nobody's task ends with these. */
const leavesAsks: ReadonlySet<string> = new Set(['report.started', 'report.urged']);

const nobody: Reached = { people: [], units: [] };

/** Tells people of events by the table in `who-is-told.ts`, once however often it runs. */
@Injectable()
export class EventNotifier {
  constructor(
    private readonly people: PeopleRepository,
    private readonly writer: NotificationWriter,
    private readonly asks: EndedAsks,
    private readonly clock: Clock,
  ) {}

  /** @returns what the events are about; those that do not exist are absent */
  async tell(transaction: Transaction, eventIds: readonly string[]): Promise<ToldEvent[]> {
    const events = await transaction.query<EventRow & Record<string, unknown>>(selectEvents, [eventIds]);
    const occasions = await this.occasions(transaction, events);
    const reach = await this.reach(transaction, occasions);
    await this.writer.write(
      transaction,
      occasions.map((occasion): Message => {
        const { event, telling, step } = occasion;
        const { people, units } = reach(occasion);
        return {
          reportId: event.report_id,
          kind: telling.kind,
          planVersion: 0,
          occurrence: event.id,
          data: {
            ...dataOf(event, telling.tell === 'reviewers' ? step : null),
            ...(telling.because ? { because: telling.because } : {}),
          },
          people: people.filter((person) => person !== event.actor_id),
          units,
        };
      }),
    );
    await this.asks.end(transaction, [
      ...new Set(events.filter(({ type }) => !leavesAsks.has(type)).map(({ report_id }) => report_id)),
    ]);
    return events.map(({ type, report_id, at }) => ({ type, reportId: report_id, at }));
  }

  private async occasions(transaction: Transaction, events: readonly EventRow[]): Promise<Occasion[]> {
    const lines = events.map((event) => ({ event, tellings: tellingsFor(event) }));
    // A withdrawal leaves the step that it was at.
    const asked = lines.flatMap(({ event, tellings }) => {
      const index = event.data?.after?.step ?? event.step;
      return tellings.length > 0 && index !== null ? [{ event, index }] : [];
    });
    const rows =
      asked.length === 0
        ? []
        : await transaction.query<StepRow & Record<string, unknown>>(selectSteps, [
            asked.map(({ event }) => event.id),
            asked.map(({ index }) => index),
          ]);
    const steps = new Map(rows.map((row) => [row.event_id, row]));
    return lines.flatMap(({ event, tellings }) =>
      tellings.map((telling) => ({ event, telling, step: steps.get(event.id) ?? null })),
    );
  }

  /** Asks for everybody whom any of the occasions may reach, and answers whom each of them does. */
  private async reach(
    transaction: Transaction,
    occasions: readonly Occasion[],
  ): Promise<(occasion: Occasion) => Reached> {
    const held = await this.people.inPosts(transaction, occasions.flatMap(postsOf));
    const above = await this.people.nearest(transaction, occasions.flatMap(highPostOf));
    const deciding = occasions.filter(({ telling }) => telling.tell === 'deciders');
    const deciders = new Map<string, string[]>();
    if (deciding.length > 0) {
      const ids = [...new Set(deciding.map(({ event }) => event.id))];
      const rows = await transaction.query<{ event_id: string; people: string[] }>(selectDeciders, [
        ids,
        this.clock.now(),
      ]);
      for (const row of rows) deciders.set(row.event_id, row.people);
    }
    return ({ event, telling, step }) => {
      switch (telling.tell) {
        case 'authors':
          return { people: idsOf(held(authorPosts(event))), units: [event.org_id] };
        case 'reviewers':
          return step
            ? {
                people: idsOf(freeToDecide(step, held(postsOf({ event, telling, step })))),
                units: [step.org_id],
              }
            : nobody;
        case 'called_off':
          return { people: (event.data?.calledOff ?? []).map(({ id }) => id), units: [] };
        case 'deciders':
          return { people: deciders.get(event.id) ?? [], units: [] };
        case 'holders': {
          const reviewers = event.data?.reviewers;
          if (!reviewers) return { people: idsOf(held(authorPosts(event))), units: [event.org_id] };
          return { people: reviewers.map(({ id }) => id), units: step ? [step.org_id] : [] };
        }
        case 'named': {
          const named = event.data?.toUserId ?? event.data?.to?.id ?? step?.reserved_for;
          if (!named || !step) return { people: named ? [named] : [], units: [] };
          const free = freeToDecide(step, held(postsOf({ event, telling, step })));
          const deputies = free.filter(({ holderId }) => holderId === named);
          return { people: [...new Set([named, ...idsOf(deputies)])], units: [] };
        }
        case 'admins':
        case 'publishers': {
          const found = above(highPostOf({ event, telling }));
          return { people: idsOf(found), units: [...new Set(found.map(({ orgId }) => orgId))] };
        }
      }
    };
  }
}

function tellingsFor(event: EventRow): readonly Telling[] {
  if (!isEventType(event.type)) return [];
  return tellingsOf({
    type: event.type,
    from: event.from_state,
    to: event.to_state,
    step: event.step,
    stepAfter: event.data?.after?.step ?? null,
    graded: event.data?.after?.grade != null,
    released: event.released,
  });
}

const authorPosts = ({ org_id }: EventRow): Post[] => [
  { orgId: org_id, role: 'reporter' },
  { orgId: org_id, role: 'secretary' },
];

function postsOf({ event, telling, step }: Occasion): Post[] {
  if (telling.tell === 'authors' || telling.tell === 'holders') return authorPosts(event);
  return (telling.tell === 'reviewers' || telling.tell === 'named') && step
    ? [{ orgId: step.org_id, role: step.role }]
    : [];
}

function highPostOf({ event, telling }: Pick<Occasion, 'event' | 'telling'>): Post[] {
  if (telling.tell === 'admins') return [{ orgId: event.org_id, role: 'admin' }];
  return telling.tell === 'publishers' ? [{ orgId: event.org_id, role: 'publisher' }] : [];
}

function idsOf(people: readonly PersonInPost[]): string[] {
  return [...new Set(people.map(({ userId }) => userId))];
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(whoIsTold, type);
}

function dataOf(event: EventRow, step: StepRow | null): MessageData {
  const dueAt = step?.due_at?.toISOString() ?? (event.to_state === 'returned' ? event.returned_due_at : null);
  return {
    org: { id: event.org_id, code: event.org_code, name: event.org_name },
    cycle: { id: event.cycle_id, code: event.cycle_code, title: event.cycle_title },
    timeZone: event.time_zone,
    ...(event.actor_id ? { actor: event.actor_name } : {}),
    ...(event.on_behalf_name ? { onBehalfOf: event.on_behalf_name } : {}),
    ...(event.note ? { note: cutText(event.note, 500, '…') } : {}),
    ...(event.step ? { step: event.step } : {}),
    ...(event.data?.after?.grade ? { grade: event.data.after.grade } : {}),
    ...(event.data?.until ? { until: event.data.until } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(event.released > 0 ? { count: event.released } : {}),
  };
}

const selectEvents = {
  name: 'notification_events',
  text: `
    SELECT e.id, e.type, e.report_id, e.actor_id, e.actor_name, e.on_behalf_of, e.on_behalf_name, e.at,
           e.from_state, e.to_state, e.step, e.revision, e.note, e.data,
           r.org_id, o.code AS org_code, o.name AS org_name, r.returned ->> 'dueAt' AS returned_due_at,
           c.id AS cycle_id, c.code AS cycle_code, c.title AS cycle_title, c.time_zone,
           (SELECT count(*)::int FROM comment k WHERE k.report_id = e.report_id AND k.step_id IS NOT NULL
             AND k.released_at = e.at) AS released
      FROM event e
      JOIN report r ON r.id = e.report_id
      JOIN cycle c ON c.id = r.cycle_id
      JOIN cycle_org o ON o.cycle_id = r.cycle_id AND o.org_id = r.org_id
     WHERE e.id = ANY($1::bigint[])
     ORDER BY e.id`,
};

/** Of each event the step as it was entered by then, and who must not decide at it. */
const selectSteps = {
  name: 'notification_steps',
  text: `
    SELECT asked.event_id::text AS event_id, s.org_id, s.role, s.reserved_for, s.due_at,
           ARRAY(SELECT unnest(v.writers || v.submitted_by || v.on_behalf_of) FROM revision v
                  WHERE v.report_id = r.id AND v.number = r.revision
                 UNION
                 SELECT unnest(ARRAY[d.user_id, d.on_behalf_of]) FROM decision d
                  WHERE d.report_id = r.id AND d.revision = r.revision AND d.step_index <> s.index
                    AND d.void_reason IS DISTINCT FROM 'recalled') AS recused
      FROM unnest($1::bigint[], $2::int[]) AS asked(event_id, index)
      JOIN event e ON e.id = asked.event_id
      JOIN report r ON r.id = e.report_id
      CROSS JOIN LATERAL (
        SELECT * FROM review_step s
         WHERE s.report_id = r.id AND s.index = asked.index AND s.put_aside = 0
           AND (s.entered_at IS NULL OR s.entered_at <= e.at)
         ORDER BY s.round DESC LIMIT 1) s`,
};

/** Whoever decided, and who acts now in the post that they decided in. */
const selectDeciders = {
  name: 'notification_deciders',
  text: `SELECT e.id::text AS event_id, array_agg(DISTINCT u.id) AS people
           FROM event e JOIN decision d ON d.report_id = e.report_id AND d.revision = e.revision
           LEFT JOIN appointment a ON a.id = d.appointment_id
            AND ${isHeld('a', '$2')}
           LEFT JOIN ${whoActs('a', '$2')} acting ON true
           JOIN app_user u ON u.id IN (d.user_id, acting.user_id)
          WHERE e.id = ANY($1::bigint[]) AND d.void_reason IS DISTINCT FROM 'recalled'
          GROUP BY e.id`,
};
