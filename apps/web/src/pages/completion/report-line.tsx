import type { TFunction } from 'i18next';
import { type MouseEventHandler, memo } from 'react';
import type { ReportRow } from '../../api/contract';
import { Button, ButtonLink } from '../../kit/button';
import { EndedMark } from '../../report/ended-mark';
import { nameUnder } from '../../report/places';
import { StateMark } from '../../report/state-glyph';
import { clockText, dayText } from '../../time/date-text';
import styles from './completion-table.module.css';
import { type Column, trackOf } from './track';
import { TrackCell } from './track-cell';

const urgePause = 12 * 3_600_000;

/** Nobody is urged twice within twelve hours. */
export const urgedLately = (report: ReportRow, now: number): boolean =>
  report.urgedAt !== null && now - Date.parse(report.urgedAt) < urgePause;

function waiverText(t: TFunction, report: ReportRow, now: number): string {
  const { waiver } = report;
  if (!waiver) return '';
  const reason = waiver.reason.replace(/[。.]$/, '');
  return t('cell.waived', { reason, day: dayText(t, waiver.at, now), by: waiver.by });
}

/**
 * One report's row. Takes the words' function and reads no context: with thousands of rows whatever a row
 * subscribes to is paid for at every scroll. The table follows its link.
 */
export const ReportLine = memo(function ReportLine({
  t,
  report,
  under,
  columns,
  openedAt,
  now,
  onFollow,
  onUrge,
}: {
  t: TFunction;
  report: ReportRow;
  /** The unit above, whose name the row need not repeat. */
  under: string | null;
  columns: Column[];
  openedAt: string | null;
  now: number;
  onFollow: MouseEventHandler<HTMLAnchorElement>;
  onUrge: (report: ReportRow) => void;
}) {
  const word = t(`common:state.${report.state}`);
  const cells = trackOf(report, columns, now, openedAt);
  const late = cells.some(({ fact }) => fact.what === 'overdue' || fact.what === 'overtime');
  return (
    <tr data-late={late || undefined}>
      <td className={styles.unit}>
        <a href={`/review/${report.id}`} title={report.org.name} onClick={onFollow}>
          {under ? nameUnder(report.org.name, under) : report.org.name}
        </a>{' '}
        <EndedMark ended={report.org.ended} />
      </td>
      <td>
        <StateMark state={report.state}>{report.grade ? `${word} ${report.grade}` : word}</StateMark>
      </td>
      {report.state === 'waived' ? (
        <td
          colSpan={columns.length}
          className={styles.waived}
          title={waiverText(t, report, now) || undefined}
        >
          {waiverText(t, report, now)}
        </td>
      ) : (
        cells.map((cell, index) => (
          <TrackCell key={cell.key} t={t} cell={cell} first={index === 0} now={now} />
        ))
      )}
      <td>{lineAct(t, report, late, now, onUrge)}</td>
    </tr>
  );
});

function lineAct(
  t: TFunction,
  report: ReportRow,
  late: boolean,
  now: number,
  onUrge: (report: ReportRow) => void,
) {
  const { step } = report;
  if (step?.flag === 'no_reviewer')
    return (
      <ButtonLink small to={`/administration/people?org=${step.org.code}&role=${step.role}`}>
        {t('appoint')}
      </ButtonLink>
    );
  if (report.urgedAt && urgedLately(report, now))
    return <span className={styles.urged}>{t('urgedAt', { at: clockText(report.urgedAt) })}</span>;
  return report.allowedActions.includes('urge') ? (
    <Button small text={!late} onClick={() => onUrge(report)}>
      {t('urge')}
    </Button>
  ) : null;
}
