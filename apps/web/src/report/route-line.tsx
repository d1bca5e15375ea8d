import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../api/contract';
import { daysBetween } from '../time/calendar';
import { stepName } from './step-name';
import { isOver, waitingLine } from './waiting';

/** ●填报9天 — ○卡在您，已3天，限2个工作日 — ○局审核: where a report is on its way. */
export function RouteLine({ report, myId, now }: { report: ReportRow; myId: string; now: number }) {
  const { t } = useTranslation();
  const current = report.step?.index ?? 0;
  const line = waitingLine(t, report, myId, now);
  const over = isOver(report, now) ? ' overdue' : '';
  return (
    <ol className="route" aria-label={t('common:waiting.label')}>
      {current === 0 ? (
        <li className={`now${over}`}>
          <span className="dot" />
          <span>{line}</span>
        </li>
      ) : (
        <li className="done">
          <span className="dot" />
          <span>{t('common:waiting.authored')}</span>
        </li>
      )}
      {report.route.map((step) => {
        if (step.index === current) {
          return (
            <li key={step.index} className={`now${over}`}>
              <span className="dot" />
              <span>{line}</span>
            </li>
          );
        }
        const done = step.index < current;
        const took = done && step.enteredAt && step.leftAt ? daysBetween(step.enteredAt, step.leftAt) : null;
        return (
          <li key={step.index} className={done ? 'done' : undefined}>
            <span className="dot" />
            <span>
              {stepName(t, step)}
              {took !== null && t('common:waiting.took', { count: Math.max(1, took) })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
