import { addDays, atMinute, dateIn, minuteIn } from '../deadlines';

/** Local minutes after midnight; `from` may lie after `to`, then the quiet time spans midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

/** Whether nothing should ring at this instant. Equal ends mean no quiet time at all. */
export function isQuiet(instant: Date, quiet: QuietHours, timeZone: string): boolean {
  const minute = minuteIn(instant, timeZone);
  if (quiet.from === quiet.to) return false;
  return quiet.from < quiet.to
    ? minute >= quiet.from && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to;
}

/** The instant itself, or the end of the quiet time in which it falls. */
export function afterQuietHours(instant: Date, quiet: QuietHours | null, timeZone: string): Date {
  if (!quiet || !isQuiet(instant, quiet, timeZone)) return instant;
  const today = dateIn(instant, timeZone);
  const end = atMinute(today, quiet.to, timeZone);
  return end > instant ? end : atMinute(addDays(today, 1), quiet.to, timeZone);
}

/** The first instant after `after` at which the zone's clocks show `minute`: when a daily digest is due. */
export function nextDailyAt(after: Date, minute: number, timeZone: string): Date {
  const today = dateIn(after, timeZone);
  const first = atMinute(today, minute, timeZone);
  return first > after ? first : atMinute(addDays(today, 1), minute, timeZone);
}
