import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Action, Report } from '../../api/contract';
import { documentAddress, type TransitionBody, type TransitionName, transition } from '../../api/report';
import { Button } from '../../kit/button';
import { ReasonDialog } from '../../kit/reason-dialog';
import { useAttempt } from '../../kit/use-confirm';
import { ExtensionDialog, extendsAs } from '../writing/extension-dialog';
import { PublishDialog, TransferDialog } from './act-dialogs';
import { NextButton } from './decision-bar';
import styles from './decision-bar.module.css';

/** Acts besides approving and returning that the page offers, in this order. */
const offered: Action[] = [
  'publish',
  'decline',
  'withdraw',
  'recall',
  'transfer',
  'urge',
  'reopen',
  'retract',
  'waive',
  'reinstate',
  'extend',
  'skip-step',
  'reroute',
];
const withReason = new Set<Action>([
  'reopen',
  'decline',
  'retract',
  'waive',
  'reinstate',
  'skip-step',
  'reroute',
]);
const withNote = new Set<Action>(['withdraw', 'recall', 'urge']);

/** The dots of a button say that a dialog follows; the dialog's own words go without. */
const plain = (label: string): string => label.replace('…', '');

/** Buttons and dialogs for everything the server allows here but approving and returning. */
export function useReportActs(report: Report | undefined, renew: () => Promise<void>) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const attempt = useAttempt();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Action | null>(null);
  const acts = offered.filter((action) => report?.allowedActions.includes(action));

  const run = async (action: TransitionName, text: string) => {
    if (!report) return;
    const body = withReason.has(action as Action) ? { reason: text } : text ? { note: text } : {};
    const after = await transition(report.id, action, body as TransitionBody[typeof action]);
    await renew();
    void message.success(t(`done.${action}`));
    if (['withdraw', 'reopen'].includes(action) && after.allowedActions.includes('save'))
      await navigate(`/writing/${report.id}`);
  };

  const begin = (action: Action) => {
    if (action !== 'urge') return setOpen(action);
    return attempt(() => run('urge', ''));
  };

  const close = () => setOpen(null);
  const done = async () => {
    await renew();
    void message.success(t(`done.${open}`));
  };
  let dialog = null;
  if (report && open === 'publish') dialog = <PublishDialog report={report} onDone={done} onClose={close} />;
  else if (report && open === 'transfer')
    dialog = <TransferDialog report={report} onDone={done} onClose={close} />;
  else if (report && open === 'extend') dialog = <ExtensionDialog report={report} onClose={close} />;
  else if (report && open) {
    dialog = (
      <ReasonDialog
        keptAs={`${open}.${report.id}`}
        title={plain(t(`acts.${open}`))}
        text={t(`consequence.${open}`)}
        label={t(withNote.has(open) ? 'noteOptional' : 'reason')}
        required={!withNote.has(open)}
        confirm={plain(t(`acts.${open}`))}
        onConfirm={(text) => run(open as TransitionName, text)}
        onClose={close}
      />
    );
  }
  const nameOf = (action: Action): string =>
    t(action === 'extend' && report && extendsAs(report) === 'ask' ? 'acts.askTime' : `acts.${action}`);
  const menu = [
    ...acts.map((action) => ({ key: action, label: nameOf(action), onClick: () => begin(action) })),
    ...(report ? (['docx', 'pdf'] as const) : []).map((format) => ({
      key: format,
      label: (
        <a href={documentAddress(report?.id ?? '', format, report?.revision || undefined)}>
          {t(`export.${format}`)}
        </a>
      ),
    })),
  ];
  return { acts, nameOf, begin, dialog, menu };
}

/** The bar of a report that is not mine to decide: what may be done with it, the first in red. */
export function ActBar({
  acts,
  nameOf,
  onBegin,
  onNext,
}: {
  acts: Action[];
  nameOf: (action: Action) => string;
  onBegin: (action: Action) => unknown;
  /** For a report that waited here until somebody else decided or withdrew it. */
  onNext: (() => void) | null;
}) {
  const { t } = useTranslation('review');
  if (acts.length === 0 && !onNext) return null;
  return (
    <section className={`${styles.bar} no-paper`} aria-label={t('decide.label')}>
      <div className={`${styles.decide} ${styles.acts}`}>
        {acts.map((action) => (
          <Button key={action} primary={action === 'publish'} onClick={() => onBegin(action)}>
            {nameOf(action)}
          </Button>
        ))}
        {onNext && <NextButton onNext={onNext} />}
      </div>
    </section>
  );
}
