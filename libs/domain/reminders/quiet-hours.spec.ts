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
    ['2025-12-10T12:59:59Z', '2025-12-10T12:59:59.000Z'], // a second before it begins
    ['2025-12-10T13:00:00Z', '2025-12-10T23:30:00.000Z'], // its begin is quiet
  ])('%s waits until %s', (instant, until) => {
    expect(afterQuietHours(new Date(instant), night, zone).toISOString()).toBe(until);
  });

  it('may lie within a day, and may not be at all', () => {
    const noonRest = { from: 12 * 60, to: 14 * 60 };
    const at = (time: string) => isQuiet(new Date(`2025-12-10T${time}+08:00`), noonRest, zone);
    expect(['11:59', '12:00', '13:59', '14:00', '03:00'].map((time) => at(`${time}:00`))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const never = { from: 600, to: 600 };
    const ten = new Date('2025-12-10T10:00:00+08:00');
    expect([isQuiet(ten, never, zone), afterQuietHours(ten, null, zone)]).toEqual([false, ten]);
    expect(afterQuietHours(new Date('2025-12-10T12:30:00+08:00'), noonRest, zone)).toEqual(
      new Date('2025-12-10T14:00:00+08:00'),
    );
  });

  it('a daily digest is due today while its minute is to come, else tomorrow', () => {
    const daily = (time: string) =>
      nextDailyAt(new Date(`2025-12-10T${time}+08:00`), 600, zone).toISOString();
    expect([daily('09:59:59.999'), daily('10:00:00'), daily('10:00:00.001')]).toEqual([
      '2025-12-10T02:00:00.000Z',
      '2025-12-11T02:00:00.000Z',
      '2025-12-11T02:00:00.000Z',
    ]);
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
  const custom = { daysBefore: [2], onDay: false, overdueEveryDays: 1, superiorAfterDays: 0 };

  it('are the cycle’s own, or fall back to the default', () => {
    expect(scheduleFor(null, 'author')).toBe(defaultReminderPlan);
    expect(scheduleFor(null, 'reviewer')).toBe(defaultReminderPlan.reviewer);
    const plan = { ...custom, reviewer: { ...custom, daysBefore: [5] } };
    expect(scheduleFor(plan, 'author')).toBe(plan);
    expect(scheduleFor(plan, 'reviewer')).toBe(plan.reviewer);
    expect(scheduleFor(custom, 'reviewer')).toBe(defaultReminderPlan.reviewer);
    expect(defaultReminderPlan).toEqual({
      daysBefore: [7, 3, 1],
      onDay: true,
      overdueEveryDays: 2,
      superiorAfterDays: 3,
      reviewer: { daysBefore: [1], onDay: true, overdueEveryDays: 2, superiorAfterDays: 3 },
    });
  });

  it.each([
    ['daysBefore', [365, 1], null],
    ['daysBefore', [366], '提前天数须为1至365的整数'],
    ['daysBefore', [7, 0], '提前天数须为1至365的整数'],
    ['daysBefore', [1.5], '提前天数须为1至365的整数'],
    ['daysBefore', Array.from({ length: 20 }, (_, n) => n + 1), null],
    ['daysBefore', Array.from({ length: 21 }, (_, n) => n + 1), '提前提醒最多20次'],
    ['overdueEveryDays', 0, null],
    ['overdueEveryDays', 365, null],
    ['overdueEveryDays', -1, '逾期提醒间隔须为0至365的整数'],
    ['overdueEveryDays', 366, '逾期提醒间隔须为0至365的整数'],
    ['superiorAfterDays', 0, null],
    ['superiorAfterDays', 2.5, '提醒上级的天数须为0至365的整数'],
    ['superiorAfterDays', 366, '提醒上级的天数须为0至365的整数'],
  ])('%s of %j: %s', (name, value, fault) => {
    expect(planFaults({ ...custom, [name]: value })).toEqual(fault === null ? [] : [fault]);
  });
});
