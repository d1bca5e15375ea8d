import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { attentionCount, useAttention } from '../../api/attention';
import type { Me, ReportRow } from '../../api/contract';
import { listReports, wholeReports } from '../../api/report';
import { type Task, useTasks } from '../../api/task';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { MoreLine } from '../../kit/more-line';
import { Segment } from '../../kit/segment';
import { hasRole, useSignedIn } from '../../session/session';
import { StaleLine } from '../../shell/page-failure';
import { clockText, dayText, weekdayText } from '../../time/date-text';
import { useNow } from '../../time/moment';
import '../../style/rows.css';
import { AttentionRows } from './attention-rows';
import { FirstStepRows, useFirstSteps } from './first-step-rows';
import { type Filter, groupTasks, heldByOthers, nextToCome, tally } from './grouping';
import { LedgerRows, useWanted } from './ledger-rows';
import { NothingToDo } from './nothing-to-do';
import { NoticeRail } from './notice-rail';
import { HeldRow, TaskRow } from './task-row';
import styles from './workbench-page.module.css';
import { WorkbenchSkeleton } from './workbench-skeleton';

/** Of what others hold, as many as a workbench lists; completion shows the rest. */
const mostHeld = 200;

interface Others {
  /** Under review, or past due below my units. */
  held: ReportRow[];
  /** How many more there are than are listed. */
  more: number;
  /** Still with their authors and not yet past due, the first due first. */
  coming: ReportRow[];
}

/** Reports of the units where I hold a post, for the group that others hold. */
function useOthers(me: Me) {
  const units = [...new Set(me.appointments.map((appointment) => appointment.org.code))];
  return useQuery({
    queryKey: ['reports', 'others', units],
    enabled: units.length > 0,
    queryFn: async (): Promise<Others> => {
      const lists = await Promise.all(
        units.flatMap((code) => [
          wholeReports({ org: code, state: 'in_review', sort: 'dueAt' }, mostHeld),
          wholeReports({ under: code, overdue: true, sort: 'dueAt' }, mostHeld),
          wholeReports({ under: code, overtime: true, sort: 'dueAt' }, mostHeld),
        ]),
      );
      const waiting = 'not_started,drafting,returned';
      const coming = await Promise.all(
        // Limited: the first to come is all that is looked for.
        units.map((under) =>
          listReports({ under, state: waiting, overdue: false, sort: 'dueAt', pageSize: 20 }),
        ),
      );
      const byId = new Map(lists.flatMap(({ items }) => items).map((report) => [report.id, report]));
      return {
        held: [...byId.values()],
        more: lists.reduce((sum, { items, total }) => sum + total - items.length, 0),
        coming: coming.flatMap(({ items }) => items),
      };
    },
  });
}

/** `tasks` undefined: not known, which is said as such. */
function Heading({
  tasks: known,
  waits,
  overdueItems,
  starting,
  now,
}: {
  tasks: Task[] | undefined;
  /** What else waits for the person: as an administrator, and of the ledger. */
  waits: number;
  overdueItems: number;
  /** Nothing can be reported yet: the installation is being set up. */
  starting: boolean;
  now: number;
}) {
  const { t } = useTranslation('workbench');
  const tasks = known ?? [];
  const urgent = groupTasks(tasks, now).find((group) => group.name === 'today')?.tasks ?? [];
  const counts = tally(tasks, now);
  const parts = (['overdue', 'overtime', 'today'] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => t(`tally.${key}`, { count: counts[key] }));
  if (overdueItems > 0) parts.push(t('ledger.overdue', { count: overdueItems }));
  const title =
    known === undefined
      ? t('unknown')
      : tasks.length === 0
        ? waits > 0
          ? t('attention.heading', { count: waits })
          : t(starting ? 'firstSteps.heading' : 'allDone')
        : urgent.length > 0
          ? t('first', { count: urgent.length })
          : overdueItems > 0
            ? t('attention.heading', { count: tasks.length + waits })
            : t('nothingUrgent');
  return (
    <div>
      <h1>{title}</h1>
      <p>
        <span className="no-wrap">{dayText(t, now, now)}</span>
        {t('dateComma')}
        {weekdayText(t, now)}
        {t('stop')}
        {parts.length > 0 && parts.join(t('common:listComma')) + t('stop')}
      </p>
    </div>
  );
}

const matches =
  (filter: Filter) =>
  (task: Task): boolean =>
    filter === 'all' || task.kind === filter;

