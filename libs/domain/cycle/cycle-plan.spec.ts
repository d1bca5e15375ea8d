import type { RouteStep } from './cycle-definition';
import {
  cyclePlanFaults,
  dueInstant,
  isDueText,
  isTimeZone,
  type PlanOutline,
  periodPattern,
} from './cycle-plan';

const shanghai = 'Asia/Shanghai';

describe('due instants (case 21)', () => {
  it.each([
    ['2025-12-10', '2025-12-10T15:59:59.999Z'],
    ['2025-12-10T00:00:00+08:00', '2025-12-10T15:59:59.999Z'],
    ['2025-12-10T15:59:59.999Z', '2025-12-10T15:59:59.999Z'],
    // Already the next day in Shanghai.
    ['2025-12-10T16:00:00Z', '2025-12-11T15:59:59.999Z'],
    ['2024-02-29', '2024-02-29T15:59:59.999Z'],
    ['2025-12-31', '2025-12-31T15:59:59.999Z'],
  ])('%s ends at %s', (text, instant) => {
    expect(dueInstant(text, shanghai).toISOString()).toBe(instant);
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-12-10T25:00:00Z',
    '2025-12-10T10:00',
    '2025-02-30T10:00:00Z',
    'soon',
    '',
  ])('refuses %p', (text) => {
    expect(isDueText(text)).toBe(false);
    expect(() => dueInstant(text, shanghai)).toThrow(RangeError);
  });
});

describe('faults of a plan', () => {
  const step: RouteStep = { at: 'bureau', role: 'leader', mode: 'all', workingDays: 3 };
  const outline = (change: Partial<PlanOutline> = {}): PlanOutline => ({
    tiers: [{ kind: 'branch', route: [step] }],
    audience: { kinds: ['branch'] },
    timeZone: shanghai,
    reminderPlan: null,
    gradeQuota: null,
    ...change,
  });
  const codes = (change: Partial<PlanOutline>) =>
    cyclePlanFaults(outline(change)).map((fault) => `${fault.pointer} ${fault.code}`);

  it('finds none in a sound plan, an empty route included', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ tiers: [{ kind: 'branch', route: [] }] })).toEqual([]);
    expect(codes({ gradeQuota: { 好: 0.3, 较好: 5 } })).toEqual([]);
    expect(codes({ tiers: [{ kind: 'bureau', route: [{ ...step, at: 'self' }] }] })).toEqual([]);
  });

  it('names each fault', () => {
    expect(codes({ tiers: [] })).toEqual(['/tiers empty']);
    expect(codes({ tiers: [outline().tiers[0]!, outline().tiers[0]!] })).toEqual(['/tiers/1/kind duplicate']);
    expect(codes({ timeZone: 'Mars' })).toEqual(['/timeZone time_zone']);
    expect(codes({ audience: { kinds: [] } })).toEqual(['/audience/kinds empty']);
    expect(
      codes({ tiers: [{ kind: 'bureau', route: [{ ...step, at: 'self', role: 'reviewer' }] }] }),
    ).toEqual(['/tiers/0/route self_not_leader']);
    expect(codes({ tiers: [{ kind: 'branch', route: [{ ...step, at: 'branch' }] }] })).toEqual([
      '/tiers/0/route/0/at no_superior',
    ]);
    for (const most of [0, -1, 1.5, Number.NaN]) {
      expect(codes({ gradeQuota: { 好: most } })).toEqual(['/gradeQuota/好 quota']);
    }
    expect(codes({ gradeQuota: { 优: 1 } as never })).toEqual(['/gradeQuota/优 unknown_grade']);
    const reminderPlan = { daysBefore: [0], onDay: true, overdueEveryDays: 400, superiorAfterDays: 0 };
    expect(codes({ reminderPlan })).toEqual(['/reminderPlan reminder_plan', '/reminderPlan reminder_plan']);
  });

  it('knows periods and time zones', () => {
    for (const period of ['2025', '2025年度', '2025Q4', '2025-11']) expect(period).toMatch(periodPattern);
    for (const period of ['25', '2025Q5', '2025-13', '2025-1']) expect(period).not.toMatch(periodPattern);
    expect([isTimeZone('Asia/Urumqi'), isTimeZone('nowhere')]).toEqual([true, false]);
  });
});
