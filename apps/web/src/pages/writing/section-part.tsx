import { memo, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment, Finding, SectionDefinition } from '../../api/contract';
import { LevelColumn, type LevelItem } from '../../kit/level-column';
import { CommentCard } from '../../report/comment-card';
import { FindingCard } from '../../report/finding-card';
import { locate } from '../../report/passage';
import { characterCount } from '../../report/section-title';
import { useNarrow } from '../../theme/use-color-mode';
import { FrozenText } from './frozen-text';
import { type Mark, MarkedTextArea, type MarkedTextAreaHandle } from './marked-text-area';
import styles from './section-part.module.css';

export interface Numbered {
  comment: Comment;
  number: number;
}

export interface Found {
  finding: Finding;
  id: string;
}

function marksOf(body: string, comments: Numbered[], findings: Found[]): Mark[] {
  const commented = comments.flatMap(({ comment, number }): Mark[] => {
    const place =
      comment.state === 'resolved' ? null : locate(body, comment.anchor.quote, comment.anchor.occurrence);
    return place ? [{ id: comment.id, kind: 'comment', number, ...place }] : [];
  });
  const wrong = findings.flatMap(({ finding, id }): Mark[] => {
    const place = locate(body, finding.quote ?? finding.anchor.quote, finding.anchor.occurrence);
    return place ? [{ id, kind: finding.severity, ...place }] : [];
  });
  return [...commented, ...wrong];
}

/** The list of what is left to do stands in the margin and lies over what begins beside it. */
const toDo = () => document.querySelector('[data-todo-panel]');

/**
 * One section: guidance, the text with its marks, and comments and findings level with them. Drawn anew only when
 * something of its own changes: a report has a dozen, and one types in one of them.
 */
export const SectionPart = memo(function SectionPart({
  section,
  title,
  body,
  open,
  comments,
  findings,
  onChange,
  onReply,
  register,
}: {
  section: SectionDefinition;
  title: string;
  body: string;
  open: boolean;
  comments: Numbered[];
  findings: Found[];
  onChange: (key: string, body: string) => void;
  onReply: (commentId: string, body: string) => Promise<void>;
  register: (key: string, handle: MarkedTextAreaHandle | null) => void;
}) {
  const { t } = useTranslation('writing');
  const narrow = useNarrow();
  const field = useRef<MarkedTextAreaHandle | null>(null);
  const { key } = section;
  const hold = useCallback(
    (handle: MarkedTextAreaHandle | null) => {
      field.current = handle;
      register(key, handle);
    },
    [register, key],
  );
  const marks = open ? marksOf(body, comments, findings) : [];
  const margin: LevelItem[] = [
    ...comments.map(({ comment, number }) => ({
      id: comment.id,
      node: (
        <CommentCard
          comment={comment}
          number={number}
          replyOpen={comment.blocking}
          onReply={(text) => onReply(comment.id, text)}
          onPoint={() => field.current?.reveal(comment.id)}
        />
      ),
    })),
    ...findings.map(({ finding, id }) => ({
      id,
      node: <FindingCard finding={finding} onPoint={open ? () => field.current?.reveal(id) : undefined} />,
    })),
  ];
  const count = t('count', { n: characterCount(body).toLocaleString() });
  const limits =
    section.maxLength > 0
      ? t('limits', { min: section.minLength, max: section.maxLength.toLocaleString() })
      : '';

  return (
    <section
      className={margin.length > 0 ? styles.section : `${styles.section} ${styles.narrow}`}
      id={`section-${section.key}`}
    >
      <header>
        <h2 className={open ? undefined : 'muted'}>{title}</h2>
        <span className={styles.count}>
          {count}
          {open ? (section.required ? limits : t('optional')) : t('frozenMark')}
        </span>
      </header>
      {open && section.guidance && <p className={styles.guide}>{section.guidance}</p>}
      {open ? (
        <MarkedTextArea
          ref={hold}
          id={`field-${section.key}`}
          label={title}
          value={body}
          marks={marks}
          onChange={(text) => onChange(key, text)}
        />
      ) : (
        <FrozenText text={body} />
      )}
      {margin.length > 0 && (
        <LevelColumn
          className={styles.margin}
          items={margin}
          level={!narrow}
          under={toDo}
          topOf={(id) => field.current?.topOf(id) ?? null}
        />
      )}
    </section>
  );
});
