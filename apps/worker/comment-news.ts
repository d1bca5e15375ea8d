import { jobIds } from '@contracts/index';
import type { Transaction } from '@platform/database';
import type { QueuedJob } from '@platform/queues';

interface TakenNews extends Record<string, unknown> {
  comment_id: string;
  reply_id: string | null;
  cause: string | null;
}

/**
 * Takes comments and replies that nobody was told of yet from their outbox; answers the job that each owes. The
 * row is gone with the transaction that owes the job, so that it happens once.
 */
export async function takeCommentNews(transaction: Transaction, limit: number): Promise<QueuedJob[]> {
  const rows = await transaction.query<TakenNews>(takeNews, [limit]);
  return rows.map(
    ({ comment_id, reply_id, cause }): QueuedJob =>
      reply_id === null
        ? {
            name: 'comment.notify',
            payload: { commentId: comment_id },
            id: jobIds.commentNotify(comment_id),
            cause,
          }
        : { name: 'reply.notify', payload: { replyId: reply_id }, id: jobIds.replyNotify(reply_id), cause },
  );
}

// Limited: a batch; the pump goes on while one is full.
const takeNews = {
  name: 'outbox_take_comment_news',
  text: `DELETE FROM comment_news
          WHERE id IN (SELECT id FROM comment_news ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
      RETURNING comment_id, reply_id, cause`,
};
