/** A calendar day as people write it, `YYYY-MM-DD`, without a time or a zone. */
export type Day = string;

const dayMs = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  // Stryker disable next-line ConditionalExpression: one made anew tells the same, later
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

const quarterMs = 900_000;
/** Since then every zone changes its offset at a quarter of an hour of UTC only. */
const quartersSince = Date.UTC(1973, 0, 1);
const mostOffsets = 10_000;
const offsets = new Map<string, number>();

/** Wall-clock time in the zone, written as if it were UTC, in milliseconds. */
function wallClock(instant: number, timeZone: string): number {
  if (instant < quartersSince) return formattedWallClock(instant, timeZone);
  // Asking Intl costs a hundred times as much as remembering what it said of this quarter of an hour.
  const quarter = Math.floor(instant / quarterMs) * quarterMs;
  const key = `${quarter} ${timeZone}`;
  let offset = offsets.get(key);
  // Stryker disable next-line ConditionalExpression: asked again, Intl says the same, later
  if (offset === undefined) {
    offset = formattedWallClock(quarter, timeZone) - quarter;
    // Stryker disable next-line all: what is forgotten is asked again
    if (offsets.size >= mostOffsets) offsets.clear();
    offsets.set(key, offset);
  }
  return instant + offset;
}

function formattedWallClock(instant: number, timeZone: string): number {
  const fields: Record<string, number> = {};
  for (const part of formatter(timeZone).formatToParts(instant)) {
    fields[part.type] = Number(part.value);
  }
  const wall = Date.UTC(
    fields.year ?? 0,
    (fields.month ?? 1) - 1,
    fields.day,
    fields.hour,
    fields.minute,
    fields.second,
  );
  return wall + (((instant % 1000) + 1000) % 1000);
}

/** Years that anybody plans with. PostgreSQL has no year 0, and the day after 9999-12-31 is written otherwise. */
const plannedYear = /^(?:19|20|21)\d{2}-/;

/** True for a real day of the calendar written `YYYY-MM-DD`, of the years 1900 to 2199: 2025-02-29 is none. */
export function isDay(text: string): boolean {
  return plannedYear.test(text) && isOfCalendar(text);
}

const zonedInstant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** True for an instant with its zone, `2025-12-10T15:59:59Z`, on a day as {@link isDay} takes it. */
export function isInstant(text: string): boolean {
  const day = zonedInstant.exec(text)?.[1];
  return day !== undefined && isDay(day) && !Number.isNaN(Date.parse(text));
}

function isOfCalendar(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Of any year: what was written before years were bounded is still reckoned with. */
function utcMidnight(day: Day): number {
  if (!isOfCalendar(day)) throw new RangeError(`Not a day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day `days` later (earlier when negative), by the calendar alone. */
export function addDays(day: Day, days: number): Day {
  return new Date(utcMidnight(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / dayMs);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: Day): number {
  return new Date(utcMidnight(day)).getUTCDay();
}

/** The day that people in the zone have on their calendars at this instant. */
export function dateIn(instant: Date, timeZone: string): Day {
  return new Date(wallClock(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/** Minutes since local midnight, 0 to 1439. */
export function minuteIn(instant: Date, timeZone: string): number {
  return Math.floor((((wallClock(instant.getTime(), timeZone) % dayMs) + dayMs) % dayMs) / 60_000);
}

/**
 * The instant at which the zone's clocks first show `day` at `minute` minutes after midnight, or, where
 * the clocks skip that minute (summer time), the first instant after the gap.
 */
export function atMinute(day: Day, minute: number, timeZone: string): Date {
  const wanted = utcMidnight(day) + minute * 60_000;
  // No offset goes beyond fourteen hours, so this lies before: by the clocks as they went then, what they show twice is
  // met the first time.
  let low = wanted - 15 * 3_600_000;
  const guess = wanted - (wallClock(low, timeZone) - low);
  if (wallClock(guess, timeZone) === wanted) return new Date(guess);
  // They were shifted meanwhile, by a day at most: search the first instant that shows it, or the end of the gap.
  let high = wanted + 27 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallClock(middle, timeZone) >= wanted) high = middle;
    else low = middle;
  }
  return new Date(high);
}

/**
 * The last millisecond of the day in the zone: the due instant of design 1.6 (design 5, case 21). Right
 * for days of 23 and 25 hours too; a day that the zone skipped altogether ends where the day before ends.
 *
 * @throws RangeError where `day` is no day or `timeZone` no IANA zone.
 */
export function endOfDay(day: Day, timeZone: string): Date {
  return new Date(atMinute(addDays(day, 1), 0, timeZone).getTime() - 1);
}
