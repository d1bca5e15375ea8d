import fc from 'fast-check';
import { addDays, dateIn, daysBetween, endOfDay, minuteIn } from '../deadlines';
import {
  nextReminderAt,
  type Occurrence,
  occurrencesFrom,
  type ReminderFacts,
  remindersDue,
} from './occurrence';
import { defaultReminderPlan, type ReminderSchedule } from './reminder-plan';

const zone = 'Asia/Shanghai';
const nine = (day: string) => new Date(`${day}T01:00:00Z`);
const facts = (over: Partial<ReminderFacts> = {}): ReminderFacts => ({
  schedule: defaultReminderPlan,
  dueAt: endOfDay('2025-12-10', zone),
  timeZone: zone,
  minute: 540,
  since: nine('2025-11-01'),
  until: null,
  ...over,
});

/** All that is sent when the sweep comes by at each of the given instants. */
function play(plan: (now: Date) => ReminderFacts | null, sweeps: Date[], start: Date): Occurrence[] {
  const sent: Occurrence[] = [];
  let stored: Date | null = null;
  let known = '';
  let last = start;
  for (const now of sweeps) {
    const current = plan(now);
    // A change of plan stores a new instant, as the event's handler does.
    const key = current ? JSON.stringify([current.dueAt, current.since, current.until]) : 'none';
    if (key !== known) {
      stored = current
        ? nextReminderAt(current, new Date(Math.max(last.getTime(), current.since.getTime() - 1)))
        : null;
      known = key;
    }
    if (current && stored && stored <= now) {
      const { due, next } = remindersDue(current, stored, now);
      sent.push(...due);
      stored = next;
    }
    last = now;
  }
  return sent;
}

describe('the plan of design 1.6', () => {
  it('reminds 7, 3 and 1 days before, on the day, then every two days and the superior', () => {
    const days: string[] = [];
    for (let at = nextReminderAt(facts(), facts().since), n = 0; at && n < 9; n += 1) {
      days.push(dateIn(at, zone));
      at = nextReminderAt(facts(), at);
    }
    expect(days).toEqual([
      '2025-12-03',
      '2025-12-07',
      '2025-12-09',
      '2025-12-10',
      '2025-12-12',
      '2025-12-13',
      '2025-12-14',
      '2025-12-15',
      '2025-12-16',
    ]);
  });

  it('names of each whom it goes to and how many days are left', () => {
    const planned = occurrencesFrom(facts(), facts().since);
    const first = Array.from({ length: 9 }, () => planned.next().value as Occurrence);
    expect(first.map(({ kind, daysLeft }) => [kind, daysLeft])).toEqual([
      ['before', 7],
      ['before', 3],
      ['before', 1],
      ['on_day', 0],
      ['overdue', -2],
      ['superior', -3],
      ['overdue', -4],
      ['superior', -5],
      ['overdue', -6],
    ]);
  });

  it('takes days before in any order, each once, and none that is not before', () => {
    const schedule = {
      daysBefore: [1, 0, 3, 3, -2],
      onDay: false,
      overdueEveryDays: 0,
      superiorAfterDays: 0,
    };
    const planned = [...occurrencesFrom(facts({ schedule }), facts().since)];
    expect(planned.map(({ daysLeft }) => daysLeft)).toEqual([3, 1]);
  });

  it('reminds at its last instant, and not a millisecond later', () => {
    const last = nine('2025-12-10');
    const ending = facts({ until: last });
    expect(nextReminderAt(ending, nine('2025-12-09'))).toEqual(last);
    expect(remindersDue(ending, last, last)).toEqual({
      due: [{ kind: 'on_day', at: last, daysLeft: 0 }],
      next: null,
    });
    expect(remindersDue(ending, last, new Date(last.getTime() + 1))).toEqual({ due: [], next: null });
    expect(remindersDue(facts({ until: new Date(last.getTime() - 1) }), last, last).due).toEqual([]);
  });

  it('plans nothing that lies before it began to wait', () => {
    expect(nextReminderAt(facts({ since: nine('2025-12-08') }), nine('2025-11-01'))).toEqual(
      nine('2025-12-09'),
    );
  });

  it('ends where it is told to, and when nothing repeats', () => {
    expect(nextReminderAt(facts({ until: nine('2025-12-10') }), nine('2025-12-10'))).toBeNull();
    const once = { ...defaultReminderPlan, overdueEveryDays: 0, superiorAfterDays: 3 };
    expect(nextReminderAt(facts({ schedule: once }), nine('2025-12-10'))).toEqual(nine('2025-12-13'));
    expect(nextReminderAt(facts({ schedule: once }), nine('2025-12-13'))).toBeNull();
  });
});

it('case 23: the stored instant of an old plan sends nothing, the new plan acts', () => {
  const moved = facts({ dueAt: endOfDay('2025-12-20', zone) });
  expect(remindersDue(moved, nine('2025-12-03'), nine('2025-12-03'))).toEqual({
    due: [],
    next: nine('2025-12-13'),
  });
});

it('case 24: the superior’s reminder does not suppress the holder’s', () => {
  const schedule = { ...defaultReminderPlan, overdueEveryDays: 3, superiorAfterDays: 3 };
  const { due } = remindersDue(facts({ schedule }), nine('2025-12-13'), nine('2025-12-13'));
  expect(due.map(({ kind }) => kind)).toEqual(['overdue', 'superior']);
});

