import type { ContentComparison } from '@domain/comparison';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Report, ReportEvent } from '../../api/contract';
import { getComparison, getRevisions } from '../../api/report';
import { matchingOnly } from '../../report/paragraphs';
import { useSignedIn } from '../../session/session';
import type { View } from './use-review';

/** Versions that what is shown can be compared with; the author's side compares its draft with the last one too. */
export const earlierVersions = (report: Report | undefined): number[] => {
  if (!report?.content) return [];
  const draft = report.allowedActions.includes('save');
  return Array.from({ length: Math.max(0, draft ? report.revision : report.revision - 1) }, (_, n) => n + 1);
};

/** The version that one means unless one says so: the one that one decided on last, else the latest before. */
function meant(versions: number[], events: ReportEvent[], me: string): number | null {
  const decided = events.findLast(
    ({ type, actor, revision }) =>
      actor.id === me &&
      versions.includes(revision ?? 0) &&
      ['report.approved', 'report.returned', 'report.returned_to_step'].includes(type),
  );
  return decided?.revision ?? versions.at(-1) ?? null;
}

/** Last year's text helps only where this year's is a wording of it; the figures stand in their own table. */
const helpful = (comparison: ContentComparison): ContentComparison => ({
  ...comparison,
  indicators: [],
  sections: comparison.sections.map((section) => ({
    ...section,
    paragraphs: matchingOnly(section.paragraphs),
  })),
  problems: comparison.problems.flatMap((row) => {
    if (row.change === 'delete') return [];
    return row.change === 'insert'
      ? [{ change: 'same', from: row.to, to: row.to, problem: row.problem }]
      : [row];
  }),
});

/** What the text on the page is compared with, and what is different. */
export function useComparison(
  report: Report | undefined,
  events: ReportEvent[],
  view: View,
  asked: number | null,
) {
  const me = useSignedIn();
  const versions = earlierVersions(report);
  const against = asked !== null && versions.includes(asked) ? asked : meant(versions, events, me.user.id);
  const from = view === 'year' ? 'last-year' : view === 'diff' ? against : null;
  const revisions = useQuery({
    queryKey: ['revisions', report?.id, report?.revision],
    enabled: view === 'diff' && versions.length > 1,
    queryFn: () => getRevisions(report?.id ?? ''),
  });
  const query = useQuery({
    queryKey: ['comparison', report?.id, report?.version, from],
    enabled: report !== undefined && from !== null,
    retry: 1,
    queryFn: () => getComparison(report?.id ?? '', from ?? 0),
  });
  const comparison = useMemo(
    () => query.data && (view === 'year' ? helpful(query.data) : query.data),
    [query.data, view],
  );
  return {
    versions,
    against,
    revisions: revisions.data ?? [],
    comparison: from === null ? undefined : comparison,
    pending: from !== null && query.isPending,
    error: from === null ? null : query.error,
  };
}

export type Comparing = ReturnType<typeof useComparison>;
