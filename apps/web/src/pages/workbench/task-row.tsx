import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportRow } from '../../api/contract';
import { problemText } from '../../api/problem';
import { transition } from '../../api/report';
import type { Task } from '../../api/task';
import { Button, ButtonLink } from '../../kit/button';
import { ExtensionLine } from '../../report/extension-line';
import { RouteLine } from '../../report/route-line';
import { StateMark } from '../../report/state-glyph';
import { effectiveDue, isOver } from '../../report/waiting';
import { daysBetween, dueOf, localTime } from '../../time/calendar';
import { dueText, exactText } from '../../time/date-text';
import { Moment } from '../../time/moment';
import { DraftLine } from './draft-line';

const pageOf = (task: Task): string => {
  const { id } = task.report;
  return task.kind === 'review' || task.kind === 'publish' ? `/review/${id}` : `/writing/${id}`;
};

/** A day of another year is written with its year. */
const rowOf = (day: string | null, zone: string, now: number): string =>
  day && localTime(day, zone).year !== localTime(now, zone).year ? 'row dated' : 'row';

function DueCell({
  dueAt,
  zone,
  whose,
  now,
}: {
  dueAt: string | null;
  zone: string;
  whose: 'author' | 'reviewer';
  now: number;
}) {
  const { t } = useTranslation('workbench');
  if (!dueAt) return <div className="due" />;
  const due = dueOf(dueAt, now, zone);
  return (
    <div
      className={due.kind === 'overdue' ? 'due overdue' : 'due'}
      title={t('dueAt', { at: exactText(t, dueAt, zone) })}
    >
      <b>{dueText(t, due, whose)}</b>
      <span>
        <Moment at={dueAt} zone={zone} />
      </span>
    </div>
  );
}

/** The one line under the title: why it is here, or on its way to whom. */
function Line({ task, myId, now }: { task: Task; myId: string; now: number }) {
  const { t } = useTranslation('workbench');
  const { report } = task;
  if (task.kind === 'revise' && report.returned) {
    return <span>{t('returnedSays', { name: report.returned.by.name, note: report.returned.note })}</span>;
  }
  if (task.kind === 'review') return <RouteLine report={report} myId={myId} now={now} />;
  if (task.kind === 'publish') return <span>{t('publishHint')}</span>;
  if (report.state === 'drafting') return <DraftLine report={report} now={now} />;
  return <span>{report.tier === 'branch' ? t('writeHint') : t('compileHint')}</span>;
}

/** The row is the target; its button says what the click does. */
export function TaskRow({
  task,
  first,
  myId,
  now,
  select,
}: {
  task: Task;
  first: boolean;
  myId: string;
  now: number;
  /** A box to choose the row with others. */
  select?: { label: string; checked: boolean; toggle: () => void };
}) {
  const { t } = useTranslation('workbench');
  const { report } = task;
  const to = pageOf(task);
  const drafting = report.state === 'drafting';
  const verb = task.kind === 'write' && drafting ? 'writing' : task.kind;
  return (
    <li className={rowOf(task.dueAt, report.cycle.timeZone, now)}>
      {select && (
        <input
          type="checkbox"
          className="pick"
          aria-label={select.label}
          checked={select.checked}
          onChange={select.toggle}
        />
      )}
      <DueCell
        dueAt={task.dueAt}
        zone={report.cycle.timeZone}
        whose={task.kind === 'review' ? 'reviewer' : 'author'}
        now={now}
      />
      <div className="main">
        <div className="title">
          <span className="verb">
            <StateMark state={report.state}>{t(`verbs.${verb}`)}</StateMark>
          </span>
          <b>{report.cycle.title}</b>
          <span className="muted unit-name">
            {report.org.name}
            {task.kind === 'review' && `　${t('common:revision', { n: report.revision })}`}
          </span>
        </div>
        <div className="details">
          {task.onBehalfOf && <span>{t('onBehalfOf', { name: task.onBehalfOf.name })}</span>}
          <Line task={task} myId={myId} now={now} />
          <ExtensionLine report={report} />
        </div>
      </div>
      <div className="action">
        <ButtonLink to={to} primary={first} className="cover">
          {t(`actions.${verb}`)}
        </ButtonLink>
      </div>
    </li>
  );
}

/** A report that somebody else holds up: to look at, or to urge. */
export function HeldRow({ report, myId, now }: { report: ReportRow; myId: string; now: number }) {
  const { t } = useTranslation('workbench');
  const { message } = App.useApp();
  const [urged, setUrged] = useState(false);
  const to = `/review/${report.id}`;
  const mayUrge = report.allowedActions.includes('urge') && isOver(report, now);
  const reviewing = report.state === 'in_review';

  const urge = async () => {
    try {
      await transition(report.id, 'urge', {});
      setUrged(true);
    } catch (error) {
      void message.warning(problemText(error));
    }
  };

  const since = reviewing && !isOver(report, now) ? report.waitingOn?.since : undefined;
  return (
    <li className={rowOf(since ?? effectiveDue(report), report.cycle.timeZone, now)}>
      {since ? (
        <div className="due" title={t('heldSince', { at: exactText(t, since) })}>
          <b>{t('nth', { n: Math.max(0, daysBetween(since, now)) + 1 })}</b>
          <span>
            <Moment at={since} />
          </span>
        </div>
      ) : (
        <DueCell
          dueAt={effectiveDue(report)}
          zone={report.cycle.timeZone}
          whose={reviewing ? 'reviewer' : 'author'}
          now={now}
        />
      )}
      <div className="main">
        <div className="title">
          <span className="verb">
            <StateMark state={report.state}>
              {reviewing ? t('common:state.in_review') : t('verbs.below')}
            </StateMark>
          </span>
          <b>
            {mayUrge ? (
              <Link className="cover" to={to}>
                {report.cycle.title}
              </Link>
            ) : (
              report.cycle.title
            )}
          </b>
          <span className="muted unit-name">{report.org.name}</span>
        </div>
        <div className="details">
          <RouteLine report={report} myId={myId} now={now} />
        </div>
      </div>
      <div className="action">
        {mayUrge ? (
          <Button className="keep" disabled={urged} onClick={urge}>
            {urged ? t('urged') : t('actions.urge')}
          </Button>
        ) : (
          <ButtonLink to={to} className="cover">
            {t('actions.look')}
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
