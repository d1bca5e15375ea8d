import { useQuery } from '@tanstack/react-query';
import { type Cycle, type Grade, grades, type Report, type ReportRow } from '../../api/contract';
import { listAllReports } from '../../api/report';
import { useCycle } from '../../report/template';

export interface GradeUse {
  grade: Grade;
  used: number;
  /** null where the cycle sets no limit. */
  limit: number | null;
}

/** How often each grade was given in a tier, and how often it may be. A quota below 1 is a share. */
export function gradeUse(cycle: Cycle | undefined, reports: ReportRow[], own: string): GradeUse[] {
  const expected = reports.filter((report) => report.state !== 'waived').length;
  return grades.map((grade) => {
    const quota = cycle?.gradeQuota?.[grade];
    const limit =
      quota === undefined || quota === null ? null : quota < 1 ? Math.floor(quota * expected) : quota;
    return {
      grade,
      limit,
      used: reports.filter((report) => report.grade === grade && report.id !== own).length,
    };
  });
}

/** Whether the current step gives a grade: as the report says, else by the tier's route. */
export function asksGrade(report: Report | undefined, cycle: Cycle | undefined): boolean {
  if (!report?.step) return false;
  const { index } = report.step;
  const said = report.step.grade ?? report.route.find((step) => step.index === index)?.grade;
  if (said !== undefined) return said;
  const rule = cycle?.tiers
    .find((tier) => tier.kind === report.tier)
    ?.route.find((step) => step.role === report.step?.role && step.mode === report.step?.mode);
  return rule?.grade ?? false;
}

export function useGrades(report: Report | undefined) {
  const cycle = useCycle(report?.cycle.id);
  const asked = asksGrade(report, cycle.data);
  const tier = useQuery({
    queryKey: ['reports', 'grades', report?.cycle.id, report?.tier],
    enabled: asked,
    queryFn: () => listAllReports({ cycle: report?.cycle.id, tier: report?.tier }, 2_000),
  });
  const rows = (tier.data ?? []).filter((row) => row.tier === report?.tier);
  return { asked, uses: gradeUse(cycle.data, rows, report?.id ?? '') };
}
