import fc from 'fast-check';
import { minuteIn } from '../deadlines';
import { afterQuietHours, isQuiet, nextDailyAt } from './quiet-hours';
import { defaultReminderPlan, planFaults, scheduleFor } from './reminder-plan';

const zone = 'Asia/Shanghai';
const night = { from: 21 * 60, to: 7 * 60 + 30 };

describe('quiet hours', () => {
  it.each([
    ['2025-12-10T14:00:00Z', '2025-12-10T23:30:00.000Z'], // 22:00 → 07:30 next day
    ['2025-12-10T20:00:00Z', '2025-12-10T23:30:00.000Z'], // 04:00 → 07:30
    ['2025-12-10T04:00:00Z', '2025-12-10T04:00:00.000Z'], // noon: at once
    ['2025-12-10T23:30:00Z', '2025-12-10T23:30:00.000Z'], // the end itself is loud
  ])('%s waits until %s', (instant, until) => {
    expect(afterQuietHours(new Date(instant), night, zone).toISOString()).toBe(until);
  });

  it('always ends at a loud instant, never earlier', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const instant = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, minute, minute, (at, from, to) => {
        const then = afterQuietHours(at, { from, to }, zone);
        expect(isQuiet(then, { from, to }, zone)).toBe(false);
        expect(then.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(then.getTime() - at.getTime()).toBeLessThanOrEqual(86_400_000);
        const daily = nextDailyAt(at, from, zone);
        expect(minuteIn(daily, zone)).toBe(from);
        expect(daily.getTime()).toBeGreaterThan(at.getTime());
      }),
    );
  });
});

describe('plans', () => {
  it('fall back to the default', () => {
    expect(scheduleFor(null, 'author').daysBefore).toEqual([7, 3, 1]);
    expect(scheduleFor({ ...defaultReminderPlan, reviewer: undefined }, 'reviewer')).toBe(
      defaultReminderPlan.reviewer,
    );
  });

  it('say what is wrong', () => {
    expect(planFaults(defaultReminderPlan)).toEqual([]);
    expect(
      planFaults({ daysBefore: [0, 400], onDay: true, overdueEveryDays: -1, superiorAfterDays: 1.5 }),
    ).toHaveLength(3);
  });
});
