export const bureauZone = 'Asia/Shanghai';

export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** Since then the bureau's zone keeps one offset; before it had summer time for some years. */
const steadySince = Date.UTC(1992, 0, 1);
const steadyOffset = 8 * 3_600_000;

/** The clock on the wall in `zone` at an instant. */
export function localTime(instant: string | number | Date, zone: string = bureauZone): LocalTime {
  const at = new Date(instant);
  return zone === bureauZone && at.getTime() >= steadySince ? steadyTime(at) : anyTime(at, zone);
}

/** The same by adding: a table of thousands of dates asks too often for a formatter. */
function steadyTime(at: Date): LocalTime {
  const moved = new Date(at.getTime() + steadyOffset);
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
    weekday: moved.getUTCDay(),
  };
}

function anyTime(at: Date, zone: string): LocalTime {
  const parts = new Map(
    formatFor(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const [year, month, day] = [of('year'), of('month'), of('day')];
  return {
    year,
    month,
    day,
    hour: of('hour'),
    minute: of('minute'),
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
  };
}

/** Days since 1970-01-01 of the calendar day in `zone`. */
export function dayNumber(instant: string | number | Date, zone: string = bureauZone): number {
  const { year, month, day } = localTime(instant, zone);
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** Calendar days from one instant to another: 0 on the same day, negative when `to` is earlier. */
export const daysBetween = (
  from: string | number | Date,
  to: string | number | Date,
  zone?: string,
): number => dayNumber(to, zone) - dayNumber(from, zone);

/** YYYY-MM-DD in `zone`. */
export function dayCode(instant: string | number | Date, zone?: string): string {
  const { year, month, day } = localTime(instant, zone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export type Due = { kind: 'overdue' | 'left'; days: number } | { kind: 'today'; days: 0 };

/** How a due instant stands to now, in calendar days of the zone. */
export function dueOf(dueAt: string, now: number, zone?: string): Due {
  const days = daysBetween(now, dueAt, zone);
  if (Date.parse(dueAt) < now) return { kind: 'overdue', days: Math.max(1, -days) };
  return days === 0 ? { kind: 'today', days: 0 } : { kind: 'left', days };
}

/** The same of a day, which lasts until midnight of the bureau's zone. */
export const dueOfDay = (day: string, now: number): Due => dueOf(`${day}T23:59:59.999+08:00`, now);
