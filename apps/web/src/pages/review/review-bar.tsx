import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Report } from '../../api/contract';
import { Button, ButtonLink } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { Segment, type SegmentOption } from '../../kit/segment';
import { StateMark } from '../../report/state-glyph';
import { stateText } from '../../report/step-name';
import { effectiveDue } from '../../report/waiting';
import { dueOf } from '../../time/calendar';
import { dueText } from '../../time/date-text';
import { Moment } from '../../time/moment';
import styles from './review-bar.module.css';
import type { View } from './use-review';

export type PhoneTab = 'text' | 'comments' | 'indicators' | 'history';

/** The tabs of a phone: what stands in the margin of a large screen goes by the view. */
export function phoneTabs(
  t: TFunction<'review'>,
  counts: { view: View; low: number; found: number; comments: number },
): { id: PhoneTab; text: string }[] {
  const { view, low, found, comments } = counts;
  const margin =
    view === 'checks'
      ? t('tab.checks', { count: found })
      : view === 'likeness'
        ? t('view.likeness')
        : t('tab.comments', { count: comments });
  return [
    { id: 'text', text: t('view.text') },
    { id: 'comments', text: margin },
    { id: 'indicators', text: low > 0 ? t('tab.low', { count: low }) : t('indicators.title') },
    { id: 'history', text: t('history.title') },
  ];
}

/** The second bar: whose report, where it stands, how to look at it; on a phone the tabs. */
export function ReviewBar({
  report,
  view,
  against,
  lastYear,
  findings,
  tab,
  tabs,
  now,
  onView,
  onTab,
  onHelp,
  children,
}: {
  report: Report;
  view: View;
  against: number | null;
  lastYear: boolean;
  findings: number;
  tab: PhoneTab;
  tabs: { id: PhoneTab; text: string }[];
  now: number;
  onView: (view: View) => void;
  onTab: (tab: PhoneTab) => void;
  onHelp: () => void;
  /** What goes with the view that is chosen. */
  children?: ReactNode;
}) {
  const { t } = useTranslation('review');
  const due = effectiveDue(report);
  const readable = report.content !== null && !report.nil;
  const options: SegmentOption<View>[] = [
    { value: 'text' as const, label: t('view.text') },
    ...(against === null
      ? []
      : [
          {
            value: 'diff' as const,
            label: (
              <>
                {t('view.diff', { n: against })} <kbd>D</kbd>
              </>
            ),
          },
        ]),
    ...(lastYear ? [{ value: 'year' as const, label: t('view.year') }] : []),
    { value: 'checks' as const, label: t('view.checks'), count: findings },
    { value: 'likeness' as const, label: t('view.likeness') },
  ];
  const views = (className?: string) => (
    <Segment label={t('view.label')} value={view} options={options} onChange={onView} className={className} />
  );
  return (
    <div className={`${styles.bar} sticky`} data-bar="review">
      <div className="subject-bar">
        <ButtonLink to="/" text className="back no-paper" label={t('back')}>
          <Icon name="back" />
        </ButtonLink>
        <div className="subject">
          <h1>
            <span>{report.org.name}</span>　<span>{report.cycle.title}</span>
          </h1>
          <p>
            <StateMark state={report.state}>{stateText(t, report)}</StateMark>
            {report.revision > 0 && (
              <span className="desk-only">{t('common:revision', { n: report.revision })}</span>
            )}
            {report.edition && (
              <Link className="link" to={`/bulletin/${encodeURIComponent(report.edition.number)}`}>
                {t('edition')}
              </Link>
            )}
            {due && (
              <span>
                <span className="desk-only">
                  {t('due')}
                  <Moment at={due} />
                  {t('common:clauseComma')}
                </span>
                <b>
                  {dueText(
                    t,
                    dueOf(due, now, report.cycle.timeZone),
                    report.state === 'in_review' ? 'reviewer' : 'author',
                  )}
                </b>
              </span>
            )}
          </p>
        </div>
        <div className="right">
          {readable && views('desk-only')}
          <Button text className="desk-only" aria-label={t('keys.title')} onClick={onHelp}>
            <kbd>?</kbd>
          </Button>
        </div>
      </div>
      <nav className={`${styles.tabs} no-paper`} aria-label={t('view.label')}>
        {tabs.map(({ id, text }) => (
          <button key={id} type="button" aria-current={tab === id} onClick={() => onTab(id)}>
            {text}
          </button>
        ))}
      </nav>
      {readable && views(styles.views)}
      {children}
    </div>
  );
}
