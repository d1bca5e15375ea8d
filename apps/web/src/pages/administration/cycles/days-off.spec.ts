import { dayKind, isDayOff } from './days-off';

const calendar = {
  publishedThrough: 2026,
  published: [{ year: 2026, holidays: ['2026-10-01'], workdays: ['2026-10-10'] }],
  entered: [{ year: 2027, holidays: ['2027-10-04'], workdays: [] }],
};

describe('what a day of the calendar is', () => {
  it('goes by the arrangement, and by the weekday where it says nothing', () => {
    expect(dayKind(calendar, '2026-10-01')).toBe('off');
    // A Saturday that is worked to make up for a holiday.
    expect(dayKind(calendar, '2026-10-10')).toBe('worked');
    expect(dayKind(calendar, '2026-10-17')).toBe('weekend');
    expect(dayKind(calendar, '2026-10-19')).toBe('plain');
  });

  it('takes what was entered before what was published, and weekends where neither is known', () => {
    const corrected = { ...calendar, entered: [{ year: 2026, holidays: [], workdays: ['2026-10-01'] }] };
    expect(dayKind(corrected, '2026-10-01')).toBe('worked');
    expect(dayKind(calendar, '2027-10-04')).toBe('off');
    expect(dayKind(undefined, '2026-10-10')).toBe('weekend');
  });

  it('counts a worked weekend as no day off', () => {
    expect(isDayOff(dayKind(calendar, '2026-10-10'))).toBe(false);
    expect(isDayOff(dayKind(calendar, '2026-10-17'))).toBe(true);
  });
});
