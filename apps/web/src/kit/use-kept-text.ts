import { useCallback, useState } from 'react';
import { useSignedIn } from '../session/session';
import { browserStorage } from './browser-storage';

const prefix = 'baoshen.text.';
/** What nobody came back to for so long is let go, so that the store does not fill up. */
const keptMs = 60 * 86_400_000;

function read(key: string): string {
  try {
    const kept = JSON.parse(browserStorage.read(key) ?? '') as { text: string; at: number };
    return Date.now() - kept.at < keptMs ? kept.text : '';
  } catch {
    return '';
  }
}

/**
 * Words on their way to a button, such as a comment, a decision's note or a reason: kept in this browser for whoever writes
 * them until they are sent (by an empty text), so that a reload, another page or a closed tab loses none.
 * `what` names them, such as `reply.<id>`.
 */
export function useKeptText(what: string): [string, (text: string) => void] {
  const { user } = useSignedIn();
  const key = `${prefix}${user.id}.${what}`;
  const [held, setHeld] = useState(() => ({ key, text: read(key) }));
  // Another report in the same place on the page has words of its own.
  const text = held.key === key ? held.text : read(key);
  if (held.key !== key) setHeld({ key, text });
  const write = useCallback(
    (next: string) => {
      setHeld({ key, text: next });
      if (next) browserStorage.write(key, JSON.stringify({ text: next, at: Date.now() }));
      else browserStorage.remove(key);
    },
    [key],
  );
  return [text, write];
}
