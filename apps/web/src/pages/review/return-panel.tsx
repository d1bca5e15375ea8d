import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment, Report, ReportEvent, TemplateDefinition } from '../../api/contract';
import type { ReturnBody } from '../../api/report';
import { Button } from '../../kit/button';
import { TooLong } from '../../kit/too-long';
import { useFocusBack } from '../../kit/use-focus-back';
import { stepName } from '../../report/step-name';
import { typedFormats } from '../../time/typed-formats';
import { type DecisionDraft, StockPhrases } from './decision-bar';
import styles from './return-panel.module.css';
import { type ChosenScope, opensNothing, proposedScope, ScopeFields, scopeOf } from './scope-fields';

/** Returns the report beside the text, which stays readable: to whom, what is open, why, until when. */
export function ReturnPanel({
  report,
  template,
  comments,
  events,
  busy,
  failure,
  draft,
  onDraft,
  onReturn,
  onClose,
}: {
  report: Report;
  template: TemplateDefinition;
  comments: Comment[];
  events: ReportEvent[];
  busy: boolean;
  failure: string | null;
  draft: DecisionDraft;
  onDraft: (draft: DecisionDraft) => void;
  onReturn: (body: ReturnBody) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('review');
  useFocusBack();
  const id = useId();
  const note = useRef<HTMLTextAreaElement>(null);
  const [to, setTo] = useState<'author' | number>('author');
  // A comment that was just written may reach this page after the panel stands open.
  const chosen = draft.returnScope ?? proposedScope(comments);
  const setChosen = (returnScope: ChosenScope) => onDraft({ ...draft, returnScope });
  const text = draft.returnNote;
  const setText = (returnNote: string) => onDraft({ ...draft, returnNote });
  const [day, setDay] = useState<Dayjs | null>(null);
  const earlier = report.route.filter(
    (step) => step.index < (report.step?.index ?? 1) && step.status !== 'recused',
  );
  const lowerApproved = earlier.some((step) => step.status === 'approved');
  // What others approved is another text once it comes back: they see it first, unless one says otherwise.
  const [resume, setResume] = useState<'here' | 'route'>(lowerApproved ? 'route' : 'here');
  const voided =
    resume === 'route' || to !== 'author'
      ? earlier.filter((step) => to === 'author' || step.index >= to)
      : [];
  const lastBy = (act: string, index?: number) =>
    events.findLast(
      (event) => event.type === `report.${act}` && (index === undefined || event.step === index),
    )?.actor.name;
  const author = lastBy('submitted');
  const stepText = (step: Report['route'][number]): string => {
    const name = lastBy('approved', step.index);
    return name ? t('return.stepIs', { step: stepName(t, step), name }) : stepName(t, step);
  };

  useEffect(() => {
    note.current?.focus({ preventScroll: true });
    // Within the panel, which is higher than a phone where much can be opened.
    note.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const send = () =>
    onReturn({
      revision: report.revision,
      note: text.trim(),
      to,
      ...(to === 'author'
        ? {
            resume,
            scope: scopeOf(chosen),
          }
        : {}),
      dueAt: to === 'author' && day ? day.format('YYYY-MM-DD') : undefined,
    });
  const radio = (name: string, checked: boolean, label: string, pick: () => void) => (
    <label key={label}>
      <input type="radio" name={`${id}${name}`} checked={checked} onChange={pick} />
      {label}
    </label>
  );

  return (
    <section
      className={`${styles.panel} no-paper`}
      role="dialog"
      aria-label={t('return.title', { org: report.org.name })}
    >
      <h2>{t('return.title', { org: report.org.name })}</h2>
      <div className={styles.field}>
        <span>{t('return.to')}</span>
        <div className={styles.options}>
          {radio(
            'to',
            to === 'author',
            author ? t('return.authorIs', { name: author }) : t('return.author'),
            () => setTo('author'),
          )}
          {earlier.map((step) => radio('to', to === step.index, stepText(step), () => setTo(step.index)))}
        </div>
      </div>
      {to === 'author' && (
        <>
          {earlier.length > 0 && (
            <div className={styles.field}>
              <span>{t('return.after')}</span>
              <div className={styles.options}>
                {radio('resume', resume === 'here', t('return.here'), () => setResume('here'))}
                {radio('resume', resume === 'route', t('return.route'), () => setResume('route'))}
              </div>
            </div>
          )}
          <ScopeFields report={report} template={template} chosen={chosen} onChange={setChosen} />
        </>
      )}
      <div className={`${styles.field} ${styles.tall}`}>
        <label htmlFor={`${id}note`}>{t('return.note')}</label>
        <div>
          <textarea
            id={`${id}note`}
            ref={note}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <TooLong text={text} limit={2000} />
          <StockPhrases
            phrases={t('phrases.return', { returnObjects: true }) as string[]}
            onPick={(phrase) => setText(text ? `${text.trimEnd()}${phrase}` : phrase)}
          />
        </div>
      </div>
      {to === 'author' && (
        <div className={styles.field}>
          <label htmlFor={`${id}due`}>{t('return.due')}</label>
          <div>
            <DatePicker
              format={typedFormats}
              id={`${id}due`}
              size="small"
              value={day}
              placeholder={t('return.dueDefault')}
              onChange={setDay}
              disabledDate={(date) => date.isBefore(dayjs(), 'day')}
            />
          </div>
        </div>
      )}
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <div className={styles.foot}>
        <span>
          {voided.length > 0
            ? t('return.voided', {
                who: voided
                  .map((step) => lastBy('approved', step.index) ?? stepName(t, step))
                  .join(t('common:listComma')),
              })
            : t('return.kept')}
          {to === 'author' && !chosen.all && (
            <>
              <br />
              {t('return.frozen')}
            </>
          )}
        </span>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button
          primary
          busy={busy}
          disabled={!text.trim() || (to === 'author' && opensNothing(chosen))}
          onClick={send}
        >
          {t('return.confirm')}
        </Button>
      </div>
    </section>
  );
}
