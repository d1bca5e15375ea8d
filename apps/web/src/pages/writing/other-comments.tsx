import { useTranslation } from 'react-i18next';
import { CommentCard } from '../../report/comment-card';
import type { Numbered } from './section-part';
import styles from './section-part.module.css';

/** Comments on indicators, problems or the whole report, below the text. */
export function OtherComments({
  comments,
  onReply,
}: {
  comments: Numbered[];
  onReply: (id: string, body: string) => Promise<void>;
}) {
  const { t } = useTranslation('writing');
  if (comments.length === 0) return null;
  return (
    <section className={`${styles.section} ${styles.narrow}`}>
      <header>
        <h2>{t('otherComments')}</h2>
      </header>
      {comments.map(({ comment, number }) => (
        <CommentCard
          key={comment.id}
          comment={comment}
          number={number}
          replyOpen={comment.blocking}
          onReply={(text) => onReply(comment.id, text)}
        />
      ))}
    </section>
  );
}
