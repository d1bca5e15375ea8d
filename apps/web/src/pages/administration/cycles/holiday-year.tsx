import { useTranslation } from 'react-i18next';
import type { YearArrangement } from '../../../api/administration';
import { type CalendarDay, monthOf } from './arrangement';
import styles from './holiday-year.module.css';

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** Twelve months with what differs from an ordinary week; with `onToggle` each day can be pressed. */
export function HolidayYear({
  arrangement,
  onToggle,
}: {
  arrangement: YearArrangement;
  onToggle?: (day: CalendarDay) => void;
}) {
  const { t } = useTranslation(['setting', 'time']);
  const off = new Set(arrangement.holidays);
  const worked = new Set(arrangement.workdays);
  return (
    <div className={styles.year}>
      {months.map((month) => {
        const { before, days } = monthOf(arrangement.year, month);
        return (
          <section key={month} aria-label={t('holiday.month', { year: arrangement.year, month })}>
            <h3>{t('holiday.monthShort', { month, monthName: t(`time:months.${month}`) })}</h3>
            <div className={styles.month}>
              {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
                <span key={weekday} className={styles.weekday} aria-hidden="true">
                  {t(`holiday.weekday.${weekday}`)}
                </span>
              ))}
              {days.map((day, index) => {
                const kind = off.has(day.day) ? 'off' : worked.has(day.day) ? 'worked' : null;
                const className = [styles.day, kind && styles[kind], day.weekend && styles.weekend]
                  .filter(Boolean)
                  .join(' ');
                const style = index === 0 ? { gridColumnStart: before + 1 } : undefined;
                const content = (
                  <>
                    {day.date}
                    {kind && <small aria-hidden={onToggle !== undefined}>{t(`holiday.mark.${kind}`)}</small>}
                  </>
                );
                return onToggle ? (
                  <button
                    key={day.day}
                    type="button"
                    className={className}
                    style={style}
                    aria-pressed={kind !== null}
                    onClick={() => onToggle(day)}
                  >
                    <span className="spoken-only">
                      {t('holiday.inMonth', { month, monthName: t(`time:months.${month}`) })}
                    </span>
                    {content}
                    <span className="spoken-only">
                      {t(`holiday.day.${kind ?? (day.weekend ? 'weekend' : 'plain')}`)}
                    </span>
                  </button>
                ) : (
                  <span key={day.day} className={className} style={style}>
                    {content}
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
