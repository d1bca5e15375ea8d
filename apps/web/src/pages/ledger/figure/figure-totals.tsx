import { useTranslation } from 'react-i18next';
import type { CurveDay, Summary } from '../../../api/ledger-batch';
import styles from './figure-totals.module.css';

type Counts = CurveDay['counts'];

const share = (value: number | null) => (value === null ? '—' : `${Math.round(value * 100)}%`);

/** 22, 3.5: what is whole goes without its nought. */
const short = (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 1 });

/** One sentence of totals; the rates and medians stand below once they belong to the day that is shown. */
export function FigureTotals({ counts, total }: { counts: Counts; total: Summary['total'] | null }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const unsettled = counts.assigned + counts.open + counts.in_verification;
  const entered = unsettled + counts.closed + counts.sustained + counts.void;
  const rates: [string, string][] = total
    ? [
        [t('rate.closing'), share(total.closingRate)],
        [t('rate.onTime'), share(total.onTimeRate)],
        [t('rate.holding'), share(total.holdingRate)],
        [t('rate.measures'), t('of', { done: total.measures_done, all: total.measures })],
        [
          t('rate.days'),
          total.medianDaysToClose === null ? '—' : t('days', { n: short(total.medianDaysToClose) }),
        ],
        [
          t('rate.hours'),
          total.medianHoursToVerify === null ? '—' : t('hours', { n: short(total.medianHoursToVerify) }),
        ],
      ]
    : [];
  const figure = (name: string, value: number, hot = false) => (
    <span>
      {t(`total.${name}`)} <b className={hot && value > 0 ? 'hot' : undefined}>{value}</b>
    </span>
  );
  return (
    <>
      <p className={styles.sums} aria-live="polite">
        {figure('entered', entered)}
        {figure('unsettled', unsettled)}
        {figure('overdue', counts.overdue, true)}
        {figure('closed', counts.closed)}
        {counts.sustained > 0 && figure('sustained', counts.sustained)}
        {counts.void > 0 && figure('void', counts.void)}
      </p>
      <dl className={styles.rates}>
        {rates.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
