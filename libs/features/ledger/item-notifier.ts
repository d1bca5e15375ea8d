import { endOfDay } from '@domain/deadlines';
import type { ItemEventType, ItemState } from '@domain/ledger';
import { cutText } from '@domain/text';
import { EndedAsks, type Message, NotificationWriter, PeopleRepository } from '@features/notification';
import { Injectable } from '@nestjs/common';
import { Environment } from '@platform/config';
import type { Transaction } from '@platform/database';
import {
  groupsOf,
  type ItemPlace,
  placeColumns,
  placeStep,
  postsOf,
  reachedOf,
  tellingsOf,
} from './item-audience';
import { itemNumber } from './item-row';

interface ItemEventRow extends ItemPlace {
  id: string;
  type: ItemEventType;
  item_id: string;
  actor_id: string | null;
  actor_name: string;
  on_behalf_name: string | null;
  note: string | null;
  level: number | null;
  to: ItemState;
  step: number | null;
  stepAfter: number | null;
  entered_by: string | null;
  year: number;
  serial: number;
  problem: string;
  due_on: string;
  org_code: string;
  org_name: string;
}

/** Tells people of what happened to items, once however often it runs. */
@Injectable()
export class ItemNotifier {
  constructor(
    private readonly people: PeopleRepository,
    private readonly writer: NotificationWriter,
    private readonly asks: EndedAsks,
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
      const found = reachedOf(event, audience, held(postsOf(event, audience)));
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
            number: itemNumber(event),
            problem: cutText(event.problem, 80, '…'),
          },
          timeZone: this.environment.TZ_DEFAULT,
          dueAt: endOfDay(event.due_on, this.environment.TZ_DEFAULT).toISOString(),
          ...(event.actor_id ? { actor: event.actor_name } : {}),
          ...(event.on_behalf_name ? { onBehalfOf: event.on_behalf_name } : {}),
          ...(event.note ? { note: cutText(event.note, 500, '…') } : {}),
          ...(event.level ? { level: event.level } : {}),
        },
        people: [...new Set([...found, ...enterer])].filter((person) => person !== event.actor_id),
        units: groupsOf(event, audience),
      };
    });
    await this.writer.write(transaction, messages);
    await this.asks.endOfItems(transaction, [
      ...new Set(events.filter(({ type }) => type !== 'rectification.urged').map(({ item_id }) => item_id)),
    ]);
  }
}

const selectEvents = {
  name: 'ledger_told_events',
  text: `SELECT e.id, e.type, e.item_id, e.actor_id, e.actor_name, e.on_behalf_name, e.note, (e.data ->> 'level')::int AS level,
      e.to_state AS to, e.step, (e.data -> 'after' ->> 'step')::int AS "stepAfter",
      r.body -> 'enteredBy' ->> 'userId' AS entered_by, r.year, r.serial, r.problem, r.due_on::text AS due_on,
      o.code AS org_code, o.name AS org_name, ${placeColumns}
    FROM rectification_event e JOIN rectification r ON r.id = e.item_id JOIN org_unit o ON o.id = r.org_id
    ${placeStep("(e.data -> 'after' ->> 'step')::int")}
    WHERE e.id = ANY($1::bigint[]) ORDER BY e.id`,
};
