import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { setReauthentication } from '../api/http';
import { onReturn, useNewcomer } from './owner';
import { useMe, useSessionOfOtherTabs } from './session';

// What most pages never show costs none of them its first load.
const loadExpired = () => import('./expired-dialog');
const loadSomeoneElse = () => import('./someone-else-dialog');
const ExpiredDialog = lazy(loadExpired);
const SomeoneElseDialog = lazy(loadSomeoneElse);
/** They are fetched once the page stands, so that they are there when the server is not. */
const quietMs = 5_000;

/**
 * Signs in again over the page when the session ran out, so that nothing typed is lost. Requests
 * that met 401 wait for it, here or in another tab, and are then repeated; declining lets them fail.
 */
export function Reauthentication() {
  const { data: me } = useMe();
  const newcomer = useNewcomer();
  const [open, setOpen] = useState(false);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  useSessionOfOtherTabs();

  useEffect(() => {
    const settle = (signedIn: boolean) => {
      setOpen(false);
      for (const resolve of waiting.current.splice(0)) resolve(signedIn);
    };
    setReauthentication(() => {
      setOpen(true);
      return new Promise((resolve) => waiting.current.push(resolve));
    });
    const ahead = setTimeout(() => {
      void Promise.allSettled([loadExpired(), loadSomeoneElse()]);
    }, quietMs);
    const forget = onReturn(() => settle(true));
    return () => {
      clearTimeout(ahead);
      setReauthentication(null);
      forget();
    };
  }, []);

  const later = () => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(false);
  };
  return (
    <Suspense fallback={null}>
      {open && me && <ExpiredDialog me={me} onLater={later} />}
      {newcomer && me && <SomeoneElseDialog me={me} newcomer={newcomer.name} />}
    </Suspense>
  );
}
