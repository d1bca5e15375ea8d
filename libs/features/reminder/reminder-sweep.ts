import { type DueReminders, type Occurrence, remindersDue } from '@domain/reminders';
import {
  freeToDecide,
  type Message,
  type MessageKind,
  NotificationWriter,
  PeopleRepository,
  type PersonInPost,
  type Post,
} from '@features/notification';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type NamedStatement, type Transaction, UnitOfWork } from '@platform/database';
import { HandlesJob, inClaimedBatches, WorkFaults } from '@platform/queues';
import { store } from './reminder-planner';
import {
  claimReports,
  claimSteps,
  factsKey,
  factsOf,
  type ReportRow,
  type StepRow,
  storeReports,
  storeSteps,
} from './reminder-row';

interface Due<Row> {
  row: Row;
  due: Occurrence[];
}

/**
 * Claims the reminders that are due and writes their messages in the same transaction. The claim moves
 * `next_reminder_at` on, so it falsifies its own predicate; whether somebody still holds the report up is read
 * under the claim's lock, so who submitted in the meantime gets none (design 1.6).
 */
@Injectable()
export class ReminderSweep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: NotificationWriter,
    private readonly people: PeopleRepository,
    private readonly clock: Clock,
    private readonly faults: WorkFaults,
  ) {}

  /** Everything that is due now; answers how many reports and steps were claimed. */
  @HandlesJob('reminder.sweep')
  async sweep(): Promise<number> {
    const sweeping = { duty: 'reminder.sweep' as const, unitOfWork: this.unitOfWork, faults: this.faults };
    const reports = await inClaimedBatches(sweeping, this.reports.bind(this));
    return reports + (await inClaimedBatches(sweeping, this.steps.bind(this)));
  }

  private async reports(transaction: Transaction, limit: number, ids: string[]): Promise<number> {
    const claimed = await this.claim<ReportRow>(
      transaction,
      claimReports,
      storeReports,
      'author',
      limit,
      ids,
    );
    await this.remind(
      transaction,
      claimed.due,
      (row) => [
        { orgId: row.org_id, role: 'reporter' },
        { orgId: row.org_id, role: 'secretary' },
      ],
      (row) => row.parent_id,
      'reminder.author',
    );
    return claimed.count;
  }

  private async steps(transaction: Transaction, limit: number, ids: string[]): Promise<number> {
    const claimed = await this.claim<StepRow>(transaction, claimSteps, storeSteps, 'reviewer', limit, ids);
    await this.remind(
      transaction,
      claimed.due,
      (row) => [{ orgId: row.step_org_id, role: row.role }],
      (row) => row.step_parent_id,
      'reminder.reviewer',
    );
    return claimed.count;
  }

  private async claim<Row extends ReportRow | StepRow>(
    transaction: Transaction,
    claim: NamedStatement,
    storing: NamedStatement,
    audience: 'author' | 'reviewer',
    limit: number,
    ids: string[],
  ): Promise<{ due: Due<Row>[]; count: number }> {
    const now = this.clock.now();
    const rows = await transaction.query<Row & Record<string, unknown>>(claim, [now, limit]);
    ids.splice(0, ids.length, ...rows.map(({ id }) => id));
    const known = new Map<string, DueReminders>();
    const results = rows.map((row): DueReminders => {
      const key = factsKey(row);
      const facts = factsOf(row, audience);
      const result =
        known.get(key) ??
        (facts && row.planned_at ? remindersDue(facts, row.planned_at, now) : { due: [], next: null });
      known.set(key, result);
      return result;
    });
    const next = results.map((result) => result.next);
    await store(transaction, storing, rows, next);
    const due = rows.flatMap((row, index) => {
      const found = results[index]?.due ?? [];
      return found.length > 0 ? [{ row, due: found }] : [];
    });
    return { due, count: rows.length };
  }

  private async remind<Row extends ReportRow | StepRow>(
    transaction: Transaction,
    due: readonly Due<Row>[],
    postsOf: (row: Row) => Post[],
    superiorOf: (row: Row) => string | null,
    kind: MessageKind,
  ): Promise<void> {
    if (due.length === 0) return;
    const superiorPosts = (row: Row): Post[] => {
      const orgId = superiorOf(row);
      return orgId
        ? [
            { orgId, role: 'secretary' },
            { orgId, role: 'reviewer' },
          ]
        : [];
    };
    const asked = due.flatMap(({ row, due: occurrences }) =>
      occurrences.flatMap((one) => (one.kind === 'superior' ? superiorPosts(row) : postsOf(row))),
    );
    const held = await this.people.inPosts(transaction, asked);
    const messages: Message[] = [];
    for (const { row, due: occurrences } of due) {
      for (const occurrence of occurrences) {
        const superior = occurrence.kind === 'superior';
        const found = held(superior ? superiorPosts(row) : postsOf(row));
        let people = [...new Set(superior ? found.map(({ userId }) => userId) : free(row, found))];
        // The bureau has nobody above it: its administrators hear of it.
        if (superior && people.length === 0) {
          const post: Post = { orgId: row.org_id, role: 'admin' };
          const admins = await this.people.nearest(transaction, [post]);
          people = [...new Set(admins([post]).map(({ userId }) => userId))];
        }
        const above = superiorOf(row);
        const units = superior
          ? above
            ? [above]
            : []
          : [...new Set(postsOf(row).map(({ orgId }) => orgId))];
        messages.push({
          ...messageOf(row, superior ? 'reminder.superior' : kind, occurrence),
          people,
          units,
        });
      }
    }
    await this.writer.write(transaction, messages);
  }
}

/** Those of a step who are not recused, or only whom it is reserved for. */
function free(row: ReportRow | StepRow, people: readonly PersonInPost[]): string[] {
  const able = 'recused' in row ? freeToDecide(row, people) : people;
  return able.map(({ userId }) => userId);
}

function messageOf(
  row: ReportRow | StepRow,
  kind: MessageKind,
  occurrence: Occurrence,
): Omit<Message, 'people' | 'units'> {
  const step = 'step_index' in row;
  return {
    reportId: row.report_id,
    kind,
    planVersion: row.plan_version,
    // A superior may hear of the author's delay and of a reviewer's at the same instant.
    occurrence: `${step ? `step${row.step_index} ` : ''}${occurrence.at.toISOString()}`,
    data: {
      org: { id: row.org_id, code: row.org_code, name: row.org_name },
      cycle: { id: row.cycle_id, code: row.cycle_code, title: row.cycle_title },
      timeZone: row.time_zone,
      daysLeft: occurrence.daysLeft,
      ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
    },
  };
}
