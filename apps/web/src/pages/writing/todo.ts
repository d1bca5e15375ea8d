import { cutText } from '@domain/text';
import type { Comment, Finding, TemplateDefinition } from '../../api/contract';
import { isAnswered } from '../../report/comment-card';
import { findingId } from '../../report/finding-card';
import type { Draft } from './draft';
import { readFigure } from './figure';

export interface TodoItem {
  id: string;
  /** Where to jump: the DOM id of the comment or of the part. */
  target: {
    part: 'section' | 'indicator' | 'problem' | 'report' | 'comment' | 'unplaced' | 'items';
    key: string;
    mark?: string;
  };
  kind: 'reply' | 'finding' | 'missing' | 'unread';
  text: string;
  done: boolean;
}

/** Where to mend what is found in the report as a whole. */
const placeOfRule: Record<string, 'unplaced' | 'items'> = {
  'unplaced-text': 'unplaced',
  'item-unaccounted': 'items',
};

export interface Todo {
  items: TodoItem[];
  left: number;
  /** What may be mended and stops nothing. */
  warnings: TodoItem[];
}

/**
 * What stands between this draft and its submission: blocking comments without a reply, errors of the
 * draft checks, and required parts still empty (which are known before the server has checked).
 */
export function todoOf(
  draft: Draft,
  template: TemplateDefinition,
  comments: Comment[],
  findings: Finding[],
): Todo {
  const replies: TodoItem[] = comments.flatMap((comment, index) =>
    comment.blocking
      ? [
          {
            id: comment.id,
            target: { part: 'comment' as const, key: comment.id },
            kind: 'reply' as const,
            text: `${index + 1}：${brief(comment.body)}`,
            done: isAnswered(comment),
          },
        ]
      : [],
  );
  const itemOf = (finding: Finding, index: number): TodoItem => ({
    id: findingId(finding, index),
    target: {
      part: finding.anchor.kind === 'report' ? (placeOfRule[finding.rule] ?? 'report') : finding.anchor.kind,
      key: finding.anchor.key ?? '',
      mark: findingId(finding, index),
    },
    kind: 'finding',
    text: finding.message,
    done: false,
  });
  const found = (severity: Finding['severity']) =>
    findings.flatMap((finding, index) => (finding.severity === severity ? [itemOf(finding, index)] : []));
  const errors = found('error');
  const reported = new Set(errors.map((item) => `${item.target.part}:${item.target.key}`));
  const missing: TodoItem[] = [
    ...template.sections
      .filter(
        (section) =>
          section.required && !draft.sections[section.key]?.trim() && !reported.has(`section:${section.key}`),
      )
      .map((section) => ({
        id: `missing-${section.key}`,
        target: { part: 'section' as const, key: section.key },
        kind: 'missing' as const,
        text: section.title,
        done: false,
      })),
    ...template.indicators
      .filter(
        (indicator) => readFigure(draft.indicators[indicator.key] ?? '', indicator.unit).kind === 'refused',
      )
      .map((indicator) => ({
        id: `unread-${indicator.key}`,
        target: { part: 'indicator' as const, key: indicator.key },
        kind: 'unread' as const,
        text: indicator.name,
        done: false,
      })),
    ...template.indicators
      .filter(
        (indicator) =>
          indicator.required &&
          readFigure(draft.indicators[indicator.key] ?? '', indicator.unit).kind === 'empty' &&
          !reported.has(`indicator:${indicator.key}`),
      )
      .map((indicator) => ({
        id: `missing-${indicator.key}`,
        target: { part: 'indicator' as const, key: indicator.key },
        kind: 'missing' as const,
        text: indicator.name,
        done: false,
      })),
  ];
  const items = [...replies, ...errors, ...missing].sort((a, b) => Number(a.done) - Number(b.done));
  return {
    items,
    left: items.filter((item) => !item.done).length,
    warnings: found('warning'),
  };
}

const brief = (text: string): string => cutText(text, 18, '…');
