import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { reviewQueue, useTasks } from '../../api/task';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { MoreLine } from '../../kit/more-line';
import { TextSkeleton } from '../../kit/skeleton';
import { useSignedIn } from '../../session/session';
import { StaleLine } from '../../shell/page-failure';
import '../../style/rows.css';
import '../../style/list.css';
import { useNow } from '../../time/moment';
import { TaskRow } from '../workbench/task-row';
import { BulkApproval } from './bulk-approval';

/** What waits for my decision, with approving several at once after a dry run. */
export function Component() {
  const { t } = useTranslation(['review', 'workbench', 'report']);
  const me = useSignedIn();
  const now = useNow();
  const tasks = useTasks();
  const queue = reviewQueue(tasks.data);
  const [chosen, setChosen] = useState<string[]>([]);
  const [running, setRunning] = useState(false);
  const selected = queue.filter((task) => chosen.includes(task.report.id));
  const all = queue.length > 0 && selected.length === queue.length;

  return (
    <main className="list-page">
      <header className="list-head">
        <h1>{t('list.title')}</h1>
        {queue.length > 1 && (
          <span className="right">
            <label className="no-wrap">
              <input
                type="checkbox"
                checked={all}
                onChange={() => setChosen(all ? [] : queue.map((task) => task.report.id))}
              />
              {t('list.all')}
            </label>
            <Button disabled={selected.length === 0} onClick={() => setRunning(true)}>
              {t('list.bulk', { count: selected.length })}
            </Button>
          </span>
        )}
      </header>
      {tasks.isError && <StaleLine text={problemText(tasks.error)} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && <TextSkeleton lines={5} label={t('common:loading')} />}
      {tasks.data && queue.length === 0 && (
        <div className="rows">
          <Empty title={t('list.empty')}>{t('list.emptyText')}</Empty>
        </div>
      )}
      <div className={queue.length > 1 ? 'pickable' : undefined}>
        <ul className="rows">
          {queue.map((task, index) => (
            <TaskRow
              key={task.report.id}
              task={task}
              first={index === 0}
              myId={me.user.id}
              now={now}
              select={
                queue.length > 1
                  ? {
                      label: t('list.select', { org: task.report.org.name }),
                      checked: chosen.includes(task.report.id),
                      toggle: () =>
                        setChosen(
                          chosen.includes(task.report.id)
                            ? chosen.filter((id) => id !== task.report.id)
                            : [...chosen, task.report.id],
                        ),
                    }
                  : undefined
              }
            />
          ))}
        </ul>
        {(tasks.data?.counts.review ?? 0) > queue.length && (
          <MoreLine
            text={t('workbench:moreTasks', {
              shown: queue.length,
              count: (tasks.data?.counts.review ?? 0) - queue.length,
            })}
          >
            <Button onClick={tasks.showMore}>{t('workbench:showMore')}</Button>
          </MoreLine>
        )}
      </div>
      {running && (
        <BulkApproval
          reports={selected.map((task) => task.report)}
          onClose={(done) => {
            setRunning(false);
            if (done) setChosen([]);
          }}
        />
      )}
    </main>
  );
}
