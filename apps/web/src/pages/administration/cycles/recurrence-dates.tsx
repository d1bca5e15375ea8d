import { useTranslation } from 'react-i18next';
import { dayText, weekdayText } from '../../../time/date-text';
import { useNow } from '../../../time/moment';
import styles from './cycle-calendar.module.css';
import type { PeriodDates } from './recurring-period';

/** What follows for one period: its draft and each tier's due day, in order. */
export function RecurrenceDates({ period, dates }: { period: string; dates: PeriodDates }) {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const now = useNow();
  const lines = [
    { day: dates.draft, text: t('recurrence.draftMade'), due: false },
    ...dates.due.map(({ kind, day }) => ({
      day,
      text: t('administration:cycle.date.due', { tier: t(`common:kind.${kind}`) }),
      due: true,
    })),
    ...(dates.closing
      ? [{ day: dates.closing, text: t('administration:cycle.date.closing'), due: false }]
      : []),
  ].sort((a, b) => a.day.localeCompare(b.day));
  return (
    <>
      <h3>{t('recurrence.datesOf', { period })}</h3>
      <ol className={styles.calendar}>
        {lines.map(({ day, text, due }) => (
          <li key={day + text} className={due ? styles.due : undefined}>
            <span className="no-wrap">
              {dayText(t, `${day}T12:00:00+08:00`, now)}{' '}
              <span className="faint">{weekdayText(t, `${day}T12:00:00+08:00`)}</span>
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
