import type { EventType } from '@domain/review/transitions';
import { cutText } from '@domain/text';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';
import { EndedAsks } from './ended-asks';
import type { MessageData } from './message';
import { type Message, NotificationWriter } from './notification-writer';
import { PeopleRepository, type PersonInPost } from './people.repository';
import { type Audience, tellingsOf, whoIsTold } from './who-is-told';

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
  org_id: string;
  role: 'reviewer' | 'leader';
  reserved_for: string | null;
  due_at: Date | null;
  recused: string[];
}

/** Whom the audience reaches, and in which units' groups it may be posted. */
interface Reached {
  people: string[];
  units: string[];
}

/** Tells people of an event by the table in `who-is-told.ts`, once however often it runs. */
@Injectable()
export class EventNotifier {
  constructor(
    private readonly people: PeopleRepository,
    private readonly writer: NotificationWriter,
    private readonly asks: EndedAsks,
  ) {}

  /** @returns what the event is about, or null where there is no such event */
  async tell(
    transaction: Transaction,
    eventId: string,
  ): Promise<{ type: string; reportId: string; at: Date } | null> {
    const [event] = await transaction.query<EventRow & Record<string, unknown>>(selectEvent, [eventId]);
    if (!event) return null;
    const about = { type: event.type, reportId: event.report_id, at: event.at };
    if (!isEventType(event.type)) return about;
    const stepAfter = event.data?.after?.step ?? null;
    const tellings = tellingsOf({
      type: event.type,
      from: event.from_state,
      to: event.to_state,
      step: event.step,
      stepAfter,
      graded: event.data?.after?.grade != null,
      released: event.released,
    });
    // A withdrawal leaves the step that it was at.
    const step = tellings.length > 0 ? await this.step(transaction, event, stepAfter ?? event.step) : null;
    const messages: Message[] = [];
    for (const { tell, kind, because } of tellings) {
      const reached = await this.reach(transaction, tell, event, step);
      messages.push({
        reportId: event.report_id,
        kind,
        planVersion: 0,
        occurrence: event.id,
        data: { ...dataOf(event, tell === 'reviewers' ? step : null), ...(because ? { because } : {}) },
        people: reached.people.filter((person) => person !== event.actor_id),
        units: reached.units,
      });
    }
    await this.writer.write(transaction, messages);
    if (event.type !== 'report.started' && event.type !== 'report.urged')
      await this.asks.end(transaction, event.report_id);
    return about;
  }

  private async step(
    transaction: Transaction,
    event: EventRow,
    index: number | null,
  ): Promise<StepRow | null> {
    if (index === null) return null;
    const [row] = await transaction.query<StepRow & Record<string, unknown>>(selectStep, [
      event.report_id,
      index,
      event.at,
    ]);
    return row ?? null;
  }

  private async reach(
    transaction: Transaction,
    audience: Audience,
    event: EventRow,
    step: StepRow | null,
  ): Promise<Reached> {
    switch (audience) {
      case 'authors':
        return this.authors(transaction, event);
      case 'reviewers':
        return step ? this.reviewers(transaction, step) : { people: [], units: [] };
      case 'called_off':
        return { people: (event.data?.calledOff ?? []).map(({ id }) => id), units: [] };
      case 'deciders':
        return { people: await this.deciders(transaction, event), units: [] };
      case 'holders': {
        const reviewers = event.data?.reviewers;
        if (!reviewers) return this.authors(transaction, event);
        return { people: reviewers.map(({ id }) => id), units: step ? [step.org_id] : [] };
      }
      case 'named': {
        const named = event.data?.toUserId ?? event.data?.to?.id ?? step?.reserved_for;
        return { people: named ? [named] : [], units: [] };
      }
      case 'admins':
        return reached(await this.people.nearest(transaction, event.org_id, 'admin'));
      case 'publishers':
        return reached(await this.people.nearest(transaction, event.org_id, 'publisher'));
    }
  }

  private async authors(transaction: Transaction, event: EventRow): Promise<Reached> {
    const found = await this.people.inPosts(transaction, [
      { orgId: event.org_id, role: 'reporter' },
      { orgId: event.org_id, role: 'secretary' },
    ]);
    return { people: reached(found).people, units: [event.org_id] };
  }

  /** A recused holder's delegate is recused with them (design 1.3). */
  private async reviewers(transaction: Transaction, step: StepRow): Promise<Reached> {
    const found = await this.people.inPosts(transaction, [{ orgId: step.org_id, role: step.role }]);
    const recused = new Set(step.recused);
    const free = found.filter(({ userId, holderId }) => !recused.has(userId) && !recused.has(holderId));
    const reserved = free.filter(({ holderId }) => holderId === step.reserved_for);
    return { people: reached(reserved.length > 0 ? reserved : free).people, units: [step.org_id] };
  }

  private async deciders(transaction: Transaction, event: EventRow): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>(selectDeciders, [
      event.report_id,
      event.revision ?? 0,
    ]);
    return rows.map(({ id }) => id);
  }
}

function reached(people: readonly PersonInPost[]): Reached {
  return {
    people: [...new Set(people.map(({ userId }) => userId))],
    units: [...new Set(people.map(({ orgId }) => orgId))],
  };
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

const selectEvent = {
  name: 'notification_event',
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
     WHERE e.id = $1`,
};

/** The step as it was entered by the time of the event, and who must not decide at it. */
const selectStep = {
  name: 'notification_step',
  text: `
    SELECT s.org_id, s.role, s.reserved_for, s.due_at,
           ARRAY(SELECT unnest(v.writers || v.submitted_by || v.on_behalf_of) FROM revision v
                  WHERE v.report_id = r.id AND v.number = r.revision
                 UNION
                 SELECT unnest(ARRAY[d.user_id, d.on_behalf_of]) FROM decision d
                  WHERE d.report_id = r.id AND d.revision = r.revision AND d.step_index <> s.index
                    AND d.void_reason IS DISTINCT FROM 'recalled') AS recused
      FROM report r
      JOIN review_step s ON s.report_id = r.id AND s.index = $2 AND s.put_aside = 0
     WHERE r.id = $1 AND (s.entered_at IS NULL OR s.entered_at <= $3)
     ORDER BY s.round DESC
     LIMIT 1`,
};

const selectDeciders = {
  name: 'notification_deciders',
  text: `SELECT DISTINCT user_id AS id FROM decision
          WHERE report_id = $1 AND revision = $2 AND void_reason IS DISTINCT FROM 'recalled'`,
};
