import { useQuery } from '@tanstack/react-query';
import type { Report, ReportContent } from '../../api/contract';
import { getRevision } from '../../api/report';

/**
 * The revision that a return with a scope is about; null where nothing is frozen by it. While it is read, the text
 * as it stands, so that nothing opens too early.
 */
export function useReturnedContent(report: Report): ReportContent | null {
  const number = report.returned?.scope ? report.returned.revision : null;
  const revision = useQuery({
    queryKey: ['revision', report.id, number],
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => getRevision(report.id, number ?? 0),
  });
  if (number === null) return null;
  if (!revision.data) return report.content;
  return revision.data.nil ? null : revision.data.content;
}
