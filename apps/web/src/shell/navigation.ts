import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { Me } from '../api/contract';
import { useTasks } from '../api/task';
import type { IconName } from '../kit/icon';
import { hasRole } from '../session/session';

export interface Destination {
  to: string;
  text: string;
  icon: IconName;
  count?: number;
  /** The page shown lies here: pages reached from another, such as a rollup from its cycle, count as there. */
  current: boolean;
  /** Shown in the top bar only: a phone's bar holds six. */
  deskOnly?: boolean;
}

/** Where this person can go, with the number of tasks waiting there. */
export function useDestinations(me: Me): Destination[] {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { data: tasks } = useTasks();
  const writing = (tasks?.counts.write ?? 0) + (tasks?.counts.revise ?? 0);
  const review = tasks?.counts.review;
  const all: Omit<Destination, 'current'>[] = [
    { to: '/', text: t('nav.workbench'), icon: 'home' },
    { to: '/writing', text: t('nav.writing'), icon: 'document', count: writing || undefined },
    { to: '/review', text: t('nav.review'), icon: 'search', count: review || undefined },
    ...(me.appointments.length > 0 ? [{ to: '/ledger', text: t('nav.ledger'), icon: 'check' as const }] : []),
    { to: '/completion', text: t('nav.completion'), icon: 'chart' },
    { to: '/bulletin', text: t('nav.bulletin'), icon: 'book' },
  ];
  if (hasRole(me, 'admin'))
    all.push({ to: '/administration', text: t('nav.administration'), icon: 'settings', deskOnly: true });
  const lies = (at: string) => pathname === at || pathname.startsWith(`${at}/`);
  return all.map((destination) => ({
    ...destination,
    current: lies(destination.to) || (destination.to === '/completion' && lies('/rollup')),
  }));
}
