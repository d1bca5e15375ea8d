import { addDays, atMinute, dateIn, type WorkingCalendar } from '@domain/deadlines';

/**
 * The moment at `time` (`HH:MM`, local) of the `days`-th working day before the day of loading; that day itself
 * never counts, whatever the hour. `days` starts at 1.
 */
export type WorkingMoment = (days: number, time: string) => Date;

export function workingMoments(loadedAt: Date, timeZone: string, calendar: WorkingCalendar): WorkingMoment {
  const loadedOn = dateIn(loadedAt, timeZone);
  return (days, time) => {
    let day = loadedOn;
    for (let left = days; left > 0; ) {
      day = addDays(day, -1);
      if (calendar.isWorkingDay(day)) left -= 1;
    }
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return atMinute(day, hours * 60 + minutes, timeZone);
  };
}
