import { useSyncExternalStore } from 'react';

/**
 * Whether the server is away: its answers fail, and asked whether it is ready it fails or says no. It is asked again until it
 * is, and whoever waits for that is called.
 */
let away = false;
let asking = false;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

const firstMs = 1_000;
const longestMs = 15_000;
const patienceMs = 8_000;

async function isReady(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    return (await fetch('/api/health/ready', { cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}

function show(now: boolean): void {
  if (away === now) return;
  away = now;
  for (const listener of listeners) listener();
}

/** Waits a while, or until the browser has a network again. */
const pause = (ms: number) =>
  new Promise<void>((over) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      over();
    };
    // The tabs of a whole bureau that lost their server at the same moment do not come back at the same moment.
    const timer = setTimeout(end, ms * (0.5 + Math.random() / 2));
    window.addEventListener('online', end);
  });

/** Called when a request met no server. One that fails alone, as on a bad network, is not told of. */
export async function serverFailed(): Promise<void> {
  if (asking) return;
  asking = true;
  for (let wait = firstMs; !(await isReady()); wait = Math.min(longestMs, wait * 2)) {
    show(true);
    await pause(wait);
  }
  asking = false;
  if (!away) return;
  show(false);
  for (const listener of returns) listener();
}

/** Calls when the server is back after it was away. */
export function onServerBack(listener: () => void): () => void {
  returns.add(listener);
  return () => void returns.delete(listener);
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useServerAway = (): boolean => useSyncExternalStore(listen, () => away);
