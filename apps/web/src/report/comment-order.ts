import type { Anchor, Comment, ReportContent } from '../api/contract';
import { locate } from './passage';

/** More than a section has characters, or a report sections, indicators and problems. */
const wide = 1_000_000;

/** Where an anchor stands as one reads a report: sections, indicators, problems, then the whole. */
function placeOf(content: ReportContent | null, { kind, key, quote, occurrence }: Anchor): number {
  const sections = content?.sections ?? [];
  const at = sections.findIndex((section) => section.key === key);
  if (kind === 'section' && at >= 0)
    return at * wide + (locate(sections[at]?.body ?? '', quote, occurrence)?.from ?? wide - 1);
  if (kind === 'indicator') return sections.length * wide;
  const row = content?.problems.findIndex((problem) => problem.id === key) ?? -1;
  return kind === 'problem' && row >= 0 ? (sections.length + 1) * wide + row : Number.MAX_SAFE_INTEGER;
}

/** Comments in the order of the text, so that their numbers rise as one reads; what has no place comes last. */
export function orderComments(content: ReportContent | null, comments: Comment[]): Comment[] {
  return comments
    .map((comment) => ({ comment, at: placeOf(content, comment.anchor) }))
    .sort((a, b) => a.at - b.at)
    .map(({ comment }) => comment);
}
