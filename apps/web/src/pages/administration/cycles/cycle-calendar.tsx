import { useTranslation } from 'react-i18next';
import type { NewCycle } from '../../../api/administration';
import { dayCode } from '../../../time/calendar';
import { dayText, weekdayText } from '../../../time/date-text';
import { useNow } from '../../../time/moment';
import styles from './cycle-calendar.module.css';
import { CycleMonths } from './cycle-months';
import { plannedDates } from './cycle-plan';
import { isDayOff } from './days-off';
import { useDayKind } from './use-day-kind';

/** All dates that follow from a cycle before it is made. */
export function CycleCalendar({ cycle }: { cycle: NewCycle }) {
  const { t } = useTranslation('administration');
  const now = useNow();
  const kindOf = useDayKind();
  const today = dayCode(now, cycle.timeZone);
  const dates = cycle.reminderPlan ? plannedDates(cycle.tiers, cycle.reminderPlan, cycle.closesAt) : [];
  return (
    <>
      <CycleMonths dates={dates} zone={cycle.timeZone} />
      <ol className={styles.calendar}>
        {dates.map((date) => {
          const at = `${date.day}T12:00:00+08:00`;
          const kind = kindOf(date.day);
          const notes = [
            isDayOff(kind) ? t(`cycle.dayKind.${kind}`) : '',
            date.day < today ? t('cycle.isPast') : '',
          ].filter(Boolean);
          return (
            <li
              key={`${date.day}${date.kind}${date.tier}`}
              className={date.kind === 'due' ? styles.due : undefined}
            >
              <span className="no-wrap">
                {dayText(t, at, now)} <span className="faint">{weekdayText(t, at)}</span>
              </span>
              <span>
                {t(`cycle.date.${date.kind}`, {
                  tier: date.tier && t(`common:kind.${date.tier}`),
                  count: Math.abs(date.days),
                })}
                {notes.length > 0 && <span className="faint">　{notes.join(t('common:listComma'))}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
