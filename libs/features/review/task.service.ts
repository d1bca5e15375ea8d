import { inForce } from '@domain/access';
import type { Person } from '@domain/review';
import { scopeOf } from '@features/access';
import { type ReportItem, ReportReader } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller, Page } from '@platform/http';
import { selectTasks } from './task-statement';

export const taskKinds = ['write', 'revise', 'review', 'publish'] as const;
export type TaskKind = (typeof taskKinds)[number];

export interface Task {
  kind: TaskKind;
  report: ReportItem;
  /** When it is due; null for publishing, which has no deadline. */
  dueAt: Date | null;
  onBehalfOf: Person | null;
}

/** One page of somebody's tasks, with how many there are of each kind. */
export interface TaskPage extends Page<Task> {
  counts: Record<TaskKind, number>;
}

interface TaskRow {
  id: string;
  kind: TaskKind;
  due_at: string | null;
  org_id: string;
  role: string;
}

/** What somebody is to do: to write, to revise, to review, the most overdue first; then to publish. */
@Injectable()
export class TaskService {
  constructor(
    private readonly database: Database,
    private readonly reader: ReportReader,
    private readonly clock: Clock,
  ) {}

  async list(caller: Caller, page: number, pageSize: number, kind?: TaskKind): Promise<TaskPage> {
    const now = this.clock.now();
    const deciding = caller.appointments.filter(
      (post) => inForce(post, now) && (post.role === 'reviewer' || post.role === 'leader'),
    );
    const [found] = await this.database.query<{ counts: Partial<Record<TaskKind, number>>; rows: TaskRow[] }>(
      selectTasks,
      [
        scopeOf(caller, 'report.write', now).orgIds,
        deciding.map((post) => post.orgId),
        deciding.map((post) => post.role),
        deciding.map((post) => post.onBehalfOf?.userId ?? caller.userId),
        scopeOf(caller, 'report.publish', now).paths,
        caller.userId,
        now,
        kind ?? null,
        pageSize,
        (page - 1) * pageSize,
      ],
    );
    const rows = found?.rows ?? [];
    const ids = [...new Set(rows.map((row) => row.id))];
    const items = new Map((await this.reader.items(caller, ids)).map((item) => [item.id, item]));
    const tasks = rows.flatMap((row): Task[] => {
      const report = items.get(row.id);
      // Between the two statements somebody may have acted: the rules have the last word.
      if (!report || !isOpen(row.kind, report)) return [];
      const dueAt = row.due_at === null ? null : new Date(row.due_at);
      return [{ kind: row.kind, report, dueAt, onBehalfOf: this.holder(caller, row, now) }];
    });
    const counts = { write: 0, revise: 0, review: 0, publish: 0, ...found?.counts };
    const total = kind ? counts[kind] : taskKinds.reduce((sum, each) => sum + counts[each], 0);
    return { items: tasks, total, page, pageSize, counts };
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
