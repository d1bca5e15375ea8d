import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, ReportRow } from '../../api/contract';
import { listReports } from '../../api/report';
import { type Task, useTasks } from '../../api/task';
import { Empty } from '../../kit/empty';
import { Segment } from '../../kit/segment';
import { useSignedIn } from '../../session/session';
import { StaleLine } from '../../shell/page-failure';
import { clockText, dayText, weekdayText } from '../../time/date-text';
import { useNow } from '../../time/moment';
import '../../style/workbench.css';
import { type Filter, groupTasks, heldByOthers, nextToCome, tally } from './grouping';
import { NothingToDo } from './nothing-to-do';
import { NoticeRail } from './notice-rail';
import { HeldRow, TaskRow } from './task-row';
import { WorkbenchSkeleton } from './workbench-skeleton';

/** Reports of the units where I hold a post, for the group that others hold. */
function useOthers(me: Me) {
  const units = [...new Set(me.appointments.map((appointment) => appointment.org.code))];
  return useQuery({
    queryKey: ['reports', 'others', units],
    enabled: units.length > 0,
    queryFn: async (): Promise<ReportRow[]> => {
      const pages = await Promise.all(
        units.map((under) => listReports({ under, sort: 'dueAt', pageSize: 100 })),
      );
      const byId = new Map(pages.flatMap((page) => page.items).map((report) => [report.id, report]));
      return [...byId.values()];
    },
  });
}

function Heading({ tasks, now }: { tasks: Task[]; now: number }) {
  const { t } = useTranslation('workbench');
  const urgent = groupTasks(tasks, now).find((group) => group.name === 'today')?.tasks ?? [];
  const counts = tally(tasks, now);
  const parts = (['overdue', 'overtime', 'today'] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => t(`tally.${key}`, { count: counts[key] }));
  const title =
    tasks.length === 0
      ? t('allDone')
      : urgent.length > 0
        ? t('first', { count: urgent.length })
        : t('nothingUrgent');
  return (
    <div>
      <h1>{title}</h1>
      <p>
        <span className="nw">{dayText(t, now, now)}</span>
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
  const { t } = useTranslation('workbench');
  const me = useSignedIn();
  const now = useNow();
  const [filter, setFilter] = useState<Filter>('all');
  const query = useTasks();
  const others = useOthers(me);
  const tasks = query.data;

  if (!tasks && !query.isError) return <WorkbenchSkeleton />;

  const count = (kind: Filter) => (tasks ?? []).filter(matches(kind)).length;
  const kinds: Filter[] = ['all', 'revise', 'write', 'review', 'publish'];
  const shown = kinds.filter((kind) => kind !== 'publish' || count('publish') > 0);
  const groups = groupTasks((tasks ?? []).filter(matches(filter)), now);
  const myUnits = new Set(me.appointments.map((appointment) => appointment.org.code));
  const held = heldByOthers(others.data ?? [], tasks ?? [], myUnits, now);
  const firstId = groups[0]?.tasks[0]?.report.id;

  return (
    <main className="wb">
      <div>
        <div className="wb-h">
          <Heading tasks={tasks ?? []} now={now} />
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
        {tasks?.length === 0 && (
          <section className="grp">
            <div className="rows">
              <NothingToDo me={me} next={nextToCome(others.data ?? [], me, now)} />
            </div>
          </section>
        )}
        {tasks && tasks.length > 0 && groups.length === 0 && (
          <section className="grp">
            <div className="rows">
              <Empty title={t('emptyFilter')} />
            </div>
          </section>
        )}
        {groups.map((group) => (
          <section className="grp" key={group.name}>
            <h2>
              {t(`groups.${group.name}`)} <span className="n">{group.tasks.length}</span>
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
        {held.length > 0 && filter === 'all' && (
          <section className="grp">
            <h2>
              {t('groups.others')} <span className="n">{held.length}</span>
            </h2>
            <ul className="rows">
              {held.map((report) => (
                <HeldRow key={report.id} report={report} myId={me.user.id} now={now} />
              ))}
            </ul>
          </section>
        )}
      </div>
      <NoticeRail me={me} />
    </main>
  );
}
