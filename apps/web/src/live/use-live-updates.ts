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
      const lists = ['tasks', 'notifications', 'completion', 'reports', 'compilation', 'ledger'];
      void queries.invalidateQueries({ predicate: ({ queryKey }) => lists.includes(String(queryKey[0])) });
    };
    // An item is short and what is being written about it is kept apart: the page shows what others did to it.
    const renewLedger = gathered(() => {
      void queries.invalidateQueries({ queryKey: ['ledger'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    });
    const { tell } = connect(({ name, data }) => {
      // What a worker does to a report that is open: a transition or a step of its compilation.
      if (name === 'report')
        void queries.invalidateQueries({ queryKey: ['compilation-run', reportOf(data)] });
      else if (name === 'rectification') renewLedger();
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

const gatherMs = 1_000;

/** Acts at once, and once more for whatever is said within the second after: an import changes hundreds of items. */
function gathered(act: () => void): () => void {
  let waiting = false;
  let again = false;
  const run = () => {
    act();
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (again) {
        again = false;
        run();
      }
    }, gatherMs);
  };
  return () => {
    if (waiting) again = true;
    else run();
  };
}

function reportOf(data: string): string | undefined {
  try {
    return (JSON.parse(data) as { reportId?: string }).reportId;
  } catch {
    return undefined;
  }
}
