import type { Me, ReportRow } from '../../api/contract';
import type { Task } from '../../api/task';
import { isOver } from '../../report/waiting';
import { type Due, dueOf } from '../../time/calendar';

export type Filter = 'all' | 'revise' | 'write' | 'review' | 'publish';
export type GroupName = 'today' | 'soon' | 'later';

export interface TaskGroup {
  name: GroupName;
  tasks: Task[];
}

/** Publishing has no deadline: it never is overdue and comes after everything that has one. */
const instant = (task: Task): number =>
  task.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(task.dueAt);

const groupOf = (due: Due | null): GroupName => {
  if (due === null) return 'later';
  if (due.kind !== 'left') return 'today';
  return due.days <= 3 ? 'soon' : 'later';
};

/** 今天就办, 三天内, 以后: tasks by the days they have left, each group in due order. */
export function groupTasks(tasks: Task[], now: number): TaskGroup[] {
  const sorted = [...tasks].sort((a, b) => (instant(a) < instant(b) ? -1 : Number(instant(a) > instant(b))));
  const names: GroupName[] = ['today', 'soon', 'later'];
  return names
    .map((name) => ({
      name,
      tasks: sorted.filter(
        (task) =>
          groupOf(task.dueAt === null ? null : dueOf(task.dueAt, now, task.report.cycle.timeZone)) === name,
      ),
    }))
    .filter((group) => group.tasks.length > 0);
}

export interface Tally {
  overdue: number;
  overtime: number;
  today: number;
}

/** How many are past due (author), past the allowance (reviewer), or due today. */
export function tally(tasks: Task[], now: number): Tally {
  const result: Tally = { overdue: 0, overtime: 0, today: 0 };
  for (const task of tasks) {
    if (task.dueAt === null) continue;
    const due = dueOf(task.dueAt, now, task.report.cycle.timeZone);
    if (due.kind === 'today') result.today += 1;
    else if (due.kind === 'overdue') result[task.kind === 'review' ? 'overtime' : 'overdue'] += 1;
  }
  return result;
}

/**
 * What others hold: reports of my units under review, and reports of the level below that are past
 * due. What is mine to do is left out.
 */
export function heldByOthers(
  reports: ReportRow[],
  tasks: Task[],
  myUnits: Set<string>,
  now: number,
): ReportRow[] {
  const mine = new Set(tasks.map((task) => task.report.id));
  return reports.filter(
    (report) =>
      !mine.has(report.id) &&
      ((report.state === 'in_review' && myUnits.has(report.org.code)) ||
        (report.allowedActions.includes('urge') && isOver(report, now))),
  );
}

/**
 * The report that reaches this reviewer next: still with its authors, below a unit where they review or
 * decide, due soonest and not yet overdue.
 */
export function nextToCome(reports: ReportRow[], me: Me, now: number): ReportRow | null {
  const posts = me.appointments.filter(({ role }) => role === 'reviewer' || role === 'leader');
  if (posts.length === 0) return null;
  const own = new Set(me.appointments.map(({ org }) => org.code));
  const coming = reports.filter(
    ({ org, state, dueAt }) =>
      !own.has(org.code) &&
      ['not_started', 'drafting', 'returned'].includes(state) &&
      Date.parse(dueAt) >= now,
  );
  return coming.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0] ?? null;
}
