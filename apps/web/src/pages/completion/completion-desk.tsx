import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Completion, Cycle, ReportRow, ReportState, Tier } from '../../api/contract';
import { saveWorkbook } from '../../api/export';
import { problemText } from '../../api/problem';
import { listAllReports } from '../../api/report';
import { Button, ButtonLink } from '../../kit/button';
import { TextSkeleton } from '../../kit/skeleton';
import { WorkbookButton } from '../../kit/workbook-button';
import { useNow } from '../../time/moment';
import styles from './completion-desk.module.css';
import { CompletionTable, type TableItem } from './completion-table';
import { ExtensionRequests } from './extension-requests';
import { HeldList } from './held-list';
import { holdups } from './holdups';
import { urgedLately } from './report-line';
import { ReturnReasons } from './return-reasons';
import { Summary } from './summary';
import { columnsOf, isLate, isOverdue, overdueToMend } from './track';
import { UrgeButton } from './urge-button';
import { type Group, useTierReports } from './use-completion';
import { useUrge } from './use-urge';

/** The drawing library loads after the table stands, and the drawer when it is asked for. */
const Charts = lazy(() => import('./charts'));
const ExportDrawer = lazy(() =>
  import('./export-drawer').then(({ ExportDrawer: component }) => ({ default: component })),
);

const openAllBelow = 100;
/** Most that are urged at once from a filter over more than are on the page. */
const mostUrged = 2_000;

/** Groups stand open up to a hundred units; beyond, those with something late. */
function startsOpen(group: Group, units: number): boolean {
  return units <= openAllBelow || (group.overdue > 0 && group.reports !== null);
}

/** A vacant step has nobody to urge. */
const isVacant = (report: ReportRow): boolean => report.step?.flag === 'no_reviewer';
/** With their authors still. */
const owing: ReportState[] = ['not_started', 'drafting', 'returned'];

interface Looking {
  state: ReportState | null;
  only: string[] | null;
}

const shows = ({ state, only }: Looking, report: ReportRow): boolean =>
  (!state || report.state === state) && (!only || only.includes(report.id));

/** The lines of the table: groups, and under the open ones their reports. */
function tableItems(groups: Group[], looking: Looking, isOpen: (group: Group) => boolean): TableItem[] {
  const single = groups.length === 1 && groups[0]?.direct;
  const { state } = looking;
  return groups.flatMap((group): TableItem[] => {
    const reports = (group.reports ?? []).filter((report) => shows(looking, report));
    const unseen = group.reports === null && !looking.only && (!state || (group.counts?.[state] ?? 0) > 0);
    if ((state || looking.only) && reports.length === 0 && !unseen) return [];
    const open = isOpen(group);
    const under = group.direct ? null : group.name;
    const lines =
      open || single ? reports.map((report): TableItem => ({ kind: 'report', report, under })) : [];
    return single ? lines : [{ kind: 'group', group, open }, ...lines];
  });
}

