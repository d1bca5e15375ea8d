import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportRow } from '../api/contract';
import { Moment } from '../time/moment';
import { StateMark } from './state-glyph';
import { stateText } from './step-name';

/** A plain list of reports: unit, title, state, due date. */
export function ReportList({ reports }: { reports: ReportRow[] }) {
  const { t } = useTranslation();
  return (
    <ul className="rows report-list">
      {reports.map((report) => (
        <li key={report.id}>
          <Link to={`/review/${report.id}`}>
            <b>{report.cycle.title}</b>
            <span className="muted">
              {report.org.name}
              {report.revision > 0 && `　${t('common:revision', { n: report.revision })}`}
            </span>
            <StateMark state={report.state}>{stateText(t, report)}</StateMark>
            <span className="faint">
              <Moment at={report.dueAt} zone={report.cycle.timeZone} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
