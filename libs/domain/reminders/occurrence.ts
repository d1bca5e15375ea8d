import { addDays, atMinute, dateIn, daysBetween } from '../deadlines';
import type { ReminderSchedule } from './reminder-plan';

/** `superior` goes to the next level, the others to whoever holds the report up. */
export type ReminderKind = 'before' | 'on_day' | 'overdue' | 'superior';

/**
 * One planned reminder. `at` is the planned instant, and with `kind` its identity: however late or often a
 * worker comes by, the same occurrence has the same identity (design 1.6).
 */
export interface Occurrence {
  kind: ReminderKind;
  at: Date;
  /** Days from the planned day to the due day; negative once overdue. */
  daysLeft: number;
}

/** What the plan of one report or one step is computed from. */
export interface ReminderFacts {
  schedule: ReminderSchedule;
  /** The due instant in force: the extension's, the answer's or the step's where there is one. */
  dueAt: Date;
  timeZone: string;
  /** Minutes after local midnight at which reminders are due; 540 is 09:00. */
  minute: number;
  /** Since when it waits on them: what was planned before this instant is not reminded of. */
  since: Date;
  /** After this instant nothing is reminded of any more, missed or planned: it closed, or is long overdue. */
  until: Date | null;
}

/** Which days carry a reminder, relative to the due day: −7 is a week before. */
function* offsets(schedule: ReminderSchedule, from: number): Generator<[number, ReminderKind]> {
  const before = [...new Set(schedule.daysBefore)].filter((days) => days > 0).sort((a, b) => b - a);
  for (const days of before) if (-days >= from) yield [-days, 'before'];
  if (schedule.onDay && from <= 0) yield [0, 'on_day'];
  const { overdueEveryDays: every, superiorAfterDays: superior } = schedule;
  for (let day = Math.max(1, from); every > 0 || (superior > 0 && day <= superior); day += 1) {
    if (every > 0 && day % every === 0) yield [day, 'overdue'];
    // The superior hears of it after m days, and from then on at the pace of the overdue reminders.
    if (
      superior > 0 &&
      day >= superior &&
      (day === superior || (every > 0 && (day - superior) % every === 0))
    ) {
      yield [day, 'superior'];
    }
  }
}

/** Every occurrence from `from` (inclusive) on, in order of time; endless where the plan repeats. */
export function* occurrencesFrom(facts: ReminderFacts, from: Date): Generator<Occurrence> {
  const dueDay = dateIn(facts.dueAt, facts.timeZone);
  const start = new Date(Math.max(from.getTime(), facts.since.getTime()));
  const firstOffset = daysBetween(dueDay, dateIn(start, facts.timeZone));
  for (const [offset, kind] of offsets(facts.schedule, firstOffset)) {
    const at = atMinute(addDays(dueDay, offset), facts.minute, facts.timeZone);
    if (facts.until && at > facts.until) return;
    if (at >= start) yield { kind, at, daysLeft: 0 - offset };
  }
}

/**
 * When the sweep must next look at this report or step: the earliest planned instant after `after`
 * (exclusive), or null when nothing is planned any more.
 */
export function nextReminderAt(facts: ReminderFacts, after: Date): Date | null {
  const next = occurrencesFrom(facts, new Date(after.getTime() + 1)).next();
  return next.done ? null : next.value.at;
}

export interface DueReminders {
  /** At most one for who holds it up and one for the superior; the latest of each that is due. */
  due: Occurrence[];
  next: Date | null;
}

/**
 * What to send at `now`, where `plannedAt` is the stored instant that came due. Occurrences missed while
 * nothing ran collapse into the latest (design 5, case 27); the superior's do not suppress the holder's
 * (case 24). What was missed and can no longer be acted on is not told. A `plannedAt` of a plan that no longer holds yields nothing but the new `next` (case 23).
 */
export function remindersDue(facts: ReminderFacts, plannedAt: Date, now: Date): DueReminders {
  if (facts.until && now > facts.until) return { due: [], next: null };
  let holder: Occurrence | undefined;
  let superior: Occurrence | undefined;
  for (const occurrence of occurrencesFrom(facts, plannedAt)) {
    if (occurrence.at > now) break;
    if (occurrence.kind === 'superior') superior = occurrence;
    else holder = occurrence;
  }
  const due = [holder, superior].filter((occurrence) => occurrence !== undefined);
  return { due, next: nextReminderAt(facts, now) };
}