export function CompletionDesk({
  cycle,
  tier,
  completion,
}: {
  cycle: Cycle;
  tier: Tier;
  completion: Completion;
}) {
  const { t } = useTranslation('completion');
  const now = useNow();
  const [looking, setLooking] = useState<Looking>({ state: null, only: null });
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const [acts, setActs] = useState<HTMLElement | null>(null);
  const [packing, setPacking] = useState(false);
  const opened = Object.keys(toggled).filter((code) => toggled[code]);
  const { counts } = completion.node;
  const units = counts.expected + counts.waived;
  const late = useCallback((report: ReportRow) => isLate(report, now), [now]);
  const { whole, rows, groups, pending, error } = useTierReports(cycle, tier, completion, opened, late);
  const { urge, outcome, say } = useUrge();
  useEffect(() => setActs(document.getElementById('completion-acts')), []);

  const columns = useMemo(() => columnsOf(rows), [rows]);
  const held = useMemo(() => holdups(rows, now), [rows, now]);
  const items = useMemo(
    () => tableItems(groups, looking, (group) => toggled[group.code] ?? startsOpen(group, units)),
    [groups, looking, toggled, units],
  );
  const toggle = useCallback(
    (code: string) => {
      const group = groups.find((candidate) => candidate.code === code);
      if (!group) return;
      setToggled((before) => ({ ...before, [code]: !(before[code] ?? startsOpen(group, units)) }));
    },
    [groups, units],
  );
  const urgeOne = useCallback((report: ReportRow) => urge([report]), [urge]);

  const filtered = Boolean(looking.state || looking.only);
  const mayUrge = (report: ReportRow): boolean =>
    report.allowedActions.includes('urge') &&
    !urgedLately(report, now) &&
    (filtered ? shows(looking, report) && !isVacant(report) : isOverdue(report, now));
  const toUrge = rows.filter(mayUrge);
  /** Before anything is late: those who have yet to hand in. */
  const mayUrgeEarly = (report: ReportRow): boolean =>
    report.allowedActions.includes('urge') && !urgedLately(report, now) && owing.includes(report.state);
  const unseen = !whole && !looking.only;
  const urgeFound = async (wanted: { state?: string; overdue?: boolean }, may: typeof mayUrge) => {
    try {
      const found = (await listAllReports({ cycle: cycle.id, tier: tier.kind, ...wanted }, mostUrged)).filter(
        may,
      );
      if (found.length > 0) urge(found);
    } catch (failure) {
      say(failure);
    }
  };
  const urgeAll = () =>
    unseen ? urgeFound(looking.state ? { state: looking.state } : { overdue: true }, mayUrge) : urge(toUrge);
  const unseenCount = looking.state ? null : counts.overdue;
  const early = filtered || counts.overdue > 0 ? [] : rows.filter(mayUrgeEarly);
  // A returned report is among those handed in, in the sentence beside the button.
  const mending = whole ? early.some(({ state }) => state === 'returned') : counts.returned > 0;
  const urgeEarly = () => (whole ? urge(early) : urgeFound({ state: owing.join() }, mayUrgeEarly));

  return (
    <>
      {acts &&
        createPortal(
          <>
            <WorkbookButton
              save={() =>
                saveWorkbook(
                  'completion',
                  cycle.id,
                  { tier: tier.kind },
                  t('workbookName', { title: cycle.title, tier: t(`common:kind.${tier.kind}`) }),
                )
              }
              className="desk-only"
            />
            <Button className="desk-only" onClick={() => setPacking(true)}>
              {t('zip.open')}
            </Button>
            <ButtonLink to={`/rollup/${cycle.id}?tier=${tier.kind}`} className="desk-only">
              {t('rollup')}
            </ButtonLink>
            {early.length > 0 && (
              <Button onClick={async () => urgeEarly()}>
                {t(mending ? 'urgeEarlyReturned' : 'urgeEarly', {
                  count: whole ? early.length : owing.reduce((sum, state) => sum + counts[state], 0),
                })}
              </Button>
            )}
            <UrgeButton
              count={unseen ? unseenCount : toUrge.length}
              filtered={filtered}
              onUrge={async () => urgeAll()}
            />
          </>,
          acts,
        )}
      <Summary
        counts={counts}
        toMend={whole ? overdueToMend(rows, now) : 0}
        filter={looking.state}
        onFilter={(state) => setLooking({ ...looking, state })}
      />
      {outcome && (
        <p
          className={outcome.failed ? `${styles.filter} hot no-paper` : `${styles.filter} no-paper`}
          role={outcome.failed ? 'alert' : 'status'}
        >
          {outcome.text}
        </p>
      )}
      {filtered && (
        <p className={`${styles.filter} no-paper`}>
          {looking.only ? t('onlyHeld') : t('onlyState', { state: t(`common:state.${looking.state}`) })}
          <Button small onClick={() => setLooking({ state: null, only: null })}>
            {t('showAll')}
          </Button>
        </p>
      )}
      <div className={styles.columns}>
        <div>
          {error && <p role="alert">{problemText(error)}</p>}
          {pending ? (
            <TextSkeleton lines={8} label={t('common:loading')} />
          ) : (
            <CompletionTable
              items={items}
              columns={columns}
              tier={tier}
              zone={cycle.timeZone}
              openedAt={cycle.openedAt}
              now={now}
              onToggle={toggle}
              onUrge={urgeOne}
            />
          )}
        </div>
        <aside className={styles.side} aria-label={t('held')}>
          <HeldList held={held} only={looking.only} onOnly={(only) => setLooking({ state: null, only })} />
          <ExtensionRequests reports={rows} />
          <Suspense fallback={<TextSkeleton lines={4} label={t('common:loading')} />}>
            <Charts reports={rows} cycle={cycle} node={completion.node} tier={tier} now={now} />
          </Suspense>
          <ReturnReasons cycle={cycle.id} tier={tier.kind} />
        </aside>
      </div>
      {packing && (
        <Suspense fallback={null}>
          <ExportDrawer cycle={cycle} units={groups} onClose={() => setPacking(false)} />
        </Suspense>
      )}
    </>
  );
}
