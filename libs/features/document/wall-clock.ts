import { atMinute, dateIn, minuteIn } from '@domain/deadlines';

/** A spreadsheet's dates have no zone: what clocks in the zone show is written as if it were UTC. */
export function wallClock(instant: Date, timeZone: string): Date {
  return atMinute(dateIn(instant, timeZone), minuteIn(instant, timeZone), 'UTC');
}

/** 2025-12-08 09:30, by the clocks of the zone. */
export function wallClockText(instant: Date, timeZone: string): string {
  return wallClock(instant, timeZone).toISOString().slice(0, 16).replace('T', ' ');
}
