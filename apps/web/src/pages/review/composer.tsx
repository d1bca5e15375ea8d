import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addComment } from '../../api/report';
import { Button } from '../../kit/button';
import { TooLong } from '../../kit/too-long';
import { useFocusBack } from '../../kit/use-focus-back';
import styles from '../../report/comment-card.module.css';
import commentColumn from './comment-column.module.css';
import type { CommentDraft, CommentDrafts, Sending } from './use-comment-drafts';

/** Where a new comment is written: what it is about stands over the field. */
export function Composer({
  draft,
  about,
  name,
  reportId,
  mayBlock,
  drafts,
  onSent,
}: {
  draft: CommentDraft;
  /** The passage, the indicator or the problem in words; null for the whole report. */
  about: string | null;
  name: string;
  reportId: string;
  mayBlock: boolean;
  drafts: CommentDrafts;
  onSent: (id: string) => Promise<void>;
}) {
  const { t } = useTranslation('review');
  useFocusBack();
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { body, blocking } = draft;
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    // A frame later it stands in its place.
    const frame = requestAnimationFrame(() => box.current?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, []);

  const sending = drafts.sendingOf(draft.id);
  const busy = sending === 'under way';
  const send = async () => {
    if (!body.trim()) return;
    const { anchor } = draft;
    const comment = { anchor, body: body.trim(), blocking: blocking || undefined };
    await drafts.send(
      draft.id,
      () => addComment(reportId, comment),
      ({ id: made }) => onSent(made),
    );
  };

  return (
    <article className={`${styles.card} ${commentColumn.composer}`} ref={box}>
      <div className={styles.head}>
        <b>{name}</b>
        <span>{t('comment.unsent')}</span>
      </div>
      <blockquote className={commentColumn.about}>{about ?? t('comment.onReport')}</blockquote>
      <label className="spoken-only" htmlFor={id}>
        {t('comment.label')}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        value={body}
        placeholder={t('comment.here')}
        readOnly={busy}
        onChange={(event) => drafts.write(draft.id, { body: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send();
        }}
      />
      <TooLong text={body} limit={2000} />
      <Refusal sending={sending} />
      <div className={styles.acts}>
        {mayBlock && (
          <label className="no-wrap">
            <input
              type="checkbox"
              checked={blocking}
              disabled={busy}
              onChange={(event) => drafts.write(draft.id, { blocking: event.target.checked })}
            />{' '}
            {t('comment.blocking')}
          </label>
        )}
        <Button
          small
          text
          className={commentColumn.aside}
          disabled={busy}
          onClick={() => drafts.drop(draft.id)}
        >
          {t('common:cancel')}
        </Button>
        <Button small busy={busy} disabled={!body.trim()} title={t('comment.sendKey')} onClick={send}>
          {t('common:save')}
        </Button>
      </div>
    </article>
  );
}

function Refusal({ sending }: { sending: Sending | undefined }) {
  if (typeof sending !== 'object') return null;
  return (
    <p className="hot" role="alert">
      {sending.refused}
    </p>
  );
}

/** A comment that was begun and closed: its first words, and the way back to it unless it is being sent. */
export function BegunComment({
  draft,
  about,
  drafts,
}: {
  draft: CommentDraft;
  about: string | null;
  drafts: CommentDrafts;
}) {
  const { t } = useTranslation('review');
  const sending = drafts.sendingOf(draft.id);
  const busy = sending === 'under way';
  return (
    <article className={`${styles.card} ${commentColumn.composer}`}>
      <div className={styles.head}>
        <span>{t(busy ? 'comment.sending' : 'comment.unsent')}</span>
      </div>
      <blockquote className={commentColumn.about}>{about ?? t('comment.onReport')}</blockquote>
      <p className={commentColumn.begun}>{draft.body}</p>
      <Refusal sending={sending} />
      {!busy && (
        <div className={styles.acts}>
          <Button small onClick={() => drafts.resume(draft.id)}>
            {t('comment.goOn')}
          </Button>
          <Button small text onClick={() => drafts.drop(draft.id)}>
            {t('comment.giveUp')}
          </Button>
        </div>
      )}
    </article>
  );
}
