import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment } from '../../api/contract';
import { problemText } from '../../api/problem';
import { addComment, replyTo, resolveComment } from '../../api/report';
import { Button } from '../../kit/button';
import { LevelColumn, type LevelItem } from '../../kit/level-column';
import { TooLong } from '../../kit/too-long';
import { useAttempt } from '../../kit/use-confirm';
import { useKeptText } from '../../kit/use-kept-text';
import { CommentCard } from '../../report/comment-card';
import { FindingCard } from '../../report/finding-card';
import type { Found } from '../writing/section-part';
import type { SelectedPassage } from './selection';

export interface DraftComment {
  passage: SelectedPassage | null;
}

/** Where a new comment is written, beside its passage. */
function Composer({
  name,
  passage,
  reportId,
  mayBlock,
  onDone,
  onCancel,
}: {
  name: string;
  passage: SelectedPassage | null;
  reportId: string;
  mayBlock: boolean;
  onDone: () => Promise<void>;
  onCancel: () => void;
}) {
  const { t } = useTranslation('review');
  const id = useId();
  const [body, setBody] = useKeptText(`comment.${reportId}`);
  const [blocking, setBlocking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // The composer opens on the reviewer's own key or button and is where they go on.
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const anchor = passage
        ? {
            kind: 'section' as const,
            key: passage.section,
            quote: passage.quote,
            occurrence: passage.occurrence,
          }
        : { kind: 'report' as const };
      await addComment(reportId, { anchor, body: body.trim(), blocking: blocking || undefined });
      setBody('');
      await onDone();
    } catch (error) {
      setFailure(problemText(error));
      setBusy(false);
    }
  };

  return (
    <article className="cm new">
      <div className="h">
        <b>{name}</b>
        <span>{t('comment.unsent')}</span>
      </div>
      <label className="sr" htmlFor={id}>
        {t('comment.label')}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        value={body}
        placeholder={passage ? t('comment.onPassage') : t('comment.onReport')}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          // What is typed goes by its button alone.
          if (event.key === 'Escape') body.trim() ? event.currentTarget.blur() : onCancel();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && body.trim() && !busy) void save();
        }}
      />
      <TooLong text={body} limit={2000} />
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <div className="ops">
        {mayBlock && (
          <label className="nw">
            <input
              type="checkbox"
              checked={blocking}
              onChange={(event) => setBlocking(event.target.checked)}
            />{' '}
            {t('comment.blocking')}
          </label>
        )}
        <Button
          small
          text
          className="push"
          onClick={() => {
            setBody('');
            onCancel();
          }}
        >
          {t('common:cancel')}
        </Button>
        <Button small busy={busy} disabled={!body.trim()} onClick={save}>
          {t('common:save')}
        </Button>
      </div>
    </article>
  );
}

/** Comments (and, in that view, findings) level with their passages. */
export function CommentColumn({
  reportId,
  comments,
  findings,
  checking,
  draft,
  me,
  mayComment,
  mayBlock,
  level,
  topOf,
  onPoint,
  onChanged,
  onCloseDraft,
}: {
  reportId: string;
  comments: Comment[];
  findings: Found[];
  /** The view of the draft checks: findings instead of comments. */
  checking: boolean;
  draft: DraftComment | null;
  me: { id: string; name: string };
  mayComment: boolean;
  mayBlock: boolean;
  level: boolean;
  topOf: (id: string) => number | null;
  onPoint: (id: string) => void;
  onChanged: () => Promise<void>;
  onCloseDraft: () => void;
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
          mayComment
            ? async (text) => {
                await replyTo(comment.id, text);
                await onChanged();
              }
            : undefined
        }
        actions={
          comment.author.id === me.id && comment.state !== 'resolved' ? (
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
  if (draft) {
    items.push({
      id: 'draft',
      node: (
        <Composer
          name={me.name}
          passage={draft.passage}
          reportId={reportId}
          mayBlock={mayBlock}
          onCancel={onCloseDraft}
          onDone={async () => {
            onCloseDraft();
            await onChanged();
          }}
        />
      ),
    });
  }
  const placed = level
    ? [...items].sort(
        (a, b) => (topOf(a.id) ?? Number.MAX_SAFE_INTEGER) - (topOf(b.id) ?? Number.MAX_SAFE_INTEGER),
      )
    : items;
  return (
    <aside className="cms" aria-label={t('comment.title')}>
      <p className="cap">
        {checking
          ? findings.length > 0
            ? t('checks.count', { count: findings.length })
            : t('checks.none')
          : t('comment.count', { count: comments.length })}
        {draft && t('comment.oneUnsent')}
        {mayComment && (
          <span className="hide-s">
            <br />
            {t('comment.howPre')} <kbd>C</kbd> {t('comment.howPost')}
          </span>
        )}
      </p>
      <LevelColumn className="cms-l" items={placed} level={level} topOf={topOf} />
    </aside>
  );
}
