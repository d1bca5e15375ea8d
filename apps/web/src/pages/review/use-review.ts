import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Comment, LikenessSource, Report } from '../../api/contract';
import { getChecks, getComments, getEvents, getLikeness, getReport, getReportItems } from '../../api/report';
import { orderComments } from '../../report/comment-order';
import { findingId } from '../../report/finding-card';
import { locate } from '../../report/passage';
import { useLastYear, useTemplate } from '../../report/template';
import { useAttachments } from '../../report/use-attachments';
import type { Found } from '../writing/section-part';
import type { Marked, Remark } from './numbered-marks';
import type { CommentDraft } from './use-comment-drafts';
import { useComparison } from './use-comparison';

/** What an act on a report may change elsewhere, by the first part of its key. */
const touched = new Set<unknown>([
  'report',
  'comments',
  'events',
  'attachments',
  'tasks',
  'reports',
  'completion',
  'rollup',
  'bulletin',
  'bulletin-count',
  'edition',
]);

export type View = 'text' | 'diff' | 'year' | 'checks' | 'likeness';

/** Everything one report's review shows; what may not be read simply stays empty. */
export function useReview(id: string, view: View, asked: number | null) {
  const queries = useQueryClient();
  const report = useQuery({ queryKey: ['report', id], queryFn: () => getReport(id) });
  const data = report.data;
  const template = useTemplate(data);
  const lastYear = useLastYear(data);
  const readable = Boolean(data?.content);
  const comments = useQuery({
    queryKey: ['comments', id],
    queryFn: () => getComments(id),
    enabled: readable,
  });
  const events = useQuery({
    queryKey: ['events', id, data?.version],
    queryFn: () => getEvents(id),
    enabled: Boolean(data),
    placeholderData: (previous) => previous,
  });
  const checks = useQuery({
    queryKey: ['checks', id, data?.version],
    queryFn: () => getChecks(id),
    enabled: readable,
  });
  const attachments = useAttachments(id, readable);
  const items = useQuery({
    queryKey: ['report-items', id, data?.revision],
    queryFn: () => getReportItems(id, data?.revision),
    enabled: readable && (data?.revision ?? 0) > 0 && Boolean(template.data?.ledger?.account),
  });
  const comparing = useComparison(data, events.data ?? [], view, asked);
  const likeness = useQuery({
    queryKey: ['likeness', id, data?.version],
    enabled: view === 'likeness' && readable,
    queryFn: () => getLikeness(id),
  });
  const renew = useCallback(async () => {
    await queries.invalidateQueries({ predicate: ({ queryKey }) => touched.has(queryKey[0]) });
  }, [queries]);
  const ordered = orderComments(data?.content ?? null, comments.data ?? []);
  const found: Found[] = (checks.data ?? []).map((finding, index) => ({
    finding,
    id: findingId(finding, index),
  }));
  return {
    report,
    template: template.data,
    failure: report.error ?? template.error,
    lastYear: lastYear.data,
    comments: ordered,
    events: events.data ?? [],
    found,
    comparing,
    likeness: likeness.data,
    attachments: attachments.data ?? [],
    items: items.data?.items ?? [],
    renew,
  };
}

/** Passages of comments, numbered; in the other views those of the findings, or of what others share. */
export function passagesOf(
  report: Report,
  { comments, found, likeness }: Pick<ReturnType<typeof useReview>, 'comments' | 'found' | 'likeness'>,
  view: View,
  drafts: CommentDraft[],
): Marked[] {
  if (view === 'likeness') return sharedPassages(likeness?.sources ?? []);
  const bodyOf = (key: string | undefined) =>
    report.content?.sections.find((section) => section.key === key)?.body ?? '';
  const list =
    view === 'checks'
      ? found.map(({ finding, id }) => ({
          id,
          anchor: { ...finding.anchor, quote: finding.quote ?? finding.anchor.quote },
        }))
      : [...comments.filter((comment) => comment.state !== 'resolved'), ...drafts].map(({ id, anchor }) => ({
          id,
          anchor,
        }));
  return list.flatMap(({ id, anchor }): Marked[] => {
    if (anchor.kind !== 'section' || !anchor.key) return [];
    const place = locate(bodyOf(anchor.key), anchor.quote, anchor.occurrence);
    const at = (view === 'checks' ? found : comments).findIndex((item) => item.id === id);
    return place ? [{ id, section: anchor.key, number: at < 0 ? null : at + 1, ...place }] : [];
  });
}

/** Open comments, and those being written, about an indicator or a row of the problem list. */
export const remarksOn =
  (comments: Comment[], drafts: CommentDraft[], kind: 'indicator' | 'problem') =>
  (key: string): Remark[] => {
    const here = ({ anchor }: Pick<Comment, 'anchor'>) => anchor.kind === kind && anchor.key === key;
    return [
      ...comments.flatMap((comment, index) =>
        here(comment) && comment.state !== 'resolved' ? [{ id: comment.id, number: index + 1 }] : [],
      ),
      ...drafts.filter(here).map(({ id }) => ({ id, number: null })),
    ];
  };

/** Where each readable source shares text with a section, numbered by the source. */
function sharedPassages(sources: LikenessSource[]): Marked[] {
  return sources.flatMap((source, index) =>
    (source.passages ?? []).flatMap(({ own }, at): Marked[] =>
      own.kind === 'section' && own.key
        ? [
            {
              id: at === 0 ? `source-${index}` : `source-${index}-${at}`,
              section: own.key,
              number: index + 1,
              from: own.from,
              to: own.to,
            },
          ]
        : [],
    ),
  );
}