export function Component() {
  const { t } = useTranslation(['workbench', 'report']);
  const me = useSignedIn();
  const now = useNow();
  const [filter, setFilter] = useState<Filter>('all');
  const query = useTasks();
  const others = useOthers(me);
  const attention = useAttention(hasRole(me, 'admin'));
  const ledger = useWanted(me, now);
  const waits = attentionCount(attention.data) + ledger.count;
  const tasks = query.data?.items;
  const idle = tasks?.length === 0 && waits === 0 && !attention.isError && !ledger.query.isError;
  const steps = useFirstSteps(idle && hasRole(me, 'admin'));
  const missing = (query.data?.total ?? 0) - (tasks?.length ?? 0);

  if (!tasks && !query.isError) return <WorkbenchSkeleton />;
  // Nothing is called done before the ledger has answered too.
  if (tasks?.length === 0 && (ledger.query.isLoading || steps.isLoading)) return <WorkbenchSkeleton />;

  const count = (kind: Filter) => (kind === 'all' ? query.data?.total : query.data?.counts[kind]) ?? 0;
  const kinds: Filter[] = ['all', 'revise', 'write', 'review', 'publish'];
  const shown = kinds.filter((kind) => kind !== 'publish' || count('publish') > 0);
  const groups = groupTasks((tasks ?? []).filter(matches(filter)), now);
  const myUnits = new Set(me.appointments.map((appointment) => appointment.org.code));
  const held = heldByOthers(others.data?.held ?? [], tasks ?? [], myUnits, now);
  const firstId = groups[0]?.tasks[0]?.report.id;

  return (
    <main className={styles.page}>
      <div>
        <div className={styles.head}>
          <Heading
            tasks={ledger.query.isError && tasks?.length === 0 ? undefined : tasks}
            waits={waits}
            overdueItems={ledger.overdue}
            starting={Boolean(steps.data)}
            now={now}
          />
          {count('all') > 0 && (
            <Segment
              label={t('filter')}
              value={filter}
              onChange={setFilter}
              options={shown.map((kind) => ({
                value: kind,
                label: t(`filters.${kind}`),
                count: count(kind),
              }))}
            />
          )}
        </div>
        {query.isError && (
          <StaleLine
            text={query.dataUpdatedAt ? t('stale', { at: clockText(query.dataUpdatedAt) }) : t('failed')}
            onRetry={() => void query.refetch()}
          />
        )}
        {attention.data && filter === 'all' && (
          <AttentionRows attention={attention.data} first={tasks?.length === 0} />
        )}
        {attention.isError && (
          <StaleLine text={t('attention.failed')} onRetry={() => void attention.refetch()} />
        )}
        {idle && !steps.data && (
          <section className="group">
            <div className="rows">
              <NothingToDo me={me} next={nextToCome(others.data?.coming ?? [], me, now)} />
            </div>
          </section>
        )}
        {idle && steps.data && <FirstStepRows steps={steps.data} />}
        {tasks && tasks.length > 0 && groups.length === 0 && (
          <section className="group">
            <div className="rows">
              <Empty title={t('emptyFilter')} />
            </div>
          </section>
        )}
        {groups.map((group) => (
          <section className="group" key={group.name}>
            <h2>
              {t(`groups.${group.name}`)} <span className="count">{group.tasks.length}</span>
            </h2>
            <ul className="rows">
              {group.tasks.map((task) => (
                <TaskRow
                  key={`${task.kind}${task.report.id}`}
                  task={task}
                  first={task.report.id === firstId}
                  myId={me.user.id}
                  now={now}
                />
              ))}
            </ul>
          </section>
        ))}
        {missing > 0 && (
          <MoreLine text={t('moreTasks', { shown: tasks?.length ?? 0, count: missing })}>
            <Button onClick={query.showMore}>{t('showMore')}</Button>
          </MoreLine>
        )}
        {filter === 'all' && (
          <LedgerRows
            wanted={ledger.wanted}
            first={tasks?.length === 0 && attentionCount(attention.data) === 0}
            now={now}
          />
        )}
        {ledger.query.isError && (
          <StaleLine text={t('ledger.failed')} onRetry={() => void ledger.query.refetch()} />
        )}
        {held.length > 0 && filter === 'all' && (
          <section className="group">
            <h2>
              {t('groups.others')} <span className="count">{held.length}</span>
            </h2>
            <ul className="rows">
              {held.map((report) => (
                <HeldRow key={report.id} report={report} myId={me.user.id} now={now} />
              ))}
            </ul>
            {(others.data?.more ?? 0) > 0 && (
              <MoreLine text={t('moreHeld', { count: others.data?.more ?? 0 })}>
                <Link className="link" to="/completion">
                  {t('toCompletion')}
                </Link>
              </MoreLine>
            )}
          </section>
        )}
      </div>
      <NoticeRail me={me} />
    </main>
  );
}
