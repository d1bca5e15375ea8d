import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onReturn } from '../session/owner';
import { browserSurroundings, type LiveMessage, LiveStream } from './live-stream';
import type { LiveWish } from './live-worker';
import { onServerBack } from './server-away';

const aliveMs = 20_000;

/**
 * A browser has six connections to a server, and every stream holds one: all tabs share one by a worker. Where there
 * is no such worker, as on many phones, one tab is seen at a time, and only what is seen has a stream.
 */
function connect(onMessage: (message: LiveMessage) => void): { tell: (wish: LiveWish) => void } {
  if ('SharedWorker' in window) {
    const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
      type: 'module',
      name: 'baoshen-live',
    });
    worker.port.onmessage = ({ data }: MessageEvent<LiveMessage>) => onMessage(data);
    return { tell: (wish) => worker.port.postMessage(wish) };
  }
  const stream = new LiveStream(browserSurroundings, onMessage);
  return {
    tell: (wish) => (wish === 'renew' ? stream.renew() : stream.want(window, wish === 'looks')),
  };
}

/**
 * Listens to the server's events while the page is seen and asks afresh for the lists they touch; an open report
 * stays as it is being read.
 */
export function useLiveUpdates(signedIn: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!signedIn) return;
    const renewLists = () => {
      const lists = ['tasks', 'notifications', 'completion', 'reports', 'compilation'];
      void queries.invalidateQueries({ predicate: ({ queryKey }) => lists.includes(String(queryKey[0])) });
    };
    const { tell } = connect(({ name, data }) => {
      // What a worker does to a report that is open: a transition or a step of its compilation.
      if (name === 'report')
        void queries.invalidateQueries({ queryKey: ['compilation-run', reportOf(data)] });
      else renewLists();
    });
    const look = () => tell(document.visibilityState === 'visible' ? 'looks' : 'away');
    const shown = () => {
      look();
      // Nothing was heard while nobody looked.
      if (document.visibilityState === 'visible') renewLists();
    };
    const away = () => tell('away');
    look();
    const alive = setInterval(look, aliveMs);
    const forgets = [onReturn(() => tell('renew')), onServerBack(() => tell('renew'))];
    document.addEventListener('visibilitychange', shown);
    window.addEventListener('pagehide', away);
    window.addEventListener('pageshow', look);
    return () => {
      clearInterval(alive);
      for (const forget of forgets) forget();
      document.removeEventListener('visibilitychange', shown);
      window.removeEventListener('pagehide', away);
      window.removeEventListener('pageshow', look);
      away();
    };
  }, [signedIn, queries]);
}

function reportOf(data: string): string | undefined {
  try {
    return (JSON.parse(data) as { reportId?: string }).reportId;
  } catch {
    return undefined;
  }
}
