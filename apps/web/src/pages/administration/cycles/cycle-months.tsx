import { useTranslation } from 'react-i18next';
import { dayCode } from '../../../time/calendar';
import { monthOf } from './arrangement';
import styles from './cycle-months.module.css';
import type { PlannedDate } from './cycle-plan';
import { isDayOff } from './days-off';
import { useDayKind } from './use-day-kind';

/** The strongest mark of a day goes first. */
const order: PlannedDate['kind'][] = ['closing', 'due', 'grace', 'superior', 'reminder'];

/** Months from the first planned date to the last, at most a year of them. */
function monthsOf(dates: PlannedDate[]): { year: number; month: number }[] {
  const days = dates.map(({ day }) => day).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const index = (day: string) => Number(day.split('-')[0]) * 12 + Number(day.split('-')[1]) - 1;
  const count = first ? Math.min(12, index(last) - index(first) + 1) : 0;
  return Array.from({ length: count }, (_, step) => {
    const at = index(first) + step;
    return { year: Math.floor(at / 12), month: (at % 12) + 1 };
  });
}

/** The dates of a cycle in the months in which they lie, beside days off and what is past; the list says them in words. */
export function CycleMonths({ dates, zone }: { dates: PlannedDate[]; zone?: string }) {
  const { t } = useTranslation(['administration', 'setting', 'time']);
  const kindOf = useDayKind();
  const today = dayCode(Date.now(), zone);
  const marks = new Map<string, PlannedDate['kind']>();
  for (const { day, kind } of dates) {
    const before = marks.get(day);
    if (!before || order.indexOf(kind) < order.indexOf(before)) marks.set(day, kind);
  }
  return (
    <div className={styles.months} aria-hidden="true">
      {monthsOf(dates).map(({ year, month }) => {
        const { before, days } = monthOf(year, month);
        return (
          <section key={`${year}-${month}`}>
            <h3>{t('setting:holiday.month', { year, month })}</h3>
            <div className={styles.grid}>
              {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
                <span key={weekday} className={styles.weekday}>
                  {t(`setting:holiday.weekday.${weekday}`)}
                </span>
              ))}
              {days.map(({ day, date }, index) => {
                const kind = kindOf(day);
                const mark = marks.get(day);
                const names = [
                  styles.day,
                  isDayOff(kind) && styles.off,
                  day < today && styles.past,
                  day === today && styles.today,
                  mark && styles[mark],
                ];
                return (
                  <span
                    key={day}
                    className={names.filter(Boolean).join(' ')}
                    style={index === 0 ? { gridColumnStart: before + 1 } : undefined}
                  >
                    {date}
                    {mark ? (
                      <small>{t(`administration:cycle.dateMark.${mark}`)}</small>
                    ) : (
                      (kind === 'off' || kind === 'worked') && (
                        <small>{t(`setting:holiday.mark.${kind}`)}</small>
                      )
                    )}
                  </span>
                );
              })}
            </div>
          </section>
        );
      })}
    </div>
  );
}
