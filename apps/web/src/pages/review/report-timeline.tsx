import { useTranslation } from 'react-i18next';
import type { Report, ReportEvent } from '../../api/contract';
import { StateGlyph, stateTone } from '../../report/state-glyph';
import { stepName } from '../../report/step-name';
import { timeline, totalDays } from '../../report/timeline';
import { holders } from '../../report/waiting';
import { daysBetween } from '../../time/calendar';
import { exactText } from '../../time/date-text';
import styles from './report-timeline.module.css';

/** 历程: who did what, and how many days each took. */
export function ReportTimeline({
  report,
  events,
  myId,
  now,
}: {
  report: Report;
  events: ReportEvent[];
  myId: string;
  now: number;
}) {
  const { t } = useTranslation('review');
  const entries = timeline(events);
  const days = totalDays(events, now);
  const held = report.waitingOn ? Math.max(0, daysBetween(report.waitingOn.since, now)) : null;
  const missing = report.waitingOn?.who ?? [];
  const waiting = report.state === 'in_review' && report.step;
  return (
    <section>
      <h2>
        {t('history.title')} {days > 0 && <span>{t('history.total', { count: days })}</span>}
      </h2>
      <ol className={styles.timeline}>
        {waiting && (
          <li>
            <span className="state review">
              <StateGlyph state="in_review" label={t('common:state.in_review')} />
            </span>
            <div>
              <b>{t('history.waiting', { who: holders(t, report, myId), step: stepName(t, waiting) })}</b>
              {waiting.mode === 'all' && missing.length > 1 && (
                <small className={styles.names}>
                  {t('history.all', { names: missing.map((one) => one.name).join(t('common:listComma')) })}
                </small>
              )}
              {waiting.workingDays > 0 && (
                <small>{t('common:waiting.allowed', { count: waiting.workingDays })}</small>
              )}
            </div>
            <span className={styles.date}>
              {held !== null &&
                (held === 0 ? t('common:waiting.sinceToday') : t('history.already', { count: held }))}
            </span>
          </li>
        )}
        {entries.map((entry) => (
          <li key={entry.key} title={exactText(t, entry.at)}>
            <span className={`state ${stateTone(entry.glyph)}`}>
              <StateGlyph state={entry.glyph} label={t(`common:state.${entry.glyph}`)} />
            </span>
            <div>
              {t('history.line', {
                who: entry.onBehalfOf
                  ? t('history.proxy', { who: entry.who, whom: entry.onBehalfOf })
                  : entry.who,
                act: t(`act.${entry.act}`, { defaultValue: entry.act, revision: entry.revision ?? '' }),
              })}
              {entry.note && <small>“{entry.note}”</small>}
            </div>
            <span className={styles.date}>
              {entry.days !== null &&
                (entry.days === 0 ? t('history.sameDay') : t('history.took', { count: entry.days }))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
