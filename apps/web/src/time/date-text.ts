import type { TFunction } from 'i18next';
import { type Due, daysBetween, localTime } from './calendar';

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** 12月12日; with the year only where it is not this one. */
export function dayText(t: TFunction, instant: string | number | Date, now: number): string {
  const { year, month, day } = localTime(instant);
  const key = year === localTime(now).year ? 'time:day' : 'time:dayWithYear';
  return t(key, { year, month, day, monthName: t(`time:months.${month}`) });
}

/** 2025年12月8日, as documents are dated. */
export function documentDate(t: TFunction, instant: string | number | Date): string {
  const { year, month, day } = localTime(instant);
  return t('time:dayWithYear', { year, month, day, monthName: t(`time:months.${month}`) });
}

/** 2026年3月31日: a plain YYYY-MM-DD as documents write it; anything else as it stands. */
export function dateText(t: TFunction, date: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? documentDate(t, `${date}T12:00:00+08:00`) : date;
}

/** 今天 10:26, 昨天 16:40, 12月9日 10:05. */
export function momentText(t: TFunction, instant: string | number | Date, now: number): string {
  const { hour, minute } = localTime(instant);
  const days = daysBetween(instant, now);
  const day = days === 0 ? t('time:today') : days === 1 ? t('time:yesterday') : dayText(t, instant, now);
  return `${day} ${clock(hour, minute)}`;
}

/** 10:24 */
export function clockText(instant: string | number | Date): string {
  const { hour, minute } = localTime(instant);
  return clock(hour, minute);
}

/** The exact time, for hovering: 2025年12月12日 星期五 23:59. */
export function exactText(t: TFunction, instant: string | number | Date): string {
  const { weekday, hour, minute } = localTime(instant);
  return `${documentDate(t, instant)} ${t(`time:weekdays.${weekday}`)} ${clock(hour, minute)}`;
}

export const weekdayText = (t: TFunction, instant: string | number | Date): string =>
  t(`time:weekdays.${localTime(instant).weekday}`);

/** 还剩3天, 今天, 逾期2天; a reviewer past the allowance is 超时, an author past due 逾期. */
export function dueText(t: TFunction, due: Due, whose: 'author' | 'reviewer' = 'author'): string {
  if (due.kind === 'today') return t('time:today');
  if (due.kind === 'left') return t('time:daysLeft', { count: due.days });
  return t(whose === 'author' ? 'time:overdue' : 'time:overtime', { count: due.days });
}
