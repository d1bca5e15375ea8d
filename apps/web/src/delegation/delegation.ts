import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page, Person, Role } from '../api/contract';
import { answer, client } from '../api/http';
import { allPages } from '../api/pages';

export interface DelegationItem {
  id: string;
  appointment: { id: string; role: Role; org: { id: string; code: string; name: string }; user: Person };
  delegate: Person;
  startsAt: string;
  endsAt: string;
  reason: string | null;
  state: 'offered' | 'accepted' | 'refused' | 'laid_down' | 'revoked' | 'ended';
}

export interface Recusals {
  items: { reportId: string; org: { code: string; name: string }; why: 'would_write' | 'took_part' }[];
  total: number;
}

/** Delegations in force, offered or to come: given, received or administered; of one person where `user` says so. */
export function useDelegations(user?: string) {
  return useQuery({
    queryKey: ['delegations', user ?? 'all'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<DelegationItem>>(
          client.GET('/api/v1/delegations', { params: { query: { user, ...window } } }),
        ),
      ),
  });
}

/** What may be done about one; every list and right is asked for anew afterwards. */
export function useDelegationActs() {
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries();
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    accept: (id: string) => answer(client.POST('/api/v1/delegations/{id}/accept', at(id))).then(renew),
    end: (id: string) => answer(client.POST('/api/v1/delegations/{id}/revoke', at(id))).then(renew),
  };
}

export const recusalsOf = (id: string) =>
  answer<Recusals>(client.GET('/api/v1/delegations/{id}/recusals', { params: { path: { id } } }));

export const foreseenRecusals = (appointmentId: string, delegateId: string) =>
  answer<Recusals>(
    client.GET('/api/v1/delegations/recusals', { params: { query: { appointmentId, delegateId } } }),
  );
