import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/**
 * Listens to the server's events and asks afresh for the lists they touch; an open report stays as it is being read.
 * The browser reconnects by itself.
 */
export function useLiveUpdates(signedIn: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!signedIn) return;
    const stream = new EventSource('/api/v1/stream');
    const renew = () => {
      const lists = ['tasks', 'notifications', 'completion', 'reports', 'compilation'];
      void queries.invalidateQueries({ predicate: ({ queryKey }) => lists.includes(String(queryKey[0])) });
    };
    // What a worker does to a report that is open: a transition or a step of its compilation.
    const follow = (event: MessageEvent<string>) => {
      const { reportId } = parse(event.data);
      void queries.invalidateQueries({ queryKey: ['compilation-run', reportId] });
    };
    stream.addEventListener('report', follow);
    stream.onmessage = renew;
    for (const name of ['notification', 'completion']) stream.addEventListener(name, renew);
    return () => stream.close();
  }, [signedIn, queries]);
}

function parse(data: string): { reportId?: string } {
  try {
    return JSON.parse(data) as { reportId?: string };
  } catch {
    return {};
  }
}
