import { datesOf, lastDayOf, periodOf } from './recurring-period';

describe('a period that recurs', () => {
  it('ends with its year, quarter or month', () => {
    expect(lastDayOf('year', '2026')).toBe('2026-12-31');
    expect(lastDayOf('quarter', '2026Q1')).toBe('2026-03-31');
    expect(lastDayOf('month', '2028-02')).toBe('2028-02-29');
  });

  it('is none where the name does not fit the interval', () => {
    expect(lastDayOf('year', '2026Q1')).toBeNull();
    expect(lastDayOf('month', '2026-13')).toBeNull();
    expect(lastDayOf('quarter', '')).toBeNull();
  });

  it('is named by the day in it', () => {
    expect(periodOf('year', 2026, 11)).toBe('2026');
    expect(periodOf('quarter', 2026, 11)).toBe('2026Q4');
    expect(periodOf('month', 2026, 3)).toBe('2026-03');
  });

  it('counts the draft back from its end, and the due days on', () => {
    const tiers = [
      { kind: 'branch', dueDaysAfterEnd: 10 },
      { kind: 'bureau', dueDaysAfterEnd: -2 },
    ];
    expect(datesOf('quarter', '2026Q4', { draftDaysBeforeEnd: 30, tiers: tiers as never })).toEqual({
      draft: '2026-12-01',
      due: [
        { kind: 'branch', day: '2027-01-10' },
        { kind: 'bureau', day: '2026-12-29' },
      ],
      closing: null,
    });
    const closing = { draftDaysBeforeEnd: 30, tiers: tiers as never, closesDaysAfterDue: 5 };
    expect(datesOf('quarter', '2026Q4', closing)?.closing).toBe('2027-01-15');
  });
});
