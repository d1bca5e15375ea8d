import type { Jobs } from '@contracts/index';
import { cutText } from '@domain/text';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';
import { HandlesOwedJob } from '@platform/queues';
import type { MessageData } from './message';
import { NotificationWriter } from './notification-writer';
import { PeopleRepository, type Post } from './people.repository';
import { type CommentOccasion, type CommentTelling, whoIsToldOfComments } from './who-is-told';

interface CommentRow {
  id: string;
  report_id: string;
  commenter_id: string;
  commenter_active: boolean;
  author_sees: boolean;
  /** The post that the commenter reviewed in; null for a comment of others. */
  step_post: Post | null;
  said_by: string;
  said_by_name: string;
  text: string;
  org_id: string;
  org_code: string;
  org_name: string;
  cycle_id: string;
  cycle_code: string;
  cycle_title: string;
  time_zone: string;
}

/** Tells people of comments and replies, which are no transitions, by `whoIsToldOfComments`. */
@Injectable()
export class CommentNotifier {
  constructor(
    private readonly people: PeopleRepository,
    private readonly writer: NotificationWriter,
  ) {}

  /** Of a comment that the author's side sees from the beginning; others are told of with their step's decision. */
  @HandlesOwedJob('comment.notify')
  async tellOfComment(transaction: Transaction, { commentId }: Jobs['comment.notify']): Promise<void> {
    const [row] = await transaction.query<CommentRow & Record<string, unknown>>(selectComment, [commentId]);
    if (row) await this.tell(transaction, row, 'commented');
  }

  @HandlesOwedJob('reply.notify')
  async tellOfReply(transaction: Transaction, { replyId }: Jobs['reply.notify']): Promise<void> {
    const [row] = await transaction.query<CommentRow & Record<string, unknown>>(selectReply, [replyId]);
    if (row)
      await this.tell(transaction, row, row.said_by === row.commenter_id ? 'commenter_replied' : 'answered');
  }

  private async tell(transaction: Transaction, row: CommentRow, occasion: CommentOccasion): Promise<void> {
    for (const { tell, kind } of whoIsToldOfComments[occasion]) {
      const { people, units } = await this.reach(transaction, row, tell);
      await this.writer.write(transaction, [
        {
          reportId: row.report_id,
          kind,
          planVersion: 0,
          occurrence: row.id,
          data: dataOf(row, occasion),
          people: people.filter((person) => person !== row.said_by),
          units,
        },
      ]);
    }
  }

  private async reach(
    transaction: Transaction,
    row: CommentRow,
    tell: CommentTelling['tell'],
  ): Promise<{ people: string[]; units: string[] }> {
    if (tell === 'commenter') {
      if (!row.commenter_active) return { people: [], units: [] };
      const posts = row.step_post ? [row.step_post] : [];
      const held = (await this.people.inPosts(transaction, posts))(posts);
      const acting = held.filter(({ holderId }) => holderId === row.commenter_id);
      return { people: [...new Set([row.commenter_id, ...acting.map(({ userId }) => userId)])], units: [] };
    }
    // What a reviewer says to themself before the step is decided is not for the author's side.
    if (!row.author_sees) return { people: [], units: [] };
    const posts: Post[] = [
      { orgId: row.org_id, role: 'reporter' },
      { orgId: row.org_id, role: 'secretary' },
    ];
    const found = (await this.people.inPosts(transaction, posts))(posts);
    return { people: [...new Set(found.map(({ userId }) => userId))], units: [row.org_id] };
  }
}

function dataOf(row: CommentRow, occasion: CommentOccasion): MessageData {
  return {
    org: { id: row.org_id, code: row.org_code, name: row.org_name },
    cycle: { id: row.cycle_id, code: row.cycle_code, title: row.cycle_title },
    timeZone: row.time_zone,
    actor: row.said_by_name,
    note: cutText(row.text, 500, '…'),
    ...(occasion === 'commented' ? { count: 1 } : {}),
  };
}

const about = `m.report_id, m.author_id AS commenter_id, a.active AS commenter_active,
         m.step_id IS NULL OR m.released_at IS NOT NULL AS author_sees,
         (SELECT json_build_object('orgId', s.org_id, 'role', s.role) FROM review_step s WHERE s.id = m.step_id) AS step_post, r.org_id, o.code AS org_code,
         o.name AS org_name, c.id AS cycle_id, c.code AS cycle_code, c.title AS cycle_title, c.time_zone`;
const around = `
    JOIN app_user a ON a.id = m.author_id
    JOIN report r ON r.id = m.report_id
    JOIN cycle c ON c.id = r.cycle_id
    JOIN cycle_org o ON o.cycle_id = r.cycle_id AND o.org_id = r.org_id`;

const selectComment = {
  name: 'notification_comment',
  text: `SELECT m.id, m.author_id AS said_by, a.name AS said_by_name, m.body AS text, ${about}
    FROM comment m ${around} WHERE m.id = $1`,
};
const selectReply = {
  name: 'notification_reply',
  text: `SELECT y.id, y.author_id AS said_by, w.name AS said_by_name, y.body AS text, ${about}
    FROM comment_reply y JOIN app_user w ON w.id = y.author_id JOIN comment m ON m.id = y.comment_id ${around}
   WHERE y.id = $1`,
};
