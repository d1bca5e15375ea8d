import { useQuery } from '@tanstack/react-query';
import type { HolidayCalendar } from '../../../api/administration';
import { answer, client } from '../../../api/http';
import { type DayKind, dayKind } from './days-off';

/** Looks days up; who may not read the installation's calendar knows the weekends. */
export function useDayKind(): (day: string) => DayKind {
  const { data } = useQuery({
    queryKey: ['holidays'],
    queryFn: () => answer<HolidayCalendar>(client.GET('/api/v1/admin/holidays')),
  });
  return (day) => dayKind(data, day);
}
