import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page, Person, ReportRow } from './contract';
import { answer, client } from './http';
import { allPages } from './pages';

export type TaskKind = 'write' | 'revise' | 'review' | 'publish';

/** Something this person is to do about one report. */
export interface Task {
  kind: TaskKind;
  report: ReportRow;
  /** null for publishing, which has no deadline. */
  dueAt: string | null;
  /** The holder of the post, where it is done for another by delegation. */
  onBehalfOf?: Person | null;
}

export interface TaskPage extends Page<Task> {
  counts: Record<TaskKind, number>;
}

/** What is shown of somebody's tasks, and how many there are of each kind in all. */
export interface Tasks {
  items: Task[];
  total: number;
  counts: Record<TaskKind, number>;
}

/** As many as are fetched at once; the most overdue come first, and the list says how many follow. */
const step = 600;

async function fetchTasks(most: number): Promise<Tasks> {
  let counts: Tasks['counts'] = { write: 0, revise: 0, review: 0, publish: 0 };
  const whole = await allPages(async (window) => {
    const page = await answer<TaskPage>(client.GET('/api/v1/tasks', { params: { query: window } }));
    counts = page.counts;
    return page;
  }, most);
  return { ...whole, counts };
}

export const tasksKey = ['tasks'];

/** What I owe, overdue first. */
export function useTasks() {
  const [most, setMost] = useState(step);
  const query = useQuery({
    queryKey: [...tasksKey, most],
    queryFn: () => fetchTasks(most),
    refetchInterval: 60_000,
    placeholderData: (before: Tasks | undefined) => before,
  });
  return { ...query, showMore: () => setMost(most + step) };
}

/** Reports to decide, in the order in which the reviewer goes through them. */
export const reviewQueue = (tasks: Tasks | undefined): Task[] =>
  (tasks?.items ?? []).filter((task) => task.kind === 'review');
