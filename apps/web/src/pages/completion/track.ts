import type { ReportRow, RouteStep } from '../../api/contract';
import { effectiveDue, grantedUntil } from '../../report/waiting';
import { daysBetween, localTime } from '../../time/calendar';

/** A column of the table: the author, one per kind of review step, and publication. */
export interface Column {
  key: string;
  kind: 'author' | 'step' | 'publish';
  step?: Pick<RouteStep, 'org' | 'role' | 'workingDays'>;
}

/** What a cell tells; the page puts it into words. */
export type CellFact =
  | { what: 'submitted'; at: string | null; days: number | null; returns: number; late: boolean }
  | { what: 'took'; days: number | null }
  | { what: 'overdue'; who: string[]; days: number }
  | { what: 'writing'; who: string[]; left: number }
  | { what: 'extended'; who: string[]; day: number }
  | { what: 'revising'; who: string[]; days: number }
  | { what: 'reviewing'; who: string[]; days: number }
  | { what: 'overtime'; who: string[]; days: number }
  | { what: 'vacant'; days: number }
  | { what: 'unpublished' }
  | { what: 'published'; at: string | null }
  | { what: 'ahead' };

export interface Cell {
  key: string;
  span: number;
  fact: CellFact;
  /** Where the report is now. */
  current: boolean;
}

const keyOf = (step: Pick<RouteStep, 'org' | 'role'>): string => `${step.org.kind}-${step.role}`;

/** The columns that all routes of a tier need, in the order of the longest route. */
export function columnsOf(reports: ReportRow[]): Column[] {
  const longest = reports.reduce<RouteStep[]>(
    (best, report) => (report.route.length > best.length ? report.route : best),
    [],
  );
  const steps = longest.map((step): Column => ({ key: keyOf(step), kind: 'step', step }));
  return [{ key: 'author', kind: 'author' }, ...steps, { key: 'publish', kind: 'publish' }];
}

const names = (report: ReportRow): string[] => (report.waitingOn?.who ?? []).map((person) => person.name);
const waitingDays = (report: ReportRow, now: number): number =>
  report.waitingOn ? Math.max(0, daysBetween(report.waitingOn.since, now)) : 0;

function authorFact(report: ReportRow, now: number, openedAt?: string | null): CellFact {
  const { state } = report;
  const who = names(report);
  const due = effectiveDue(report);
  const over = due !== null && Date.parse(due) < now;
  if (state === 'returned') {
    return over && due
      ? { what: 'overdue', who, days: Math.max(1, daysBetween(due, now, report.cycle.timeZone)) }
      : { what: 'revising', who, days: waitingDays(report, now) };
  }
  if (state === 'not_started' || state === 'drafting') {
    if (over && due)
      return { what: 'overdue', who, days: Math.max(1, daysBetween(due, now, report.cycle.timeZone)) };
    const until = grantedUntil(report);
    if (until) return { what: 'extended', who, day: localTime(until, report.cycle.timeZone).day };
    return {
      what: 'writing',
      who,
      left: due ? Math.max(0, daysBetween(now, due, report.cycle.timeZone)) : 0,
    };
  }
  const at = report.firstSubmittedAt;
  const days = at && openedAt ? Math.max(0, daysBetween(openedAt, at)) : null;
  return { what: 'submitted', at, days, returns: report.returns, late: report.late };
}

function stepFact(report: ReportRow, step: RouteStep, now: number): CellFact {
  const current = report.state === 'in_review' ? report.step?.index : undefined;
  const settled = report.state === 'approved' || report.state === 'published';
  if (step.index === current) {
    if (report.step?.flag === 'no_reviewer') return { what: 'vacant', days: waitingDays(report, now) };
    const due = report.step?.dueAt;
    if (due && Date.parse(due) < now)
      return {
        what: 'overtime',
        who: names(report),
        days: Math.max(1, daysBetween(due, now, report.cycle.timeZone)),
      };
    return { what: 'reviewing', who: names(report), days: waitingDays(report, now) };
  }
  if (settled || (current !== undefined && step.index < current)) {
    const days = step.enteredAt && step.leftAt ? daysBetween(step.enteredAt, step.leftAt) : null;
    return { what: 'took', days };
  }
  return { what: 'ahead' };
}

function publishFact(report: ReportRow): CellFact {
  if (report.state === 'published') return { what: 'published', at: report.updatedAt ?? null };
  return report.state === 'approved' ? { what: 'unpublished' } : { what: 'ahead' };
}

const here = new Set<CellFact['what']>([
  'overdue',
  'writing',
  'extended',
  'revising',
  'reviewing',
  'overtime',
  'vacant',
  'unpublished',
]);

/**
 * One report's track across the columns. A step its route lacks is taken in by the cell before it. The
 * author's days count from when the cycle opened.
 */
export function trackOf(report: ReportRow, columns: Column[], now: number, openedAt?: string | null): Cell[] {
  const cells: Cell[] = [];
  for (const column of columns) {
    const step =
      column.kind === 'step' ? report.route.find((candidate) => keyOf(candidate) === column.key) : undefined;
    const before = cells.at(-1);
    if (column.kind === 'step' && !step) {
      if (before) before.span += 1;
      continue;
    }
    const fact =
      column.kind === 'author'
        ? authorFact(report, now, openedAt)
        : step
          ? stepFact(report, step, now)
          : publishFact(report);
    cells.push({ key: column.key, span: 1, fact, current: here.has(fact.what) });
  }
  return cells;
}

export type LateFact = Extract<CellFact, { what: 'overdue' | 'overtime' | 'vacant' }>;

/** What holds a report up beyond its time: an author past due, a step past its allowance or without a reviewer. */
export function lateFact(report: ReportRow, now: number): LateFact | null {
  const at = report.state === 'in_review' ? report.step?.index : undefined;
  const step = report.route.find(({ index }) => index === at);
  const fact = step ? stepFact(report, step, now) : authorFact(report, now);
  return fact.what === 'overdue' || fact.what === 'overtime' || fact.what === 'vacant' ? fact : null;
}

export const isLate = (report: ReportRow, now: number): boolean => lateFact(report, now) !== null;

/** Past due with its author, be it to hand in or to mend: who is urged first. */
export const isOverdue = (report: ReportRow, now: number): boolean =>
  authorFact(report, now).what === 'overdue';

/** Of those past due, how many were handed in and have to be mended: they are among those handed in as well. */
export const overdueToMend = (reports: readonly ReportRow[], now: number): number =>
  reports.filter((report) => report.state === 'returned' && isOverdue(report, now)).length;
