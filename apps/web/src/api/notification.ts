import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Notification, Page } from './contract';
import { answer, client } from './http';

interface NotificationPage extends Page<Notification> {
  unread: number;
}

/** The newest; the rail says how many more are unread. */
const shownAtOnce = 50;

const key = ['notifications'];

export const listNotifications = (query: { unread: boolean; page?: number; pageSize: number }) =>
  answer<NotificationPage>(client.GET('/api/v1/notifications', { params: { query } }));

export const useNotifications = () =>
  useQuery({
    queryKey: key,
    queryFn: () => listNotifications({ unread: true, pageSize: shownAtOnce }),
    refetchInterval: 60_000,
  });

export const useUnreadCount = (): number => useNotifications().data?.unread ?? 0;

/** Marks those that were shown as read: what nobody has seen yet stays unread. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) => answer(client.POST('/api/v1/notifications/read', { body: { ids } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
