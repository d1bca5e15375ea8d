import { useQueryClient } from '@tanstack/react-query';
import { App, Dropdown } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Comment, Report } from '../../api/contract';
import { isStatus } from '../../api/problem';
import { documentAddress, transition } from '../../api/report';
import { Button, ButtonLink } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { ReasonDialog } from '../../kit/reason-dialog';
import { ExtensionLine } from '../../report/extension-line';
import { routed } from '../../report/places';
import { StateMark } from '../../report/state-glyph';
import { stepName } from '../../report/step-name';
import { useCycle } from '../../report/template';
import { usePlaces } from '../../report/use-places';
import { effectiveDue } from '../../report/waiting';
import { useNarrow } from '../../theme/use-color-mode';
import { dueOf } from '../../time/calendar';
import { dueText } from '../../time/date-text';
import { Moment, useNow } from '../../time/moment';
import type { BigChange } from './big-changes';
import { ExtensionDialog } from './extension-dialog';
import { SaveLine } from './save-line';
import { SubmitDialog } from './submit-dialog';
import type { Todo, TodoItem } from './todo';
import type { DraftControl } from './use-draft';
import styles from './writing-bar.module.css';

type Dialog = 'nil' | 'extend' | 'submit' | null;

/** The second bar: what is written for when, where its text is saved, and handing it in. */
export function WritingBar({
  report,
  control,
  todo,
  allComments,
  onReport,
  onJump,
  onCompare,
  onImport,
  onSheet,
  onLikeness,
  changes,
}: {
  report: Report;
  control: DraftControl;
  todo: Todo;
  allComments: Comment[];
  onReport: (report: Report) => void;
  onJump: (item: TodoItem) => void;
  onCompare: () => void;
  onImport: () => void;
  onSheet: () => void;
  onLikeness: () => void;
  /** Figures far from last year's. */
  changes: BigChange[];
}) {
  const { t } = useTranslation('writing');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const now = useNow();
  const narrow = useNarrow();
  const [dialog, setDialog] = useState<Dialog>(null);
  const due = effectiveDue(report) ?? report.dueAt;
  const first = todo.items.find((item) => !item.done);
  const blocked = control.state.kind === 'conflict';

  // Before the first submission the route is the one that its rules plan.
  const cycle = useCycle(report.cycle.id);
  const places = usePlaces();
  const rules = cycle.data?.tiers.find((tier) => tier.kind === report.tier)?.route ?? [];
  const { route } = places.data ? routed(report, rules, places.data) : report;
  const holderOf = (step: Report['route'][number]): string =>
    t('submit.holder', {
      org: step.org.name || t(`common:kind.${step.org.kind}`),
      role: t(`common:role.${step.role}`),
    });

  const nextHolder = (): string => {
    if (report.returned?.resume === 'here') return report.returned.by.name;
    const [step] = route;
    return step ? holderOf(step) : t('submit.nobody');
  };

  const submit = async (nil?: { reason: string }, note?: string) => {
    if (!(await control.save())) throw new Error(t('submit.notSaved'));
    try {
      // Not this drawing's version: what was typed last may have been saved since.
      await transition(report.id, 'submit', nil ? { nil } : note ? { note } : {}, control.latestVersion());
    } catch (error) {
      if (isStatus(error, 422)) void queries.invalidateQueries({ queryKey: ['checks', report.id] });
      throw error;
    }
    await queries.invalidateQueries();
    void message.success(t('submit.done', { who: nextHolder() }));
    await navigate('/');
  };

  const ask = async () => {
    if (!(await control.save())) return void message.warning(t('submit.notSaved'));
    setDialog('submit');
  };

  const items = [
    { key: 'import', label: t('more.import'), onClick: onImport },
    { key: 'word', label: <a href={documentAddress(report.id, 'docx')}>{t('more.word')}</a> },
    ...(report.allowedActions.includes('extend')
      ? [{ key: 'extend', label: t('more.extend'), onClick: () => setDialog('extend') }]
      : []),
    ...(narrow && report.revision > 0
      ? [
          {
            key: 'compare',
            label: <Link to={`/review/${report.id}?view=diff`}>{t('compare', { n: report.revision })}</Link>,
          },
        ]
      : []),
    { key: 'likeness', label: t('more.likeness'), onClick: onLikeness },
    ...(report.allowedActions.includes('nil')
      ? [{ key: 'nil', label: t('more.nil'), onClick: () => setDialog('nil') }]
      : []),
  ];
  const ready = todo.left === 0;

  return (
    <>
      <div className={`subject-bar sticky ${styles.bar}`}>
        <ButtonLink to="/" text className="back no-paper" label={t('back')}>
          <Icon name="back" />
        </ButtonLink>
        <div className="subject">
          <h1>{report.cycle.title}</h1>
          <p>
            <span className="unit-name">{report.org.name}</span>
            <StateMark state={report.state}>
              {report.state === 'returned'
                ? t('revising', { n: report.revision + 1 })
                : t(`common:state.${report.state}`)}
            </StateMark>
            <span className={styles.deadline}>
              <Trans t={t} i18nKey="dueBefore" components={{ day: <Moment at={due} /> }} />
              <b>{dueText(t, dueOf(due, now, report.cycle.timeZone))}</b>
            </span>
            <span className="desk-only">
              <ExtensionLine report={report} tell="state" />
            </span>
          </p>
        </div>
        <div className="right">
          <SaveLine state={control.state} onCompare={onCompare} onRetry={() => void control.save()} />
          {report.revision > 0 && (
            <ButtonLink to={`/review/${report.id}?view=diff`} className="desk-only">
              {t('compare', { n: report.revision })}
            </ButtonLink>
          )}
          <Dropdown menu={{ items }} trigger={['click']}>
            <Button text aria-label={t('common:more')}>
              <Icon name="more" />
            </Button>
          </Dropdown>
          {ready ? (
            <Button primary className={styles.submit} disabled={blocked} onClick={ask}>
              {t('submit.button')}
            </Button>
          ) : (
            <Button className={styles.submit} onClick={() => first && onJump(first)}>
              {t('submit.left', { count: todo.left })}
            </Button>
          )}
        </div>
      </div>
      <div className={`${styles.phoneBar} no-paper`}>
        <Button onClick={onSheet}>
          <Icon name="up" /> {ready ? t('todo.none') : t('todo.title', { count: todo.left })}
        </Button>
        <Button primary={ready} disabled={!ready || blocked} onClick={ask}>
          {t('submit.button')}
        </Button>
      </div>
      {dialog === 'submit' && (
        <SubmitDialog
          report={report}
          who={nextHolder()}
          route={report.returned?.resume === 'here' ? [] : route.map((step) => stepName(t, step))}
          warnings={todo.warnings}
          changes={changes}
          onJump={onJump}
          onSubmit={(note) => submit(undefined, note)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'nil' && (
        <ReasonDialog
          keptAs={`nil.${report.id}`}
          title={t('nil.title')}
          text={t('nil.text')}
          label={t('nil.reason')}
          confirm={t('nil.confirm')}
          onClose={() => setDialog(null)}
          onConfirm={(reason) => submit({ reason })}
        />
      )}
      {dialog === 'extend' && (
        <ExtensionDialog report={report} onDone={onReport} onClose={() => setDialog(null)} />
      )}
      <p className="spoken-only" role="status">
        {t('commentsCount', { count: allComments.length })}
      </p>
    </>
  );
}
