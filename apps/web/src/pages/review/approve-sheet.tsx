import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { TooLong } from '../../kit/too-long';
import { useFocusBack } from '../../kit/use-focus-back';
import styles from './approve-sheet.module.css';
import { type DecisionDraft, isFull, StockPhrases, useApproveLabel } from './decision-bar';
import type { GradeUse } from './grade-quota';

/** Approving once asked: on a phone with grade and note, at the desk as the one question of the A key. */
export function ApproveSheet({
  gradeAsked,
  uses,
  draft,
  last,
  busy,
  failure,
  onDraft,
  onApprove,
  onClose,
}: {
  gradeAsked: boolean;
  uses: GradeUse[];
  draft: DecisionDraft;
  /** The last step: approving settles the report. */
  last: boolean;
  busy: boolean;
  failure: string | null;
  onDraft: (draft: DecisionDraft) => void;
  onApprove: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('review');
  useFocusBack();
  const sheet = useRef<HTMLElement>(null);
  // What is left to answer: the grade, else the button. Not the note: a phone's keyboard would cover what is asked.
  useEffect(() => {
    const missing = gradeAsked && !draft.grade ? 'input:enabled' : '.primary';
    sheet.current?.querySelector<HTMLElement>(missing)?.focus({ preventScroll: true });
  }, []);
  const id = useId();
  const label = useApproveLabel(gradeAsked, draft.grade);
  return (
    <section
      ref={sheet}
      tabIndex={-1}
      className={styles.sheet}
      role="dialog"
      aria-label={t('decide.approve')}
    >
      <i />
      <h2>{gradeAsked ? t('sheet.titleGrade') : t('decide.approve')}</h2>
      {gradeAsked && (
        <div
          className={styles.grades}
          role="radiogroup"
          aria-label={t('decide.grade')}
          onKeyDown={(event) => event.key === 'Enter' && draft.grade && !busy && onApprove()}
        >
          {uses.map((use) => (
            <label key={use.grade} className={draft.grade === use.grade ? styles.chosen : undefined}>
              <span>
                <input
                  type="radio"
                  name={`${id}grade`}
                  className="spoken-only"
                  checked={draft.grade === use.grade}
                  disabled={isFull(use)}
                  onChange={() => onDraft({ ...draft, grade: use.grade })}
                />
                {use.grade}
              </span>
              <small>
                {use.limit === null
                  ? t('sheet.noLimit')
                  : isFull(use)
                    ? t('decide.full')
                    : t('sheet.left', { count: use.limit - use.used })}
              </small>
            </label>
          ))}
        </div>
      )}
      <textarea
        className={styles.opinion}
        aria-label={t('decide.note')}
        placeholder={t('decide.noteHint')}
        value={draft.note}
        onChange={(event) => onDraft({ ...draft, note: event.target.value })}
      />
      <TooLong text={draft.note} limit={2000} />
      <StockPhrases
        phrases={t('phrases.approve', { returnObjects: true }) as string[]}
        onPick={(note) => onDraft({ ...draft, note })}
      />
      <p>{last ? t('sheet.last') : t('sheet.next')}</p>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <div className={styles.acts}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button primary busy={busy} disabled={gradeAsked && !draft.grade} onClick={onApprove}>
          {label}
        </Button>
      </div>
    </section>
  );
}
