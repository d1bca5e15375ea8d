import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comment, Report, ReportEvent, Scope, TemplateDefinition } from '../../api/contract';
import type { ReturnBody } from '../../api/report';
import { Button } from '../../kit/button';
import { TooLong } from '../../kit/too-long';
import { useFocusBack } from '../../kit/use-focus-back';
import { chineseNumber } from '../../report/section-title';
import { stepName } from '../../report/step-name';
import { endOfDay } from '../../time/calendar';
import { typedFormats } from '../../time/typed-formats';
import { type DecisionDraft, StockPhrases } from './decision-bar';

interface Choice {
  id: string;
  text: string;
}

/** What a return may open: the sections, the indicators and problems that were commented on, the problem list. */
function choicesOf(template: TemplateDefinition, comments: Comment[], problemList: string): Choice[] {
  const commented = new Set(
    comments.filter((comment) => comment.anchor.kind === 'indicator').map((comment) => comment.anchor.key),
  );
  return [
    ...template.sections.map((section, index) => ({
      id: `section:${section.key}`,
      text: `${chineseNumber(index + 1)}、${section.title}`,
    })),
    ...template.indicators
      .filter((indicator) => commented.has(indicator.key))
      .map((indicator) => ({ id: `indicator:${indicator.key}`, text: indicator.name })),
    ...(template.problems.enabled ? [{ id: 'problems', text: problemList }] : []),
  ];
}

/** The places that carry open comments, as a scope is first proposed. */
function commentedPlaces(comments: Comment[]): string[] {
  const places = comments
    .filter((comment) => comment.state !== 'resolved')
    .map(({ anchor }) =>
      anchor.kind === 'problem' ? 'problems' : anchor.key ? `${anchor.kind}:${anchor.key}` : '',
    );
  return [...new Set(places.filter(Boolean))];
}

function scopeOf(chosen: string[], problemIds: string[]): Scope {
  const keys = (kind: string) =>
    chosen.flatMap((id) => (id.startsWith(`${kind}:`) ? [id.slice(kind.length + 1)] : []));
  return {
    sections: keys('section'),
    indicators: keys('indicator'),
    ...(chosen.includes('problems') ? { problems: problemIds } : {}),
  };
}

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
  const proposed = commentedPlaces(comments);
  const [to, setTo] = useState<'author' | number>('author');
  const [resume, setResume] = useState<'here' | 'route'>('here');
  const [all, setAll] = useState(proposed.length === 0);
  const [chosen, setChosen] = useState<string[]>(proposed);
  const text = draft.returnNote;
  const setText = (returnNote: string) => onDraft({ ...draft, returnNote });
  const [day, setDay] = useState<Dayjs | null>(null);
  const earlier = report.route.filter(
    (step) => step.index < (report.step?.index ?? 1) && step.status !== 'recused',
  );
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
  const choices = choicesOf(template, comments, t('problems.title'));

  useEffect(() => note.current?.focus({ preventScroll: true }), []);

  const toggle = (choice: string) => {
    setAll(false);
    setChosen(chosen.includes(choice) ? chosen.filter((other) => other !== choice) : [...chosen, choice]);
  };
  const send = () =>
    onReturn({
      revision: report.revision,
      note: text.trim(),
      to,
      ...(to === 'author'
        ? {
            resume,
            scope: all
              ? undefined
              : scopeOf(
                  chosen,
                  (report.content?.problems ?? []).map((problem) => problem.id),
                ),
          }
        : {}),
      dueAt: to === 'author' && day ? endOfDay(day.format('YYYY-MM-DD')) : undefined,
    });
  const radio = (name: string, checked: boolean, label: string, pick: () => void) => (
    <label key={label}>
      <input type="radio" name={`${id}${name}`} checked={checked} onChange={pick} />
      {label}
    </label>
  );

  return (
    <section className="pop" role="dialog" aria-label={t('return.title', { org: report.org.name })}>
      <h2>{t('return.title', { org: report.org.name })}</h2>
      <div className="f">
        <span>{t('return.to')}</span>
        <div className="opt">
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
          <div className="f">
            <span>{t('return.after')}</span>
            <div className="opt">
              {radio('resume', resume === 'here', t('return.here'), () => setResume('here'))}
              {radio('resume', resume === 'route', t('return.route'), () => setResume('route'))}
            </div>
          </div>
          <div className="f">
            <span>{t('return.open')}</span>
            <div className="opt">
              <label>
                <input type="checkbox" checked={all} onChange={() => setAll(!all)} />
                {t('return.all')}
              </label>
              {choices.map((choice) => (
                <label key={choice.id}>
                  <input
                    type="checkbox"
                    checked={!all && chosen.includes(choice.id)}
                    onChange={() => toggle(choice.id)}
                  />
                  {choice.text}
                </label>
              ))}
            </div>
          </div>
        </>
      )}
      <div className="f al">
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
        <div className="f">
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
      <div className="ft">
        <span>
          {voided.length > 0
            ? t('return.voided', {
                who: voided
                  .map((step) => lastBy('approved', step.index) ?? stepName(t, step))
                  .join(t('common:listComma')),
              })
            : t('return.kept')}
          {to === 'author' && !all && (
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
          disabled={!text.trim() || (to === 'author' && !all && chosen.length === 0)}
          onClick={send}
        >
          {t('return.confirm')}
        </Button>
      </div>
    </section>
  );
}
