import { useTranslation } from 'react-i18next';
import type { NewCycle } from '../../../api/administration';
import { dayText, weekdayText } from '../../../time/date-text';
import { useNow } from '../../../time/moment';
import { plannedDates } from './cycle-plan';

/** All dates that follow from a cycle before it is made. */
export function CycleCalendar({ cycle }: { cycle: NewCycle }) {
  const { t } = useTranslation('administration');
  const now = useNow();
  const dates = cycle.reminderPlan ? plannedDates(cycle.tiers, cycle.reminderPlan, cycle.closesAt) : [];
  return (
    <ol className="wz-cal">
      {dates.map((date) => {
        const at = `${date.day}T12:00:00+08:00`;
        return (
          <li key={`${date.day}${date.kind}${date.tier}`} className={date.kind === 'due' ? 'due' : undefined}>
            <span className="nw">
              {dayText(t, at, now)} <span className="faint">{weekdayText(t, at)}</span>
            </span>
            <span>
              {t(`cycle.date.${date.kind}`, {
                tier: date.tier && t(`common:kind.${date.tier}`),
                count: Math.abs(date.days),
              })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
