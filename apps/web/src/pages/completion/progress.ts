import type { ReportRow } from '../../api/contract';
import { dayCode, daysBetween } from '../../time/calendar';
import { median } from '../review/indicator-comparison';

export interface ProgressPoint {
  day: string;
  submitted: number;
  approved: number;
}

const approvedAt = (report: ReportRow): string | null =>
  report.state === 'approved' || report.state === 'published' ? (report.route.at(-1)?.leftAt ?? null) : null;

/** Submitted and approved so far, day by day, from the first submission to today. */
export function progress(reports: ReportRow[], now: number): ProgressPoint[] {
  const submitted = reports.flatMap((report) => report.firstSubmittedAt ?? []);
  const approved = reports.flatMap((report) => approvedAt(report) ?? []);
  const start = [...submitted, ...approved].sort()[0];
  if (!start) return [];
  const days = Math.min(daysBetween(start, now), 400);
  return Array.from({ length: days + 1 }, (_, index) => {
    const day = dayCode(Date.parse(start) + index * 86_400_000);
    const until = (instants: string[]) => instants.filter((instant) => dayCode(instant) <= day).length;
    return { day, submitted: until(submitted), approved: until(approved) };
  });
}

export interface StageTime {
  key: string;
  /** Median in days over the reports that left the stage. */
  days: number;
  limit: number | null;
  /** null: the author's own time. */
  step: ReportRow['route'][number] | null;
}

const inDays = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const tenths = (days: number): number => Math.round(days * 10) / 10;

/** How long authors took from the cycle's opening to their first submission. */
function authorTime(reports: ReportRow[], openedAt: string | null): StageTime[] {
  if (!openedAt) return [];
  const took = reports.flatMap(({ firstSubmittedAt: at }) => (at ? Math.max(0, inDays(openedAt, at)) : []));
  const days = median(took);
  return days === null ? [] : [{ key: 'author', days: tenths(days), limit: null, step: null }];
}

/** The median time the authors and each level took, with its allowance. */
export function stageTimes(reports: ReportRow[], openedAt: string | null): StageTime[] {
  const longest = reports.reduce<ReportRow['route']>(
    (best, report) => (report.route.length > best.length ? report.route : best),
    [],
  );
  const levels = longest.flatMap((step) => {
    const same = reports.flatMap((report) =>
      report.route.filter((other) => other.role === step.role && other.org.kind === step.org.kind),
    );
    const hours = same.flatMap(({ enteredAt, leftAt }) =>
      enteredAt && leftAt ? [inDays(enteredAt, leftAt)] : [],
    );
    const days = median(hours);
    return days === null
      ? []
      : [
          {
            key: `${step.org.kind}-${step.role}`,
            days: tenths(days),
            limit: step.workingDays ?? null,
            step,
          },
        ];
  });
  return [...authorTime(reports, openedAt), ...levels];
}
