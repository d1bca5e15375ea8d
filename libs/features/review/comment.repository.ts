import type { Person } from '@domain/review';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@platform/database';
import { carriedCause } from '@platform/tracing';
import type { CommentAnchor } from './comment-anchor';

export interface CommentReply {
  id: string;
  author: Person;
  body: string;
  at: string;
}

export interface StoredComment {
  id: string;
  reportId: string;
  author: Person;
  onBehalfOf: Person | null;
  anchor: CommentAnchor;
  body: string;
  blocking: boolean;
  revision: number;
  state: 'open' | 'resolved';
  replies: CommentReply[];
  /** null for whoever is no reviewer. */
  stepId: string | null;
  releasedAt: string | null;
  createdAt: string;
  editedAt: string | null;
  resolvedAt: string | null;
}

/** What decides who sees a comment. */
export interface CommentHead {
  id: string;
  author: { id: string };
  stepId: string | null;
  releasedAt: string | null;
}

export interface NewComment {
  id: string;
  reportId: string;
  revision: number;
  authorId: string;
  onBehalfOf: string | null;
  stepId: string | null;
  anchor: CommentAnchor;
  body: string;
  blocking: boolean;
  releasedAt: Date | null;
  createdAt: Date;
}

/** Comments and their replies. Every change raises the report's epoch: approving and submitting look at them. */
@Injectable()
export class CommentRepository {
  constructor(private readonly database: Database) {}

  /** What decides who sees each comment of a report, the oldest first; a report has at most some thousands. */
  async heads(reportId: string): Promise<CommentHead[]> {
    const rows = await this.database.query<{ view: CommentHead }>(commentHeads, [reportId]);
    return rows.map((row) => row.view);
  }

  /** Whole comments, the oldest first. */
  async byIds(ids: string[]): Promise<StoredComment[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<{ view: StoredComment }>(commentsById, [ids]);
    return rows.map((row) => row.view);
  }

  /** How many a report has, how many of them one person made, and the characters of all with their replies. */
  async count(
    transaction: Transaction,
    reportId: string,
    userId: string | null,
  ): Promise<{ all: number; own: number; characters: number }> {
    const [counted] = await transaction.query<{ all: number; own: number; characters: number }>(
      countComments,
      [reportId, userId],
    );
    return counted ?? { all: 0, own: 0, characters: 0 };
  }

  async find(id: string, querier: Pick<Transaction, 'query'> = this.database): Promise<StoredComment | null> {
    const [row] = await querier.query<{ view: StoredComment }>(commentById, [id]);
    return row?.view ?? null;
  }

  /** Locks the report so that its comments and its transitions follow one another. */
  async touch(transaction: Transaction, reportId: string): Promise<void> {
    await transaction.execute(touchReport, [reportId]);
  }

  async insert(transaction: Transaction, comment: NewComment): Promise<void> {
    await transaction.execute(insertComment, [
      comment.id,
      comment.reportId,
      comment.revision,
      comment.authorId,
      comment.onBehalfOf,
      comment.stepId,
      JSON.stringify(comment.anchor),
      comment.body,
      comment.blocking,
      comment.releasedAt,
      comment.createdAt,
    ]);
  }

  /** Puts what was said into the outbox of comments, with the transaction that says it. */
  async announce(transaction: Transaction, commentId: string, replyId: string | null): Promise<void> {
    await transaction.execute(insertNews, [commentId, replyId, carriedCause()]);
  }

  async change(
    transaction: Transaction,
    id: string,
    change: { body: string; blocking: boolean },
    now: Date,
  ): Promise<void> {
    await transaction.execute('UPDATE comment SET body = $2, blocking = $3, edited_at = $4 WHERE id = $1', [
      id,
      change.body,
      change.blocking,
      now,
    ]);
  }

  async resolve(transaction: Transaction, id: string, userId: string, now: Date): Promise<void> {
    await transaction.execute(
      `UPDATE comment SET state = 'resolved', resolved_at = $2, resolved_by = $3 WHERE id = $1`,
      [id, now, userId],
    );
  }

  async reply(
    transaction: Transaction,
    reply: { id: string; commentId: string; authorId: string; body: string; at: Date },
  ): Promise<void> {
    await transaction.execute(
      'INSERT INTO comment_reply (id, comment_id, author_id, body, created_at) VALUES ($1, $2, $3, $4, $5)',
      [reply.id, reply.commentId, reply.authorId, reply.body, reply.at],
    );
  }
}

const view = `jsonb_build_object('id', m.id, 'reportId', m.report_id, 'author', jsonb_build_object('id', u.id, 'name', u.name),
  'onBehalfOf', CASE WHEN h.id IS NULL THEN NULL ELSE jsonb_build_object('id', h.id, 'name', h.name) END,
  'anchor', m.anchor, 'body', m.body, 'blocking', m.blocking, 'revision', m.revision, 'state', m.state, 'stepId', m.step_id,
  'releasedAt', m.released_at, 'createdAt', m.created_at, 'editedAt', m.edited_at, 'resolvedAt', m.resolved_at,
  'replies', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'author', jsonb_build_object('id', w.id, 'name', w.name),
      'body', y.body, 'at', y.created_at) ORDER BY y.created_at, y.id), '[]')
    FROM comment_reply y JOIN app_user w ON w.id = y.author_id WHERE y.comment_id = m.id)) AS view
  FROM comment m JOIN app_user u ON u.id = m.author_id LEFT JOIN app_user h ON h.id = m.on_behalf_of`;

const commentHeads = {
  name: 'comment_heads',
  text: `SELECT jsonb_build_object('id', id, 'author', jsonb_build_object('id', author_id), 'stepId', step_id,
      'releasedAt', released_at) AS view
    FROM comment WHERE report_id = $1 ORDER BY created_at, id`,
};
const commentsById = {
  name: 'comments_by_id',
  text: `SELECT ${view} WHERE m.id = ANY($1::uuid[]) ORDER BY m.created_at, m.id`,
};
const countComments = {
  name: 'comment_count',
  text: `SELECT count(*)::int AS "all", (count(*) FILTER (WHERE author_id = $2::uuid))::int AS own,
      (coalesce(sum(length(body)), 0) + (SELECT coalesce(sum(length(y.body)), 0) FROM comment_reply y
        JOIN comment m ON m.id = y.comment_id WHERE m.report_id = $1))::int AS characters
    FROM comment WHERE report_id = $1`,
};
const commentById = { name: 'comment_by_id', text: `SELECT ${view} WHERE m.id = $1` };
const touchReport = {
  name: 'comment_touch_report',
  text: 'UPDATE report SET epoch = epoch + 1 WHERE id = $1',
};
const insertNews = {
  name: 'comment_announce',
  text: 'INSERT INTO comment_news (comment_id, reply_id, cause) VALUES ($1, $2, $3)',
};
const insertComment = {
  name: 'comment_insert',
  text: `INSERT INTO comment (id, report_id, revision, author_id, on_behalf_of, step_id, anchor, body, blocking, released_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
