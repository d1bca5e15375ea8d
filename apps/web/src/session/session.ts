import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Me, MyAppointment, Role } from '../api/contract';
import { answer, client, setCsrfToken, setForgery } from '../api/http';
import { isStatus } from '../api/problem';
import { belongsTo, belongsToNobody, nowBelongsTo, onReturn } from './owner';

const meKey = ['me'];

async function fetchMe(): Promise<Me | null> {
  try {
    const me = await answer<Me>(client.GET('/api/v1/auth/me'));
    // With somebody else's token this page would act in their name.
    if (belongsTo(me.user)) setCsrfToken(me.csrfToken);
    return me;
  } catch (error) {
    if (isStatus(error, 401)) return null;
    throw error;
  }
}

const meLastsMs = 5 * 60_000;

/** Asks at once who is signed in, while the page that will want to know is still on its way. */
export const askMe = (queries: QueryClient): Promise<void> =>
  queries.prefetchQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: meLastsMs });

/** Who is signed in; `data` is null for a visitor. */
export function useMe() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: meKey,
    staleTime: meLastsMs,
    queryFn: async (): Promise<Me | null> => {
      const before = queries.getQueryData<Me | null>(meKey);
      const me = await fetchMe();
      // The page stays its owner's: who else is signed in now is said by `useNewcomer`.
      return before && me?.user.id !== before.user.id ? before : me;
    },
  });
}

/** Who is signed in, on pages that only open for somebody. */
export function useSignedIn(): Me {
  const { data } = useMe();
  if (!data) throw new Error('this page needs a session');
  return data;
}

export function useSessionActions() {
  const queries = useQueryClient();
  /** Asks anew who is signed in, as after a change of password. */
  const renew = useCallback(
    () => queries.fetchQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: 0 }),
    [queries],
  );
  const signIn = useCallback(
    async (username: string, password: string): Promise<Me | null> => {
      const signedIn = await answer<{ csrfToken: string; user: Me['user'] }>(
        client.POST('/api/v1/auth/login', { body: { username, password } }),
      );
      setCsrfToken(signedIn.csrfToken);
      nowBelongsTo(signedIn.user);
      return renew();
    },
    [renew],
  );
  const signOut = useCallback(async () => {
    await answer(client.POST('/api/v1/auth/logout'));
    setCsrfToken(null);
    belongsToNobody();
    queries.clear();
    location.assign('/sign-in');
  }, [queries]);
  return { signIn, signOut, renew };
}

/** Follows what other tabs do to the session: takes the new token where the same person signed in again. */
export function useSessionOfOtherTabs(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const renew = async () => {
      const me = await fetchMe();
      return Boolean(me && me.user.id === queries.getQueryData<Me | null>(meKey)?.user.id);
    };
    setForgery(renew);
    const forget = onReturn(() => void renew().catch(() => undefined));
    return () => {
      setForgery(null);
      forget();
    };
  }, [queries]);
}

/** True where one of the person's posts, own or by delegation, has one of these roles. */
export const hasRole = (me: Me, ...roles: Role[]): boolean =>
  me.appointments.some((held) => roles.includes(held.role));

/** Posts of one's own, without those held for others. */
export const ownPosts = (me: Me): MyAppointment[] => me.appointments.filter((held) => !held.onBehalfOf);
