import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Me, MyAppointment, Role } from '../api/contract';
import { answer, client, setCsrfToken } from '../api/http';
import { isStatus } from '../api/problem';

const meKey = ['me'];

async function fetchMe(): Promise<Me | null> {
  try {
    const me = await answer<Me>(client.GET('/api/v1/auth/me'));
    setCsrfToken(me.csrfToken);
    return me;
  } catch (error) {
    if (isStatus(error, 401)) return null;
    throw error;
  }
}

/** Who is signed in; `data` is null for a visitor. */
export const useMe = () => useQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: 5 * 60_000 });

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
      const signedIn = await answer<{ csrfToken: string }>(
        client.POST('/api/v1/auth/login', { body: { username, password } }),
      );
      setCsrfToken(signedIn.csrfToken);
      return renew();
    },
    [renew],
  );
  const signOut = useCallback(async () => {
    await answer(client.POST('/api/v1/auth/logout'));
    setCsrfToken(null);
    queries.clear();
    location.assign('/sign-in');
  }, [queries]);
  return { signIn, signOut, renew };
}

/** True where one of the person's posts, own or by delegation, has one of these roles. */
export const hasRole = (me: Me, ...roles: Role[]): boolean =>
  me.appointments.some((held) => roles.includes(held.role));

/** Posts of one's own, without those held for others. */
export const ownPosts = (me: Me): MyAppointment[] => me.appointments.filter((held) => !held.onBehalfOf);
