import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { UnitOfWork } from '@platform/database';
import { type Message, NotificationWriter } from './notification-writer';
import { PeopleRepository, type Post } from './people.repository';

interface ClosingCycle {
  id: string;
  code: string;
  title: string;
  org_id: string;
  closes_at: Date;
  time_zone: string;
  missing: number;
}

/** How long before a cycle closes by itself its administrators hear of it. */
const noticeMs = 3 * 86_400_000;

/** Tells administrators that a cycle is about to close by itself, and how many have not reported yet. */
@Injectable()
export class ClosingNotice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: NotificationWriter,
    private readonly people: PeopleRepository,
    private readonly clock: Clock,
  ) {}

  /** Once for each closing date, also where it is moved. Answers how many cycles were told of. */
  async send(): Promise<number> {
    return this.unitOfWork.run(async (transaction) => {
      const now = this.clock.now();
      const soon = await transaction.query<ClosingCycle & Record<string, unknown>>(claimClosing, [
        now,
        new Date(now.getTime() + noticeMs),
      ]);
      const messages: Message[] = [];
      for (const cycle of soon) {
        const post: Post = { orgId: cycle.org_id, role: 'admin' };
        const admins = (await this.people.nearest(transaction, [post]))([post]);
        const closesAt = cycle.closes_at.toISOString();
        messages.push({
          reportId: null,
          kind: 'cycle.closing',
          planVersion: 0,
          occurrence: `${cycle.id} ${closesAt}`,
          data: {
            cycle: { id: cycle.id, code: cycle.code, title: cycle.title },
            timeZone: cycle.time_zone,
            closesAt,
            count: cycle.missing,
          },
          people: admins.map(({ userId }) => userId),
          units: [],
        });
      }
      await this.writer.write(transaction, messages);
      return soon.length;
    });
  }
}

const claimClosing = {
  name: 'cycle_claim_closing',
  text: `UPDATE cycle c SET closing_told = c.closes_at
          WHERE c.state = 'open' AND c.closes_at BETWEEN $1 AND $2 AND c.closing_told IS DISTINCT FROM c.closes_at
      RETURNING c.id, c.code, c.title, c.org_id, c.closes_at, c.time_zone,
                (SELECT count(*)::int FROM report r JOIN org_unit o ON o.id = r.org_id AND o.dissolved_on IS NULL
                  WHERE r.cycle_id = c.id AND r.state IN ('not_started', 'drafting')) AS missing`,
};
