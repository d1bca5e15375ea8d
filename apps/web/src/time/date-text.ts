import type { TFunction } from 'i18next';
import { bureauZone, type Due, daysBetween, localTime } from './calendar';

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** 12月12日; with the year only where it is not this one. `zone`: a cycle's dates are days of its own zone. */
export function dayText(t: TFunction, instant: string | number | Date, now: number, zone?: string): string {
  const { year, month, day } = localTime(instant, zone);
  const key = year === localTime(now, zone).year ? 'time:day' : 'time:dayWithYear';
  return t(key, { year, month, day, monthName: t(`time:months.${month}`) });
}

/** 2025年12月8日, as documents are dated. */
export function documentDate(t: TFunction, instant: string | number | Date, zone?: string): string {
  const { year, month, day } = localTime(instant, zone);
  return t('time:dayWithYear', { year, month, day, monthName: t(`time:months.${month}`) });
}

/** 2026年3月31日: a plain YYYY-MM-DD as documents write it; anything else as it stands. */
export function dateText(t: TFunction, date: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? documentDate(t, `${date}T12:00:00+08:00`) : date;
}

/** 今天 10:26, 昨天 16:40, 12月9日 10:05. */
export function momentText(
  t: TFunction,
  instant: string | number | Date,
  now: number,
  zone?: string,
): string {
  const { hour, minute } = localTime(instant, zone);
  const days = daysBetween(instant, now, zone);
  const day =
    days === 0 ? t('time:today') : days === 1 ? t('time:yesterday') : dayText(t, instant, now, zone);
  return `${day} ${clock(hour, minute)}`;
}

/** 10:24 */
export function clockText(instant: string | number | Date): string {
  const { hour, minute } = localTime(instant);
  return clock(hour, minute);
}

/** The exact time, for hovering: 2025年12月12日 星期五 23:59. */
export function exactText(t: TFunction, instant: string | number | Date, zone?: string): string {
  const { weekday, hour, minute } = localTime(instant, zone);
  const text = `${documentDate(t, instant, zone)} ${t(`time:weekdays.${weekday}`)} ${clock(hour, minute)}`;
  return zone && zone !== bureauZone ? t('time:inZone', { text, zone: zoneText(t, zone) }) : text;
}

/** 乌鲁木齐时间; a zone without a name of its own as the computer calls it. */
export const zoneText = (t: TFunction, zone: string): string =>
  t(`time:zones.${zone.replace('/', '-')}`, { defaultValue: zone });

export const weekdayText = (t: TFunction, instant: string | number | Date): string =>
  t(`time:weekdays.${localTime(instant).weekday}`);

/** 还剩3天, 今天, 逾期2天; a reviewer past the allowance is 超时, an author past due 逾期. */
export function dueText(t: TFunction, due: Due, whose: 'author' | 'reviewer' = 'author'): string {
  if (due.kind === 'today') return t('time:today');
  if (due.kind === 'left') return t('time:daysLeft', { count: due.days });
  return t(whose === 'author' ? 'time:overdue' : 'time:overtime', { count: due.days });
}
