import { knownYears, monthOf, toggled } from './arrangement';

const year = (of: number, ...holidays: string[]) => ({ year: of, holidays, workdays: [] });

describe('a year’s arrangement', () => {
  it('is what was entered, else what was published, else provisional', () => {
    const calendar = {
      publishedThrough: 2026,
      published: [year(2025), year(2026, '2026-01-01')],
      entered: [year(2025, '2025-01-02'), year(2029)],
    };
    expect(knownYears(calendar, 2026).map(({ year, source }) => [year, source])).toEqual([
      [2025, 'entered'],
      [2026, 'published'],
      [2027, 'provisional'],
      [2029, 'entered'],
    ]);
    expect(knownYears(calendar, 2026)[0]?.holidays).toEqual(['2025-01-02']);
  });

  it('starts its weeks on Monday and knows leap years', () => {
    // 1 February 2028 is a Tuesday.
    const { before, days } = monthOf(2028, 2);
    expect(before).toBe(1);
    expect(days).toHaveLength(29);
    expect(days.filter(({ weekend }) => weekend).map(({ date }) => date)).toEqual([
      5, 6, 12, 13, 19, 20, 26, 27,
    ]);
  });

  it('gives weekdays off and lets weekends be worked, and takes both back', () => {
    const friday = { day: '2027-10-01', date: 1, weekend: false };
    const saturday = { day: '2027-10-09', date: 9, weekend: true };
    const once = toggled(toggled(year(2027), friday), saturday);
    expect(once).toEqual({ year: 2027, holidays: ['2027-10-01'], workdays: ['2027-10-09'] });
    expect(toggled(toggled(once, friday), saturday)).toEqual(year(2027));
  });

  it('never holds a day as both', () => {
    const saturday = { day: '2027-10-02', date: 2, weekend: true };
    expect(toggled(year(2027, '2027-10-02'), saturday)).toEqual({
      year: 2027,
      holidays: [],
      workdays: ['2027-10-02'],
    });
  });
});
