import { useQuery } from '@tanstack/react-query';
import { answer, client } from './http';
import type { components } from './schema';

export type Attention = components['schemas']['AttentionAnswer'];

/** What waits for an administrator alone; asked for by nobody else. */
export const useAttention = (administers: boolean) =>
  useQuery({
    queryKey: ['attention'],
    enabled: administers,
    queryFn: () => answer<Attention>(client.GET('/api/v1/attention')),
    refetchInterval: 60_000,
  });

/** How many rows it makes: each request, each vacancy, and the failed jobs together. */
export const attentionCount = (attention: Attention | undefined): number =>
  attention
    ? attention.extensions.total +
      attention.vacantPosts.total +
      attention.unitsWithoutSecretary.total +
      (attention.failedJobs ? 1 : 0)
    : 0;
