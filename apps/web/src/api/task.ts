import { useQuery } from '@tanstack/react-query';
import type { Page, Person, ReportRow } from './contract';
import { answer, client } from './http';

export type TaskKind = 'write' | 'revise' | 'review' | 'publish';

/** Something this person is to do about one report. */
export interface Task {
  kind: TaskKind;
  report: ReportRow;
  dueAt: string;
  /** The holder of the post, where it is done for another by delegation. */
  onBehalfOf?: Person | null;
}

async function fetchTasks(): Promise<Task[]> {
  const page = await answer<Page<Task>>(
    client.GET('/api/v1/tasks', { params: { query: { pageSize: 200 } } }),
  );
  return page.items;
}

export const tasksKey = ['tasks'];

/** What I owe, overdue first. */
export const useTasks = () => useQuery({ queryKey: tasksKey, queryFn: fetchTasks, refetchInterval: 60_000 });

/** Reports to decide, in the order in which the reviewer goes through them. */
export const reviewQueue = (tasks: Task[] | undefined): Task[] =>
  (tasks ?? []).filter((task) => task.kind === 'review');
