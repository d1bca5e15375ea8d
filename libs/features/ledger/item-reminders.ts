import { dateIn } from '@domain/deadlines';
import { type ItemReminder, itemRemindersDue, monthOf, type RemindedItem } from '@domain/ledger';
import { cutText } from '@domain/text';
import { type Message, NotificationWriter, PeopleRepository, type Post } from '@features/notification';
import { WorkingCalendarSource } from '@features/working-calendar';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { type Transaction, UnitOfWork } from '@platform/database';
import { HandlesJob, inClaimedBatches, notFailing, WorkFaults } from '@platform/queues';
import {
  groupsOf,
  type ItemAudience,
  type ItemPlace,
  placeColumns,
  placeStep,
  postsOf,
  reachedOf,
  whoIsRemindedOfItems,
} from './item-audience';
import { itemNumber } from './item-row';
import { OwedNotes } from './owed-notes';

interface ReminderRow extends ItemPlace, RemindedItem {
  id: string;
  year: number;
  serial: number;
  problem: string;
  org_code: string;
  org_name: string;
  /** The unit was dissolved or merged: nobody there can act. */
  ended: boolean;
  planned_at: Date;
}

/** One reminder for one audience. */
interface Line {
  row: ReminderRow;
  reminder: ItemReminder;
  kind: Message['kind'];
  audience: ItemAudience;
  superior: boolean;
}

/**
 * Claims the items of which somebody is to be reminded and writes the messages in the same transaction. The claim moves
 * `next_reminder_at` on; how the item stands is read under its lock, so that who acted in the meantime gets none.
 */
@Injectable()
export class ItemReminders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleRepository,
    private readonly notes: OwedNotes,
    private readonly writer: NotificationWriter,
    private readonly calendars: WorkingCalendarSource,
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly faults: WorkFaults,
  ) {}

  /** Everything that is due now. @returns how many items were claimed */
  @HandlesJob('ledger.remind')
  async sweep(): Promise<number> {
    const { unitOfWork, faults } = this;
    return inClaimedBatches({ duty: 'ledger.remind', unitOfWork, faults }, this.claim.bind(this));
  }

  private async claim(transaction: Transaction, limit: number, ids: string[]): Promise<number> {
    const now = this.clock.now();
    const rows = await transaction.query<ReminderRow & Record<string, unknown>>(claimItems, [now, limit]);
    ids.splice(0, ids.length, ...rows.map(({ id }) => id));
    if (rows.length === 0) return 0;
    const calendar = await this.calendars.current(transaction);
    const place = { timeZone: this.environment.TZ_DEFAULT, calendar };
    const planned = rows.map((row) =>
      row.ended ? { due: [], next: null } : itemRemindersDue(row, place, row.planned_at, now),
    );
    await transaction.execute(storeNext, [ids, planned.map(({ next }) => next)]);
    const due = rows.flatMap((row, index) =>
      (planned[index]?.due ?? []).map((reminder) => ({ row, reminder })),
    );
    const noting = due.filter(({ reminder }) => reminder.about === 'progress');
    await this.writer.write(transaction, [
      ...(await this.ofItems(
        transaction,
        due.filter(({ reminder }) => reminder.about !== 'progress'),
      )),
      ...(await this.ofMonths(transaction, noting)),
    ]);
    return rows.length;
  }

  private async ofItems(
    transaction: Transaction,
    due: ReadonlyArray<{ row: ReminderRow; reminder: ItemReminder }>,
  ): Promise<Message[]> {
    const lines = due.flatMap(({ row, reminder }): Line[] => {
      const { superior, ...holder } = whoIsRemindedOfItems[reminder.about];
      if (reminder.kind === 'superior')
        return superior
          ? [{ row, reminder, kind: superior.kind, audience: superior.tell, superior: true }]
          : [];
      return [{ row, reminder, kind: holder.kind, audience: holder.tell, superior: false }];
    });
    const held = await this.people.inPosts(
      transaction,
      lines.flatMap(({ row, audience }) => postsOf(row, audience)),
    );
    const reached = lines.map(({ row, audience }) => reachedOf(row, audience, held(postsOf(row, audience))));
    // Where nobody stands above, the administrators hear of it.
    const admins = lines.map(({ row, superior }, index): Post[] =>
      superior && reached[index]?.length === 0 ? [{ orgId: row.org_id, role: 'admin' }] : [],
    );
    const nearest = await this.people.nearest(transaction, admins.flat());
    return lines.map(({ row, reminder, kind, audience }, index) => ({
      ...said,
      kind,
      occurrence: `item-${row.id} ${reminder.about} ${reminder.at.toISOString()}`,
      data: {
        org: { id: row.org_id, code: row.org_code, name: row.org_name },
        item: { id: row.id, number: itemNumber(row), problem: cutText(row.problem, 80, '…') },
        about: reminder.about,
        daysLeft: reminder.daysLeft,
        dueAt: reminder.dueAt.toISOString(),
        timeZone: this.environment.TZ_DEFAULT,
      },
      people: [...(reached[index] ?? []), ...nearest(admins[index] ?? []).map(({ userId }) => userId)],
      units: groupsOf(row, audience),
    }));
  }

  /** One message for all items of a person, whichever of them came due first. */
  private async ofMonths(
    transaction: Transaction,
    noting: ReadonlyArray<{ row: ReminderRow; reminder: ItemReminder }>,
  ): Promise<Message[]> {
    const timeZone = this.environment.TZ_DEFAULT;
    const days = new Map<string, { reminder: ItemReminder; rows: ReminderRow[] }>();
    for (const { row, reminder } of noting) {
      const day = dateIn(reminder.at, timeZone);
      const known = days.get(day);
      if (known) known.rows.push(row);
      else days.set(day, { reminder, rows: [row] });
    }
    const messages: Message[] = [];
    // At most a few days come due at once: batches differ in their monthly day.
    for (const [day, { reminder, rows }] of days) {
      const month = monthOf(dateIn(reminder.dueAt, timeZone));
      const units = [...new Set(rows.map(({ org_id }) => org_id))];
      for (const { userId, count, numbers } of await this.notes.of(transaction, units, month))
        messages.push({
          ...said,
          kind: whoIsRemindedOfItems.progress.kind,
          occurrence: `item-notes ${day}`,
          data: { count, items: numbers, month, dueAt: reminder.dueAt.toISOString(), timeZone },
          people: [userId],
          units: [],
        });
    }
    return messages;
  }
}

const said = { reportId: null, planVersion: 0 };

// Limited: a batch; the sweep goes on until one is not full.
const claimItems = {
  name: 'ledger_reminders_claim',
  text: `SELECT r.id, r.year, r.serial, r.problem, r.state, r.next_reminder_at AS planned_at,
      r.plan_due_on::text AS "planDueOn", r.due_on::text AS "dueOn", r.body ->> 'covered' AS covered,
      (r.body ->> 'monthlyDay')::int AS "monthlyDay", r.step_due_at AS "stepDueAt", r.next_check_on::text AS "nextCheckOn",
      o.code AS org_code, o.name AS org_name, o.dissolved_on IS NOT NULL AS ended, ${placeColumns}
    FROM rectification r JOIN org_unit o ON o.id = r.org_id ${placeStep('r.step_index')}
    WHERE r.next_reminder_at <= $1 AND ${notFailing('ledger.remind', 'r.id')}
    ORDER BY r.next_reminder_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
};
const storeNext = {
  name: 'ledger_reminders_store',
  text: `UPDATE rectification r SET next_reminder_at = plan.next
    FROM unnest($1::uuid[], $2::timestamptz[]) AS plan(id, next) WHERE r.id = plan.id`,
};
