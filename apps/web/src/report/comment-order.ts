import type { Comment, ReportContent } from '../api/contract';
import { locate } from './passage';

/** Comments in the order of the text, so that their numbers rise as one reads; what has no place comes last. */
export function orderComments(content: ReportContent | null, comments: Comment[]): Comment[] {
  const place = (comment: Comment): number => {
    const at = content?.sections.findIndex((section) => section.key === comment.anchor.key) ?? -1;
    if (comment.anchor.kind !== 'section' || at < 0) return Number.MAX_SAFE_INTEGER;
    const body = content?.sections[at]?.body ?? '';
    return at * 1_000_000 + (locate(body, comment.anchor.quote, comment.anchor.occurrence)?.from ?? 999_999);
  };
  return comments
    .map((comment) => ({ comment, at: place(comment) }))
    .sort((a, b) => a.at - b.at)
    .map(({ comment }) => comment);
}
