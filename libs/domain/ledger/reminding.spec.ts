import fc from 'fast-check';
import { addDays, chineseCalendar, dateIn, daysBetween, minuteIn } from '../deadlines';
import { itemRemindersDue, itemStates, nextItemReminder, type RemindedItem } from './index';

const place = { timeZone: 'Asia/Shanghai', calendar: chineseCalendar() };
/** Nine in the morning there. */
const nine = (day: string) => new Date(`${day}T01:00:00Z`);
const open: RemindedItem = {
  state: 'open',
  planDueOn: null,
  dueOn: '2026-03-31',
  covered: null,
  monthlyDay: 25,
  stepDueAt: null,
  nextCheckOn: null,
};
/** The next so many reminders after an instant, as `about kind day`. */
function plan(item: RemindedItem, after: string, times: number): string[] {
  const lines: string[] = [];
  let from = nine(after);
  while (lines.length < times) {
    const next = nextItemReminder(item, place, from);
    if (!next) break;
    for (const { about, kind, at } of itemRemindersDue(item, place, next, next).due)
      lines.push(`${about} ${kind} ${dateIn(at, place.timeZone)}`);
    from = next;
  }
  return lines;
}

describe('reminders of an item (design 8.1)', () => {
  it('come 30, 7 and 1 days before its due day, on it, weekly after it, and to the superior after seven', () => {
    expect(plan(open, '2026-01-10', 8)).toEqual([
      'due before 2026-03-01',
      'due before 2026-03-24',
      'due before 2026-03-30',
      'due on_day 2026-03-31',
      'due overdue 2026-04-07',
      'due superior 2026-04-07',
      'due overdue 2026-04-14',
      'due superior 2026-04-14',
    ]);
  });

  it('ask for the claim until the item itself is due', () => {
    const item: RemindedItem = { ...open, state: 'assigned', planDueOn: '2026-03-20' };
    expect(plan(item, '2026-03-02', 6)).toEqual([
      'claim before 2026-03-19',
      'claim on_day 2026-03-20',
      'due before 2026-03-24',
      'claim overdue 2026-03-27',
      'due before 2026-03-30',
      'due on_day 2026-03-31',
    ]);
    expect(plan(item, '2026-04-01', 4).every((line) => line.startsWith('due'))).toBe(true);
  });

  it('ask for the note of each month that is not covered, on its last working day up to the day of noting', () => {
    const item: RemindedItem = { ...open, covered: '2026-01', dueOn: '2027-01-31' };
    // 25 April 2026 is a Saturday; 25 February a working day after the holidays.
    expect(plan(item, '2026-01-10', 4)).toEqual([
      'progress on_day 2026-02-25',
      'progress on_day 2026-03-25',
      'progress on_day 2026-04-24',
      'progress on_day 2026-05-25',
    ]);
  });

  it('leave the unit alone while a step decides, and remind that of its allowance', () => {
    const stepDueAt = new Date('2026-03-10T15:59:59.999Z');
    const item: RemindedItem = { ...open, state: 'in_verification', covered: '2026-01', stepDueAt };
    expect(plan(item, '2026-03-01', 4)).toEqual([
      'verify before 2026-03-09',
      'verify on_day 2026-03-10',
      'verify overdue 2026-03-12',
      'verify superior 2026-03-13',
    ]);
  });

  it('ask for the next look-back', () => {
    const item: RemindedItem = { ...open, state: 'sustained', nextCheckOn: '2026-06-15' };
    expect(plan(item, '2026-03-01', 3)).toEqual([
      'check before 2026-06-08',
      'check on_day 2026-06-15',
      'check overdue 2026-06-22',
    ]);
    expect(plan({ ...item, nextCheckOn: null }, '2026-03-01', 1)).toEqual([]);
    expect(plan({ ...open, state: 'void', planDueOn: '2026-03-20' }, '2026-03-01', 1)).toEqual([]);
  });

  const days = fc.integer({ min: -500, max: 500 }).map((days) => addDays('2026-01-15', days));
  const items: fc.Arbitrary<RemindedItem> = fc.record({
    state: fc.constantFrom(...itemStates),
    planDueOn: fc.option(days),
    dueOn: days,
    covered: fc.option(days.map((day) => day.slice(0, 7))),
    monthlyDay: fc.integer({ min: 1, max: 28 }),
    stepDueAt: fc.option(days.map(nine)),
    nextCheckOn: fc.option(days),
  });

  it('lie in the future, at nine, and end a year after the due day but for the notes of a month', () => {
    fc.assert(
      fc.property(items, days, (item, day) => {
        const next = nextItemReminder(item, place, nine(day));
        if (!next) return;
        expect(next.getTime()).toBeGreaterThan(nine(day).getTime());
        expect(minuteIn(next, place.timeZone)).toBe(540);
        for (const { about, at, dueAt, daysLeft } of itemRemindersDue(item, place, next, next).due) {
          const due = dateIn(dueAt, place.timeZone);
          expect(daysLeft).toBe(daysBetween(dateIn(at, place.timeZone), due));
          expect(daysLeft).toBeGreaterThanOrEqual(-366);
          if (about === 'progress')
            expect(place.calendar.isWorkingDay(dateIn(at, place.timeZone)) || daysLeft === 0).toBe(true);
        }
      }),
    );
  });

  it('are the same however often and late somebody comes by: what was missed collapses into the latest', () => {
    fc.assert(
      fc.property(
        items,
        days,
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }),
        (item, day, pauses) => {
          const first = nextItemReminder(item, place, nine(day));
          if (!first) return;
          const seen = new Set<string>();
          let planned: Date | null = first;
          let now = first;
          for (const pause of pauses) {
            now = new Date(now.getTime() + pause * 86_400_000);
            if (!planned || planned > now) continue;
            const { due, next }: ReturnType<typeof itemRemindersDue> = itemRemindersDue(
              item,
              place,
              planned,
              now,
            );
            const lines = due.map(({ about, kind }) => `${about} ${kind === 'superior'}`);
            expect(new Set(lines).size).toBe(lines.length);
            for (const { about, kind, at } of due) {
              const key = `${about} ${kind} ${at.toISOString()}`;
              expect(seen.has(key)).toBe(false);
              seen.add(key);
              expect(at <= now && at >= planned).toBe(true);
            }
            if (next) expect(next > now).toBe(true);
            planned = next;
          }
        },
      ),
    );
  });
});
