import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../api/contract';
import { Icon } from '../kit/icon';
import { Moment } from '../time/moment';

const authorHolds = new Set(['not_started', 'drafting', 'returned']);

/** 延到12月17日, 延期申请中, 延期未同意: what became of more time asked for, while its author still writes. */
export function ExtensionLine({
  report,
  tell = 'reason',
}: {
  report: ReportRow;
  tell?: 'state' | 'reason' | 'all';
}) {
  const { t } = useTranslation('report');
  const { extension } = report;
  if (!extension || !authorHolds.has(report.state)) return null;
  const { state, until, requested, note, by } = extension;
  const day = state === 'granted' ? until : requested;
  return (
    <span className={`extension ${state}`}>
      <Icon name={state === 'denied' ? 'warning' : 'clock'} />
      <span>
        {state === 'granted' && t('extension.granted')}
        {state === 'requested' && t('extension.requested')}
        {state === 'denied' && t('extension.denied')}
        {day && state !== 'denied' && <Moment at={day} zone={report.cycle.timeZone} />}
        {state === 'requested' && tell === 'all' && t('extension.untilThen')}
        {state === 'denied' && note && tell !== 'state' && t('extension.because', { reason: note })}
        {tell === 'all' && state === 'granted' && by && t('extension.by', { name: by.name })}
      </span>
    </span>
  );
}
