import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { ApiProblem } from '../api/problem';

interface Person {
  id: string;
  name: string;
}

/**
 * Whose page this is. The cookie of the session belongs to the whole browser: when somebody else signs in in another
 * tab, this page's requests would be theirs. It then asks nothing more until its owner is back.
 */
let owner: Person | null = null;
let newcomer: Person | null = null;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();
const tabs = new BroadcastChannel('baoshen.session');

const changed = () => {
  for (const listener of listeners) listener();
};

/** True where the page is this person's, or becomes so because it was nobody's. */
export function belongsTo(person: Person): boolean {
  owner ??= person;
  newcomer = owner.id === person.id ? null : person;
  changed();
  return newcomer === null;
}

/** Somebody signed in on this very page: it is theirs, and the other tabs learn of it. */
export function nowBelongsTo(person: Person): void {
  const back = owner?.id === person.id;
  owner = person;
  newcomer = null;
  changed();
  tabs.postMessage({ id: person.id, name: person.name });
  if (back) for (const listener of returns) listener();
}

export function belongsToNobody(): void {
  owner = null;
  newcomer = null;
}

/** Calls when the owner has signed in again, here or in another tab. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener);
  return () => void returns.delete(listener);
}

tabs.onmessage = ({ data }: MessageEvent<Person>) => {
  if (!owner) return;
  newcomer = owner.id === data.id ? null : data;
  changed();
  if (!newcomer) for (const listener of returns) listener();
};

export const someoneElse = (): ApiProblem | null =>
  newcomer &&
  new ApiProblem({
    status: 401,
    code: 'someone_else',
    title: i18next.t('common:session.someoneElse', { newcomer: newcomer.name }),
  });

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Who else is signed in in this browser now; null as a rule. */
export const useNewcomer = (): Person | null => useSyncExternalStore(subscribe, () => newcomer);