it('case 25: what comes back is reminded of afresh', () => {
  const again = facts({ dueAt: endOfDay('2025-12-24', zone), since: nine('2025-12-17') });
  expect(nextReminderAt(again, nine('2025-12-16'))).toEqual(nine('2025-12-17'));
  expect(
    nextReminderAt({ ...again, since: new Date(nine('2025-12-17').getTime() + 1) }, again.since),
  ).toEqual(nine('2025-12-21'));
});

it('case 27: three days down give one catch-up reminder', () => {
  const { due, next } = remindersDue(facts(), nine('2025-12-07'), new Date('2025-12-10T09:00:00Z'));
  expect(due).toEqual([{ kind: 'on_day', at: nine('2025-12-10'), daysLeft: 0 }]);
  expect(next).toEqual(nine('2025-12-12'));
});

/** Walks day by day and asks of each: is anything planned today? */
function naive(schedule: ReminderSchedule, dueDay: string, day: string): Array<'holder' | 'superior'> {
  const overdue = daysBetween(dueDay, day);
  const found: Array<'holder' | 'superior'> = [];
  if (overdue < 0 && schedule.daysBefore.includes(-overdue)) found.push('holder');
  if (overdue === 0 && schedule.onDay) found.push('holder');
  if (overdue > 0 && schedule.overdueEveryDays > 0 && overdue % schedule.overdueEveryDays === 0)
    found.push('holder');
  if (overdue > 0 && schedule.superiorAfterDays > 0 && overdue >= schedule.superiorAfterDays) {
    const past = overdue - schedule.superiorAfterDays;
    if (past === 0 || (schedule.overdueEveryDays > 0 && past % schedule.overdueEveryDays === 0))
      found.push('superior');
  }
  return found;
}

describe('what is sent equals a model that walks day by day', () => {
  const schedule = fc.record({
    daysBefore: fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 4 }),
    onDay: fc.boolean(),
    overdueEveryDays: fc.integer({ min: 0, max: 5 }),
    superiorAfterDays: fc.integer({ min: 0, max: 6 }),
  });
  const first = '2026-01-01';
  const length = 60;
  /**
   * Something happens on a day: the due date moves, it is handed in, it comes back, the worker is down, the cycle
   * is given another day to close on.
   */
  const story = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: length - 1 }),
      what: fc.oneof(
        fc.record({ move: fc.integer({ min: 1, max: length }) }),
        fc.constant('submitted' as const),
        fc.constant('returned' as const),
        fc.record({ down: fc.integer({ min: 1, max: 6 }) }),
        fc.record({ close: fc.integer({ min: 1, max: length }) }),
      ),
    }),
    { maxLength: 6 },
  );

  it('over random plans, moves, submissions, returns, outages and closings', () => {
    fc.assert(
      fc.property(schedule, fc.integer({ min: 1, max: length }), story, (plan, dueIn, happenings) => {
        const down = new Set<number>();
        for (const { day, what } of happenings) {
          if (typeof what === 'object' && 'down' in what)
            for (let n = 0; n < what.down; n += 1) down.add(day + n);
        }
        // Things happen at 10:00, after that day's reminders at 09:00.
        let dueDay = addDays(first, dueIn);
        let waiting = true;
        let since = new Date(nine(first).getTime() + 3_600_000);
        let closeDay: string | null = null;
        const states: Array<{ dueDay: string; waiting: boolean; since: Date; closeDay: string | null }> = [];
        for (let n = 0; n <= length; n += 1) {
          states.push({ dueDay, waiting, since, closeDay });
          for (const { day, what } of happenings) {
            if (day !== n) continue;
            const at = new Date(nine(addDays(first, n)).getTime() + 3_600_000);
            if (what === 'submitted') waiting = false;
            else if (what === 'returned') {
              if (!waiting) since = at;
              waiting = true;
            } else if ('move' in what) dueDay = addDays(first, what.move);
            else if ('close' in what) closeDay = addDays(first, what.close);
          }
        }
        const at = (n: number) => states[Math.min(n, length)]!;

        const sweeps: Date[] = [];
        for (let n = 1; n <= length; n += 1) if (!down.has(n)) sweeps.push(nine(addDays(first, n)));
        const sent = play(
          (now) => {
            const state = at(daysBetween(first, dateIn(now, zone)));
            if (!state.waiting) return null;
            return facts({
              schedule: plan,
              dueAt: endOfDay(state.dueDay, zone),
              since: state.since,
              until: state.closeDay === null ? null : endOfDay(state.closeDay, zone),
            });
          },
          sweeps,
          nine(first),
        );

        const expected: string[] = [];
        let lastUp = 0;
        for (let n = 1; n <= length; n += 1) {
          if (down.has(n)) continue;
          const state = at(n);
          const latest: Record<string, string> = {};
          // Closed by now: neither today's nor what was missed.
          const open = state.closeDay === null || addDays(first, n) <= state.closeDay;
          for (let day = lastUp + 1; day <= n; day += 1) {
            const date = addDays(first, day);
            if (!state.waiting || !open || nine(date) < state.since) continue;
            for (const who of naive(plan, state.dueDay, date)) latest[who] = date;
          }
          for (const who of ['holder', 'superior']) if (latest[who]) expected.push(`${who} ${latest[who]}`);
          lastUp = n;
        }
        expect(
          sent.map(
            ({ kind, at: when }) => `${kind === 'superior' ? 'superior' : 'holder'} ${dateIn(when, zone)}`,
          ),
        ).toEqual(expected);
        expect(sent.every(({ at: when }) => minuteIn(when, zone) === 540)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
