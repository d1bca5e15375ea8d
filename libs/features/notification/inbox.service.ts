import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { Signals } from '@platform/signals';
import { askIsOver } from './ended-asks';
import { itemAskIsOver, itemOfMessage } from './ended-item-asks';
import { type MessageData, messageText, pageOf } from './message';
import { isMessageKind } from './message-kind';

/** A message as its recipient sees it. */
export interface InboxItem {
  id: string;
  kind: string;
  title: string;
  /** Paragraphs of plain text. */
  body: string[];
  reportId: string | null;
  /** The page that it is about, below the address of the product. */
  page: string | null;
  createdAt: Date;
  readAt: Date | null;
  /** What it asked for is done, or somebody else's by now. */
  over: boolean;
}

interface InboxRow {
  id: string;
  kind: string;
  data: MessageData;
  reportId: string | null;
  createdAt: Date;
  readAt: Date | null;
  over: boolean;
}

/** A person's own messages. */
@Injectable()
export class InboxService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly signals: Signals,
  ) {}

  async list(
    userId: string,
    page: { limit: number; offset: number; unreadOnly: boolean },
  ): Promise<{ items: InboxItem[]; total: number; unread: number }> {
    const [items, [counted]] = await Promise.all([
      this.database.query<InboxRow & Record<string, unknown>>(
        `SELECT n.id, n.kind, n.data, n.report_id AS "reportId", n.created_at AS "createdAt", n.read_at AS "readAt",
                coalesce(CASE WHEN i.id IS NULL THEN ${askIsOver} ELSE ${itemAskIsOver} END, false) AS over
           FROM notification n LEFT JOIN report r ON r.id = n.report_id ${itemOfMessage}
          WHERE n.recipient_id = $1 AND n.channel = 'in_app' AND (NOT $3 OR n.read_at IS NULL)
          ORDER BY n.id DESC LIMIT $4 OFFSET $5`,
        [userId, this.clock.now(), page.unreadOnly, page.limit, page.offset],
      ),
      this.database.query<{ total: number; unread: number }>(
        `SELECT count(*)::int AS total, count(*) FILTER (WHERE read_at IS NULL)::int AS unread
           FROM notification WHERE recipient_id = $1 AND channel = 'in_app'`,
        [userId],
      ),
    ]);
    const { total = 0, unread = 0 } = counted ?? {};
    return { items: items.map(asItem), total: page.unreadOnly ? unread : total, unread };
  }

  async unread(userId: string): Promise<number> {
    const [row] = await this.database.query<{ unread: number }>(
      `SELECT count(*)::int AS unread FROM notification
        WHERE recipient_id = $1 AND channel = 'in_app' AND read_at IS NULL`,
      [userId],
    );
    return row?.unread ?? 0;
  }

  /** Marks the person's own messages as read: those named, or all. Others' ids are passed over. */
  async read(userId: string, ids: readonly string[] | 'all'): Promise<{ unread: number }> {
    await this.database.query(
      `UPDATE notification SET read_at = $2
        WHERE recipient_id = $1 AND channel = 'in_app' AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3))`,
      [userId, this.clock.now(), ids === 'all' ? null : ids],
    );
    this.signals.raise('live', [userId]);
    return { unread: await this.unread(userId) };
  }
}

function asItem({ data, ...row }: InboxRow): InboxItem {
  // A kind of an older version keeps its place in the list.
  const text = isMessageKind(row.kind) ? messageText(row.kind, data) : { title: row.kind, body: [] };
  return { ...row, ...text, page: pageOf(row.kind, data, row.reportId) };
}
