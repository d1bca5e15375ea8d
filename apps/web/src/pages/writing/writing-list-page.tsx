import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { listAllReports } from '../../api/report';
import { useTasks } from '../../api/task';
import { Empty } from '../../kit/empty';
import { TextSkeleton } from '../../kit/skeleton';
import { ReportList } from '../../report/report-list';
import { ownPosts, useSignedIn } from '../../session/session';
import { StaleLine } from '../../shell/page-failure';
import '../../style/rows.css';
import '../../style/list.css';
import { useNow } from '../../time/moment';
import { TaskRow } from '../workbench/task-row';

/** What I write: to do first, then what my units handed in, newest first. */
export function Component() {
  const { t } = useTranslation(['writing', 'workbench', 'report']);
  const me = useSignedIn();
  const now = useNow();
  const tasks = useTasks();
  const units = [
    ...new Set(
      ownPosts(me)
        .filter((held) => held.role === 'reporter' || held.role === 'secretary')
        .map((held) => held.org.code),
    ),
  ];
  const past = useQuery({
    queryKey: ['reports', 'mine', units],
    enabled: units.length > 0,
    queryFn: async () => (await Promise.all(units.map((org) => listAllReports({ org })))).flat(),
  });
  const mine = (tasks.data?.items ?? []).filter((task) => task.kind === 'write' || task.kind === 'revise');
  const open = new Set(mine.map((task) => task.report.id));
  const handed = (past.data ?? [])
    .filter((report) => !open.has(report.id))
    .sort((a, b) => b.dueAt.localeCompare(a.dueAt));

  return (
    <main className="list-page">
      <h1>{t('list.title')}</h1>
      {(tasks.isError || past.isError) && (
        <StaleLine
          text={problemText(tasks.error ?? past.error)}
          onRetry={() => void Promise.all([tasks.refetch(), past.refetch()])}
        />
      )}
      {tasks.isPending && <TextSkeleton lines={5} label={t('common:loading')} />}
      {tasks.data && mine.length === 0 && (
        <div className="rows">
          <Empty title={t('list.empty')}>{t('list.emptyText')}</Empty>
        </div>
      )}
      {mine.length > 0 && (
        <section className="group">
          <h2>
            {t('list.mine')} <span className="count">{mine.length}</span>
          </h2>
          <ul className="rows">
            {mine.map((task, index) => (
              <TaskRow key={task.report.id} task={task} first={index === 0} myId={me.user.id} now={now} />
            ))}
          </ul>
        </section>
      )}
      {handed.length > 0 && (
        <section className="group">
          <h2>
            {t('list.past')} <span className="count">{handed.length}</span>
          </h2>
          <ReportList reports={handed} />
        </section>
      )}
    </main>
  );
}
