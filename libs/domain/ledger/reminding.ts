import {
  addDays,
  atMinute,
  type Day,
  dateIn,
  daysBetween,
  endOfDay,
  type WorkingCalendar,
} from '../deadlines';
import {
  defaultReminderPlan,
  longestOverdueDays,
  nextReminderAt,
  type ReminderFacts,
  type ReminderKind,
  type ReminderSchedule,
  reminderMinute,
  remindersDue,
} from '../reminders';
import { currentItemStep, type ItemSnapshot, type Month } from './item';
import { laterDay, monthAfter, monthOf } from './months';
import type { ItemState } from './words';

/**
 * What an item can be waiting for when somebody is reminded: to be claimed, to be put right, its note of the month, the
 * decision of a step, the next look-back.
 */
export type ItemOccasion = 'claim' | 'due' | 'progress' | 'verify' | 'check';

/** One planned reminder; with the item's id, `about`, `kind` and `at` are its identity, however often it is computed. */
export interface ItemReminder {
  about: ItemOccasion;
  kind: ReminderKind;
  at: Date;
  /** Days from the planned day to the due day; negative once overdue. */
  daysLeft: number;
  dueAt: Date;
}

/** What of an item decides when somebody is reminded of it. */
export interface RemindedItem {
  state: ItemState;
  planDueOn: Day | null;
  dueOn: Day;
  covered: Month | null;
  monthlyDay: number;
  stepDueAt: Date | null;
  nextCheckOn: Day | null;
}

/** The time zone and the working calendar of the installation. */
export interface ReminderPlace {
  timeZone: string;
  calendar: WorkingCalendar;
}

type Dated = Exclude<ItemOccasion, 'progress'>;

/** The reminders of design 8.1, in days around the due day. */
export const itemReminderSchedules: Record<Dated, ReminderSchedule> = {
  claim: { daysBefore: [1], onDay: true, overdueEveryDays: 7, superiorAfterDays: 0 },
  due: { daysBefore: [30, 7, 1], onDay: true, overdueEveryDays: 7, superiorAfterDays: 7 },
  verify: defaultReminderPlan.reviewer,
  check: { daysBefore: [7], onDay: true, overdueEveryDays: 7, superiorAfterDays: 0 },
};

export function remindedOf(item: ItemSnapshot): RemindedItem {
  const { state, planDueOn, dueOn, covered, monthlyDay, nextCheckOn } = item;
  const due = currentItemStep(item)?.dueAt ?? null;
  const stepDueAt = due === null ? null : new Date(due);
  return { state, planDueOn, dueOn, covered, monthlyDay, stepDueAt, nextCheckOn };
}

/** The dates that whoever holds an item up has to keep, in its present state. */
function datesOf(
  item: RemindedItem,
  { timeZone }: ReminderPlace,
): Array<{ about: Dated; dueAt: Date; until?: Date }> {
  const end = (day: Day) => endOfDay(day, timeZone);
  switch (item.state) {
    case 'assigned': {
      const due = { about: 'due' as const, dueAt: end(item.dueOn) };
      // Once the item itself is due, the reminders of its due date say all that there is to say.
      const claim = item.planDueOn
        ? [{ about: 'claim' as const, dueAt: end(item.planDueOn), until: end(addDays(item.dueOn, -1)) }]
        : [];
      return [...claim, due];
    }
    case 'open':
      return [{ about: 'due', dueAt: end(item.dueOn) }];
    case 'in_verification':
      return item.stepDueAt ? [{ about: 'verify', dueAt: item.stepDueAt }] : [];
    case 'closed':
    case 'sustained':
      return item.nextCheckOn ? [{ about: 'check', dueAt: end(item.nextCheckOn) }] : [];
    case 'void':
      return [];
  }
}

function factsOf(
  { about, dueAt, until }: { about: Dated; dueAt: Date; until?: Date },
  { timeZone }: ReminderPlace,
): ReminderFacts {
  const longest = dueAt.getTime() + longestOverdueDays * 86_400_000;
  return {
    schedule: itemReminderSchedules[about],
    dueAt,
    timeZone,
    minute: reminderMinute,
    // Every act plans anew from its own instant on, so that what was planned belongs to how the item stands.
    since: new Date(0),
    until: new Date(Math.min(longest, until?.getTime() ?? longest)),
  };
}

/** The last working day of the month up to the day of noting, or that day itself where the month has none before it. */
function notingReminder(month: Month, monthlyDay: number, { calendar }: ReminderPlace): Day {
  const last = notingDay(month, monthlyDay);
  for (let day = last; monthOf(day) === month; day = addDays(day, -1))
    if (calendar.isWorkingDay(day)) return day;
  return last;
}

function notingDay(month: Month, monthlyDay: number): Day {
  return `${month}-${String(monthlyDay).padStart(2, '0')}`;
}

/** Reminders of the monthly note from an instant (inclusive) on, one a month that is not covered yet; endless. */
function* notingFrom(item: RemindedItem, place: ReminderPlace, from: Date): Generator<ItemReminder> {
  if (item.state !== 'open' || item.covered === null) return;
  const earliest = monthOf(dateIn(from, place.timeZone));
  const first = monthAfter(item.covered);
  for (let month = laterDay(first, earliest); ; month = monthAfter(month)) {
    const day = notingReminder(month, item.monthlyDay, place);
    const at = atMinute(day, reminderMinute, place.timeZone);
    if (at < from) continue;
    const due = notingDay(month, item.monthlyDay);
    const dueAt = endOfDay(due, place.timeZone);
    yield { about: 'progress', kind: 'on_day', at, daysLeft: daysBetween(day, due), dueAt };
  }
}

/** When the sweep must next look at the item: the earliest planned instant after `after` (exclusive), or null. */
export function nextItemReminder(item: RemindedItem, place: ReminderPlace, after: Date): Date | null {
  const planned = datesOf(item, place).map((date) => nextReminderAt(factsOf(date, place), after));
  const noting = notingFrom(item, place, new Date(after.getTime() + 1)).next();
  const all = [...planned, noting.done ? null : noting.value.at].filter((at) => at !== null);
  return all.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
}

/**
 * What to remind of at `now`, where `plannedAt` is the stored instant that came due: of each occasion at most one for
 * whoever holds the item up and one for the superior, the latest; what was missed while nothing ran collapses into it.
 */
export function itemRemindersDue(
  item: RemindedItem,
  place: ReminderPlace,
  plannedAt: Date,
  now: Date,
): { due: ItemReminder[]; next: Date | null } {
  const due = datesOf(item, place).flatMap((date) =>
    remindersDue(factsOf(date, place), plannedAt, now).due.map((occurrence): ItemReminder => {
      return { about: date.about, dueAt: date.dueAt, ...occurrence };
    }),
  );
  let noting: ItemReminder | undefined;
  for (const reminder of notingFrom(item, place, plannedAt)) {
    if (reminder.at > now) break;
    noting = reminder;
  }
  return { due: noting ? [...due, noting] : due, next: nextItemReminder(item, place, now) };
}
