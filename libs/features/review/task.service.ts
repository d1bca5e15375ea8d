import { inForce } from '@domain/access';
import type { Person } from '@domain/review';
import { scopeOf } from '@features/access';
import { type ReportItem, ReportReader } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller, Page } from '@platform/http';

export const taskKinds = ['write', 'revise', 'review', 'publish'] as const;
export type TaskKind = (typeof taskKinds)[number];

export interface Task {
  kind: TaskKind;
  report: ReportItem;
  /** When it is due; for publishing, when the report was approved. */
  dueAt: Date;
  onBehalfOf: Person | null;
}

interface TaskRow {
  id: string;
  kind: TaskKind;
  due_at: Date;
  org_id: string;
  role: string;
}

/** Most that anybody is shown as their work. */
const mostTasks = 1000;

/** What somebody is to do: to write, to revise, to review, to publish, the most overdue first. */
@Injectable()
export class TaskService {
  constructor(
    private readonly database: Database,
    private readonly reader: ReportReader,
    private readonly clock: Clock,
  ) {}

  async list(caller: Caller, page: number, pageSize: number, kind?: TaskKind): Promise<Page<Task>> {
    const now = this.clock.now();
    const deciding = caller.appointments.filter(
      (post) => inForce(post, now) && (post.role === 'reviewer' || post.role === 'leader'),
    );
    const rows = await this.database.query<TaskRow & Record<string, unknown>>(selectTasks, [
      scopeOf(caller, 'report.write', now).orgIds,
      deciding.map((post) => post.orgId),
      deciding.map((post) => post.role),
      scopeOf(caller, 'report.publish', now).paths,
      kind ?? null,
      mostTasks,
      now,
    ]);
    const items = new Map(
      (
        await this.reader.items(
          caller,
          rows.map((row) => row.id),
        )
      ).map((item) => [item.id, item]),
    );
    const tasks = rows.flatMap((row): Task[] => {
      const report = items.get(row.id);
      // The rules have the last word: a step may be reserved for another, or the caller recused.
      if (!report || !isOpen(row.kind, report)) return [];
      return [{ kind: row.kind, report, dueAt: row.due_at, onBehalfOf: this.holder(caller, row, now) }];
    });
    return {
      items: tasks.slice((page - 1) * pageSize, page * pageSize),
      total: tasks.length,
      page,
      pageSize,
    };
  }

  /** Whose post it is, where the caller holds it by delegation alone. */
  private holder(caller: Caller, row: TaskRow, now: Date): Person | null {
    const posts = caller.appointments.filter(
      (post) =>
        inForce(post, now) &&
        post.orgId === row.org_id &&
        (row.role === 'author' ? ['reporter', 'secretary'] : [row.role]).includes(post.role),
    );
    const [first] = posts;
    if (!first?.onBehalfOf || posts.some((post) => !post.onBehalfOf)) return null;
    return { id: first.onBehalfOf.userId, name: first.onBehalfOf.name };
  }
}

function isOpen(kind: TaskKind, report: ReportItem): boolean {
  const may = (action: ReportItem['allowedActions'][number]) => report.allowedActions.includes(action);
  if (kind === 'review') return may('approve') || may('return');
  return kind === 'publish' ? may('publish') : may('save');
}

const selectTasks = {
  name: 'review_tasks',
  text: `SELECT * FROM (
      SELECT r.id, CASE WHEN r.state = 'returned' THEN 'revise' ELSE 'write' END AS kind,
        coalesce((r.returned ->> 'dueAt')::timestamptz, r.extended_until, t.due_at) AS due_at, r.org_id, 'author' AS role
      FROM report r JOIN cycle_tier t ON t.id = r.tier_id JOIN cycle c ON c.id = r.cycle_id
      WHERE r.org_id = ANY($1::uuid[]) AND (r.state = 'returned' OR (r.state IN ('not_started', 'drafting')
        AND ((c.state = 'open' AND (c.closes_at IS NULL OR c.closes_at >= $7)) OR r.extended_until >= $7)))
    UNION ALL
      SELECT s.report_id, 'review', s.due_at, s.org_id, s.role FROM review_step s
      JOIN (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[]) AS held(org_id, role)) held ON held.org_id = s.org_id AND held.role = s.role
      WHERE s.status = 'waiting'
    UNION ALL
      SELECT r.id, 'publish', r.held_since, r.org_id, 'publisher' FROM report r JOIN org_unit o ON o.id = r.org_id
      WHERE r.state = 'approved' AND r.nil_reason IS NULL AND o.path <@ ANY($4::ltree[])
    ) task WHERE ($5::text IS NULL OR task.kind = $5) ORDER BY task.due_at, task.id LIMIT $6`,
};
