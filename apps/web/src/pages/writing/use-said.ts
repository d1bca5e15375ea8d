import { useMemo } from 'react';
import type { Comment, Finding } from '../../api/contract';
import { findingId } from '../../report/finding-card';
import type { Found, Numbered } from './section-part';

/** The same list each time for what is not there yet. */
export const none: never[] = [];

type Anchored = { anchor: { kind: string; key?: string } };
const ofSection = (item: Anchored, key: string): boolean =>
  item.anchor.kind === 'section' && item.anchor.key === key;

/** What is said of each section, the same lists until something else is said. */
export function useSaid(comments: Comment[], findings: Finding[], sections: { key: string }[]) {
  const others = useMemo(() => {
    const numbered: Numbered[] = comments.map((comment, index) => ({ comment, number: index + 1 }));
    return {
      numbered: new Map(
        sections.map(({ key }) => [key, numbered.filter((one) => ofSection(one.comment, key))]),
      ),
      rest: numbered.filter(({ comment }) => comment.anchor.kind !== 'section'),
    };
  }, [comments, sections]);
  const found = useMemo(() => {
    const named: Found[] = findings.map((finding, index) => ({ finding, id: findingId(finding, index) }));
    return {
      found: new Map(sections.map(({ key }) => [key, named.filter((one) => ofSection(one.finding, key))])),
      ofIndicators: findings.filter((finding) => finding.anchor.kind === 'indicator'),
    };
  }, [findings, sections]);
  return { ...others, ...found };
}
