import { useQuery } from '@tanstack/react-query';
import type { Cycle, ReportContent, ReportRow, TemplateDefinition, TemplateVersion } from '../api/contract';
import { answer, client } from '../api/http';
import { getReport, listAllReports } from '../api/report';

export const useCycle = (id: string | undefined) =>
  useQuery({
    queryKey: ['cycle', id],
    enabled: Boolean(id),
    staleTime: 5 * 60_000,
    queryFn: () => answer<Cycle>(client.GET('/api/v1/cycles/{id}', { params: { path: { id: id ?? '' } } })),
  });

/** The definition a report is written by; a released version never changes, so it is kept. */
export function useTemplate(report: ReportRow | undefined) {
  const id = report?.templateVersion;
  return useQuery({
    queryKey: ['template-version', id],
    enabled: Boolean(id),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<TemplateDefinition> =>
      (
        await answer<TemplateVersion>(
          client.GET('/api/v1/template-versions/{id}', { params: { path: { id: id ?? '' } } }),
        )
      ).definition,
  });
}

/** What the same unit's last settled report of an earlier cycle said. */
export function useLastYear(report: ReportRow | undefined) {
  return useQuery({
    queryKey: ['last-year', report?.org.code, report?.cycle.id],
    enabled: Boolean(report),
    staleTime: 10 * 60_000,
    queryFn: async (): Promise<ReportContent | null> => {
      if (!report) return null;
      const items = await listAllReports({
        org: report.org.code,
        tier: report.tier,
        state: 'approved,published',
      });
      const settled = items
        .filter(
          (item) =>
            item.cycle.id !== report.cycle.id &&
            item.tier === report.tier &&
            // A nil report says nothing to compare with.
            item.nil === null &&
            ['approved', 'published'].includes(item.state),
        )
        .sort((a, b) => b.dueAt.localeCompare(a.dueAt));
      const last = settled.find((item) => item.dueAt < report.dueAt);
      return last ? (await getReport(last.id)).content : null;
    },
  });
}
