import { Dropdown, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Grade } from '../../api/contract';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { QueueSteps } from '../../kit/queue-steps';
import { TooLong } from '../../kit/too-long';
import styles from './decision-bar.module.css';
import type { GradeUse } from './grade-quota';
import type { ChosenScope } from './scope-fields';

export interface DecisionDraft {
  grade: Grade | null;
  note: string;
  /** What goes with a return; kept while the panel is closed to read on. */
  returnNote: string;
  /** What a return is to open; null while nobody chose, so that it follows the open comments. */
  returnScope: ChosenScope | null;
}

export const isFull = (use: GradeUse): boolean => use.limit !== null && use.used >= use.limit;

/** 通过，评为“好”; without a grade where one is asked: 先选等次. */
export function useApproveLabel(gradeAsked: boolean, grade: Grade | null): string {
  const { t } = useTranslation('review');
  if (!gradeAsked) return t('decide.approve');
  return grade ? t('decide.approveAs', { grade }) : t('decide.pickGrade');
}

export function StockPhrases({ phrases, onPick }: { phrases: string[]; onPick: (phrase: string) => void }) {
  return (
    <div className={styles.phrases}>
      {phrases.map((phrase) => (
        <button key={phrase} type="button" className={styles.phrase} onClick={() => onPick(phrase)}>
          {phrase.replace(/[。.]$/, '')}
        </button>
      ))}
    </div>
  );
}

/** On to the next one from a report that somebody else was faster with. */
export function NextButton({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation('review');
  return (
    <Button onClick={onNext}>
      {t('decide.next')} <kbd className="desk-only">J</kbd>
    </Button>
  );
}

/** Fixed at the bottom: where one is among the reports to decide, grade, note, return, approve. */
export function DecisionBar({
  place,
  goesOn,
  gradeAsked,
  approvable,
  uses,
  draft,
  returning,
  busy,
  conflict,
  opensSheet,
  moreItems,
  onDraft,
  onPrevious,
  onNext,
  onReturn,
  onApprove,
  onLatest,
}: {
  place: { index: number; count: number } | null;
  /** There is a next one. */
  goesOn: boolean;
  gradeAsked: boolean;
  /** False while blocking comments are unresolved. */
  approvable: boolean;
  uses: GradeUse[];
  draft: DecisionDraft;
  returning: boolean;
  busy: boolean;
  /** What somebody else did meanwhile; replaces the bar. */
  conflict: string | null;
  /** On a phone the button opens a sheet with grade and note first. */
  opensSheet: boolean;
  moreItems: { key: string; label: React.ReactNode; onClick?: () => void }[];
  onDraft: (draft: DecisionDraft) => void;
  onPrevious: () => void;
  onNext: () => void;
  onReturn: () => void;
  onApprove: () => void;
  onLatest: () => void;
}) {
  const { t } = useTranslation('review');
  const asLabel = useApproveLabel(gradeAsked, draft.grade);
  const label = !approvable ? t('decide.unresolved') : opensSheet ? t('decide.approve') : asLabel;
  const ready = !returning && approvable && (opensSheet || !gradeAsked || draft.grade !== null);
  const phrases = t('phrases.approve', { returnObjects: true }) as string[];
  if (conflict) {
    return (
      <div className={`${styles.bar} no-paper`} role="alert">
        <b className={styles.clash}>{conflict}</b>
        <Button primary onClick={onLatest}>
          {t('decide.latest')}
        </Button>
        {goesOn && <NextButton onNext={onNext} />}
      </div>
    );
  }
  return (
    <section className={`${styles.bar} no-paper`} aria-label={t('decide.label')}>
      <QueueSteps
        place={place}
        previous={t('decide.previous')}
        next={t('decide.next')}
        standing={(at) => t('decide.place', at)}
        goesOn={goesOn}
        onPrevious={onPrevious}
        onNext={onNext}
      />
      {gradeAsked && (
        <div className={styles.grades} role="radiogroup" aria-label={t('decide.grade')}>
          <span className={styles.label}>{t('decide.grade')}</span>
          {uses.map((use) => (
            <label key={use.grade} className={draft.grade === use.grade ? styles.chosen : undefined}>
              <input
                type="radio"
                name="grade"
                className="spoken-only"
                checked={draft.grade === use.grade}
                disabled={isFull(use)}
                onChange={() => onDraft({ ...draft, grade: use.grade })}
              />
              {use.grade}
              {use.limit !== null && (
                <small>
                  {isFull(use) ? t('decide.full') : t('decide.used', { used: use.used, limit: use.limit })}
                </small>
              )}
            </label>
          ))}
        </div>
      )}
      <div className={styles.opinion}>
        <input
          aria-label={t('decide.note')}
          placeholder={t('decide.noteHint')}
          value={draft.note}
          onChange={(event) => onDraft({ ...draft, note: event.target.value })}
        />
        <TooLong text={draft.note} limit={2000} />
        <Popover
          trigger="click"
          placement="topRight"
          content={<StockPhrases phrases={phrases} onPick={(note) => onDraft({ ...draft, note })} />}
        >
          <button type="button" className="link plain">
            {t('phrases.title')}
          </button>
        </Popover>
      </div>
      <div className={styles.decide}>
        <Dropdown menu={{ items: moreItems }} trigger={['click']} placement="topRight">
          <Button text className="desk-only" aria-label={t('common:more')}>
            <Icon name="more" />
          </Button>
        </Dropdown>
        <Button className={styles.sendBack} aria-expanded={returning} onClick={onReturn}>
          <Icon name="returned" /> {t('decide.return')} <kbd className="desk-only">R</kbd>
        </Button>
        <Button primary={ready} busy={busy} disabled={!ready} className={styles.approve} onClick={onApprove}>
          {label} <kbd className="desk-only">A</kbd>
        </Button>
      </div>
    </section>
  );
}
