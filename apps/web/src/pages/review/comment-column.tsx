import { useTranslation } from 'react-i18next';
import type { Comment } from '../../api/contract';
import { replyTo, resolveComment } from '../../api/report';
import { Button } from '../../kit/button';
import { LevelColumn, type LevelItem } from '../../kit/level-column';
import { useAttempt } from '../../kit/use-confirm';
import { CommentCard } from '../../report/comment-card';
import { FindingCard } from '../../report/finding-card';
import type { Found } from '../writing/section-part';
import styles from './comment-column.module.css';
import { BegunComment } from './composer';
import type { CommentDrafts } from './use-comment-drafts';

/** Comments (and, in that view, findings) level with their passages. */
export function CommentColumn({
  comments,
  findings,
  checking,
  drafts,
  composer,
  aboutOf,
  mayComment,
  level,
  held,
  topOf,
  onPoint,
  onChanged,
}: {
  comments: Comment[];
  findings: Found[];
  /** The view of the draft checks: findings instead of comments. */
  checking: boolean;
  drafts: CommentDrafts;
  /** The box being written in, where it stands in this column. */
  composer: React.ReactNode;
  /** What a comment being written is about, in words. */
  aboutOf: (anchor: Comment['anchor']) => string | null;
  mayComment: boolean;
  level: boolean;
  /** The card that stands level with its passage whatever stands beside it. */
  held: string | null;
  topOf: (id: string) => number | null;
  onPoint: (id: string) => void;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation('review');
  const attempt = useAttempt();
  const resolve = (id: string) =>
    attempt(async () => {
      await resolveComment(id);
      await onChanged();
    });
  const items: LevelItem[] = comments.map((comment, index) => ({
    id: comment.id,
    node: (
      <CommentCard
        comment={comment}
        number={index + 1}
        onPoint={() => onPoint(comment.id)}
        onReply={
          comment.allowedActions.includes('reply')
            ? async (text) => {
                await replyTo(comment.id, text);
                await onChanged();
              }
            : undefined
        }
        actions={
          comment.allowedActions.includes('resolve') ? (
            <Button small onClick={() => resolve(comment.id)}>
              {t('comment.resolve')}
            </Button>
          ) : undefined
        }
      />
    ),
  }));
  for (const { finding, id } of findings)
    items.push({ id, node: <FindingCard finding={finding} onPoint={() => onPoint(id)} /> });
  if (!checking)
    for (const draft of drafts.drafts) {
      const open = draft.id === drafts.open?.id;
      const node = open ? (
        composer
      ) : (
        <BegunComment draft={draft} about={aboutOf(draft.anchor)} drafts={drafts} />
      );
      if (node) items.push({ id: draft.id, node });
    }
  const tops = new Map(level ? items.map(({ id }) => [id, topOf(id)]) : []);
  const at = (id: string) => tops.get(id) ?? Number.MAX_SAFE_INTEGER;
  const placed = level ? [...items].sort((a, b) => at(a.id) - at(b.id)) : items;
  return (
    <aside className={styles.column} aria-label={t('comment.title')}>
      <p className={styles.caption}>
        {checking
          ? findings.length > 0
            ? t('checks.count', { count: findings.length })
            : t('checks.none')
          : t('comment.count', { count: comments.length })}
        {!checking && drafts.drafts.length > 0 && t('comment.unsentCount', { count: drafts.drafts.length })}
        {mayComment && (
          <span className="desk-only">
            <br />
            {t('comment.howPre')} <kbd>C</kbd> {t('comment.howPost')}
          </span>
        )}
      </p>
      <LevelColumn className={styles.cards} items={placed} level={level} held={held} topOf={topOf} />
    </aside>
  );
}
