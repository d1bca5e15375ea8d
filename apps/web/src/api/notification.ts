import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Notification, Page } from './contract';
import { answer, client } from './http';

interface NotificationPage extends Page<Notification> {
  unread: number;
}

const key = ['notifications'];

export const useNotifications = () =>
  useQuery({
    queryKey: key,
    queryFn: () =>
      answer<NotificationPage>(
        client.GET('/api/v1/notifications', { params: { query: { unread: true, pageSize: 20 } } }),
      ),
    refetchInterval: 60_000,
  });

export const useUnreadCount = (): number => useNotifications().data?.unread ?? 0;

/** Marks all as read. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST('/api/v1/notifications/read', { body: { all: true } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
