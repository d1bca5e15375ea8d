import type { ItemEventType } from '@domain/ledger';
import { cutText } from '@domain/text';
import {
  type Message,
  type MessageKind,
  NotificationWriter,
  PeopleRepository,
  type Post,
} from '@features/notification';
import { Injectable } from '@nestjs/common';
import { Environment } from '@platform/config';
import type { Transaction } from '@platform/database';

type Audience = 'unit' | 'verifiers' | 'enterer' | 'next' | 'leaders' | 'holders';

interface Telling {
  kind: MessageKind;
  tell: readonly Audience[];
}

/** Who is told of what; what is missing is told to nobody. */
export const whoIsToldOfItems: Partial<Record<ItemEventType, Telling>> = {
  'rectification.entered': { kind: 'rectification.assigned', tell: ['unit'] },
  'rectification.adopted': { kind: 'rectification.assigned', tell: ['unit'] },
  'rectification.reassigned': { kind: 'rectification.assigned', tell: ['unit'] },
  'rectification.disputed': { kind: 'rectification.changed', tell: ['enterer'] },
  'rectification.answered': { kind: 'rectification.changed', tell: ['unit'] },
  'rectification.source_changed': { kind: 'rectification.changed', tell: ['unit'] },
  'rectification.rescheduled': { kind: 'rectification.changed', tell: ['unit'] },
  'rectification.voided': { kind: 'rectification.changed', tell: ['unit'] },
  'rectification.extension_requested': { kind: 'rectification.time', tell: ['next'] },
  'rectification.extended': { kind: 'rectification.time', tell: ['unit'] },
  'rectification.extension_denied': { kind: 'rectification.time', tell: ['unit'] },
  'rectification.submitted': { kind: 'rectification.awaited', tell: ['verifiers'] },
  'rectification.verified': { kind: 'rectification.verified', tell: ['unit', 'verifiers'] },
  'rectification.recused': { kind: 'rectification.awaited', tell: ['verifiers'] },
  'rectification.step_skipped': { kind: 'rectification.awaited', tell: ['verifiers'] },
  'rectification.transferred': { kind: 'rectification.awaited', tell: ['verifiers'] },
  'rectification.rejected': { kind: 'rectification.rejected', tell: ['unit'] },
  'rectification.recalled': { kind: 'rectification.changed', tell: ['unit'] },
  'rectification.relapsed': { kind: 'rectification.rejected', tell: ['unit'] },
};

interface ItemEventRow {
  id: string;
  type: ItemEventType;
  item_id: string;
  actor_id: string | null;
  actor_name: string;
  on_behalf_name: string | null;
  note: string | null;
  level: number | null;
  entered_by: string | null;
  year: number;
  serial: number;
  problem: string;
  due_on: string;
  org_id: string;
  org_code: string;
  org_name: string;
  parent_id: string | null;
  step_org_id: string | null;
  step_role: 'reviewer' | 'leader' | null;
  step_reserved: string | null;
  barred: string[];
}

/** Tells people of what happened to items, once however often it runs. */
@Injectable()
export class ItemNotifier {
  constructor(
    private readonly people: PeopleRepository,
    private readonly writer: NotificationWriter,
    private readonly environment: Environment,
  ) {}

  async tell(transaction: Transaction, eventIds: readonly string[]): Promise<void> {
    const events = await transaction.query<ItemEventRow & Record<string, unknown>>(selectEvents, [eventIds]);
    const lines = events.flatMap((event) =>
      tellingsOf(event).flatMap(({ kind, tell }) => tell.map((audience) => ({ event, kind, audience }))),
    );
    const held = await this.people.inPosts(
      transaction,
      lines.flatMap(({ event, audience }) => postsOf(event, audience)),
    );
    const messages = lines.map(({ event, kind, audience }): Message => {
      const found = held(postsOf(event, audience))
        .filter(({ userId, holderId }) => audience !== 'verifiers' || mayDecide(event, userId, holderId))
        .map(({ userId }) => userId);
      const enterer = audience === 'enterer' && event.entered_by ? [event.entered_by] : [];
      return {
        reportId: null,
        kind,
        planVersion: 0,
        occurrence: `item-event-${event.id}`,
        data: {
          org: { id: event.org_id, code: event.org_code, name: event.org_name },
          item: {
            id: event.item_id,
            number: `〔${event.year}〕整改${event.serial}号`,
            problem: cutText(event.problem, 80, '…'),
          },
          timeZone: this.environment.TZ_DEFAULT,
          dueAt: `${event.due_on}T15:59:59.999Z`,
          ...(event.actor_id ? { actor: event.actor_name } : {}),
          ...(event.on_behalf_name ? { onBehalfOf: event.on_behalf_name } : {}),
          ...(event.note ? { note: cutText(event.note, 500, '…') } : {}),
          ...(event.level ? { level: event.level } : {}),
        },
        people: [...new Set([...found, ...enterer])].filter((person) => person !== event.actor_id),
        units: audience === 'unit' || audience === 'holders' ? [event.org_id] : [],
      };
    });
    await this.writer.write(transaction, messages);
  }
}

function tellingsOf(event: ItemEventRow): Telling[] {
  if (event.type === 'rectification.urged') {
    const tell: Audience[] = ['holders'];
    if ((event.level ?? 1) >= 2) tell.push('next');
    if (event.level === 3) tell.push('leaders');
    return [{ kind: 'rectification.urged', tell }];
  }
  const telling = whoIsToldOfItems[event.type];
  return telling ? [telling] : [];
}

const authors = (orgId: string): Post[] => [
  { orgId, role: 'secretary' },
  { orgId, role: 'reporter' },
];

function postsOf(event: ItemEventRow, audience: Audience): Post[] {
  const step: Post[] =
    event.step_org_id && event.step_role ? [{ orgId: event.step_org_id, role: event.step_role }] : [];
  switch (audience) {
    case 'unit':
      return authors(event.org_id);
    case 'verifiers':
      return step;
    case 'holders':
      return step.length > 0 ? step : authors(event.org_id);
    case 'next':
      return event.parent_id
        ? [{ orgId: event.parent_id, role: 'reviewer' }]
        : [{ orgId: event.org_id, role: 'leader' }];
    case 'leaders':
      return [{ orgId: event.parent_id ?? event.org_id, role: 'leader' }];
    case 'enterer':
      return [];
  }
}

function mayDecide({ barred, step_reserved }: ItemEventRow, userId: string, holderId: string): boolean {
  if (barred.includes(userId) || barred.includes(holderId)) return false;
  return step_reserved === null || step_reserved === holderId;
}

const selectEvents = {
  name: 'ledger_told_events',
  text: `SELECT e.id, e.type, e.item_id, e.actor_id, e.actor_name, e.on_behalf_name, e.note, (e.data ->> 'level')::int AS level,
      r.body -> 'enteredBy' ->> 'userId' AS entered_by, r.year, r.serial, r.problem, r.due_on::text AS due_on,
      o.id AS org_id, o.code AS org_code, o.name AS org_name, o.parent_id, r.step_org_id, r.step_role, r.step_reserved, r.barred
    FROM rectification_event e JOIN rectification r ON r.id = e.item_id JOIN org_unit o ON o.id = r.org_id
    WHERE e.id = ANY($1::bigint[]) ORDER BY e.id`,
};
