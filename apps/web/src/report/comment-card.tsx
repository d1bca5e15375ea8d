import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment } from '../api/contract';
import { problemText } from '../api/problem';
import { Button } from '../kit/button';
import { TooLong } from '../kit/too-long';
import { useKeptText } from '../kit/use-kept-text';
import { Moment } from '../time/moment';
import styles from './comment-card.module.css';

export const isAnswered = (comment: Comment): boolean =>
  comment.state === 'resolved' || comment.replies.length > 0;

/** A comment with its replies; `onReply` opens a field to answer in. */
export function CommentCard({
  comment,
  number,
  onReply,
  replyOpen = false,
  actions,
  onPoint,
}: {
  comment: Comment;
  number: number;
  onReply?: (body: string) => Promise<void>;
  replyOpen?: boolean;
  actions?: ReactNode;
  onPoint?: () => void;
}) {
  const { t } = useTranslation('report');
  const [asked, setAsked] = useState(false);
  const resolved = comment.state === 'resolved';
  const open = onReply && !resolved && (asked || (replyOpen && comment.replies.length === 0));
  return (
    <article
      className={resolved || isAnswered(comment) ? `${styles.card} ${styles.settled}` : styles.card}
      id={`comment-${comment.id}`}
    >
      <div className={styles.head}>
        <button
          type="button"
          className={styles.number}
          onClick={onPoint}
          aria-label={t('comment.toPassage', { number })}
        >
          {number}
        </button>
        <b>{comment.author.name}</b>
        {comment.blocking && !isAnswered(comment) && (
          <span className={styles.must}>{t('comment.mustReply')}</span>
        )}
        {resolved && <span>{t('comment.resolved')}</span>}
        {comment.createdAt && <Moment at={comment.createdAt} />}
      </div>
      {comment.anchored === false && (
        <p className="faint">{t('comment.passageGone', { quote: comment.anchor.quote })}</p>
      )}
      {comment.body}
      {comment.replies.map((reply, index) => (
        <div className={styles.answer} key={reply.id ?? index}>
          <b>{reply.author.name}</b>　{reply.body}
        </div>
      ))}
      {open && onReply && (
        <ReplyField commentId={comment.id} asked={asked} onReply={onReply} onDone={() => setAsked(false)} />
      )}
      {(actions || (onReply && !open && !resolved)) && (
        <div className={styles.acts}>
          {actions}
          {onReply && !open && !resolved && (
            <Button small text onClick={() => setAsked(true)}>
              {t('comment.reply')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

/** Stands open for an author, who owes the answer; whoever asked for it goes on in it, and may let it be. */
function ReplyField({
  commentId,
  asked,
  onReply,
  onDone,
}: {
  commentId: string;
  asked: boolean;
  onReply: (body: string) => Promise<void>;
  onDone: () => void;
}) {
  const { t } = useTranslation('report');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (asked) field.current?.focus({ preventScroll: true });
  }, [asked]);
  const [text, setText] = useKeptText(`reply.${commentId}`);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await onReply(text.trim());
      setText('');
      onDone();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <label className="spoken-only" htmlFor={id}>
        {t('comment.reply')}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        value={text}
        placeholder={t('comment.replyHere')}
        onChange={(event) => setText(event.target.value)}
      />
      <TooLong text={text} limit={2000} />
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <div className={styles.acts}>
        <Button small busy={busy} disabled={!text.trim()} onClick={send}>
          {t('comment.reply')}
        </Button>
        {asked ? (
          <Button small text onClick={onDone}>
            {t('common:cancel')}
          </Button>
        ) : (
          <span className="faint">{t('comment.alsoSay')}</span>
        )}
      </div>
    </>
  );
}
