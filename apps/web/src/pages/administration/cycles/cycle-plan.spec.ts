import { lastDueDay, plannedDates } from './cycle-plan';

describe('the calendar of a cycle', () => {
  const plan = { daysBefore: [7, 1], onDay: true, overdueEveryDays: 2, superiorAfterDays: 3 };

  it('follows from the due dates, over the end of a year', () => {
    const dates = plannedDates([{ kind: 'bureau', dueAt: '2025-12-31', graceDays: 5 }], plan);
    expect(dates.map((date) => [date.day, date.kind])).toEqual([
      ['2025-12-24', 'reminder'],
      ['2025-12-30', 'reminder'],
      ['2025-12-31', 'due'],
      ['2026-01-03', 'superior'],
      ['2026-01-05', 'grace'],
    ]);
  });

  it('ends with the day on which the cycle closes by itself', () => {
    const tiers = [
      { kind: 'bureau' as const, dueAt: '2025-12-31', graceDays: 0 },
      { kind: 'branch' as const, dueAt: '2025-12-10', graceDays: 0 },
    ];
    expect(plannedDates(tiers, plan, '2026-01-15').at(-1)).toEqual({
      day: '2026-01-15',
      kind: 'closing',
      tier: null,
      days: 0,
    });
    expect([lastDueDay(tiers), lastDueDay([])]).toEqual(['2025-12-31', '']);
  });

  it('puts the tiers in one order by day', () => {
    const dates = plannedDates(
      [
        { kind: 'general_branch', dueAt: '2025-12-20', graceDays: 0 },
        { kind: 'branch', dueAt: '2025-12-10', graceDays: 0 },
      ],
      { ...plan, daysBefore: [], superiorAfterDays: 0 },
    );
    expect(dates.map((date) => date.tier)).toEqual(['branch', 'general_branch']);
  });
});
