import type { Cycle, CyclePatch } from './cycle';
import { mergedDraft, openChange } from './merged-plan';

const route = [
  { at: 'bureau' as const, role: 'leader' as const, mode: 'all' as const, workingDays: 5, grade: true },
];
const cycle: Cycle = {
  id: 'c',
  code: 'annual',
  title: '年度报告',
  period: '2025',
  state: 'open',
  org: { id: 'o', code: 'sf', name: '局党委' },
  orgPath: '1',
  timeZone: 'Asia/Shanghai',
  audience: { under: 'sf', kinds: ['branch'], except: ['b9'] },
  reminderPlan: null,
  gradeQuota: { 好: 0.3 },
  notice: null,
  closesAt: null,
  attachments: [],
  tiers: [
    {
      id: 't1',
      kind: 'branch',
      templateVersion: { id: 'v1', number: 1, templateCode: 'branch-annual', templateName: '模板' },
      dueAt: new Date('2025-12-10T15:59:59.999Z'),
      graceDays: 0,
      latePolicy: 'accept',
      allowNil: false,
      route,
    },
  ],
  planVersion: 1,
  version: 4,
  createdAt: new Date(0),
  openedAt: new Date(0),
  closedAt: null,
};
const reading = {
  due: (text: string) => new Date(text),
  closing: (text: string) => new Date(text),
  now: new Date('2025-12-01T00:00:00Z'),
};
const change = (patch: CyclePatch, of = cycle) => openChange(of, patch, reading);
const fixedFields = (patch: CyclePatch): string[] => {
  try {
    change(patch);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'cycle_field_fixed', state: { state: 'open' } });
    return (error as { errors: { pointer: string }[] }).errors.map((fault) => fault.pointer);
  }
};

describe('changing an open cycle', () => {
  it('changes nothing by repeating what stands', () => {
    const same = change({
      code: 'annual',
      title: '年度报告',
      period: '2025',
      timeZone: 'Asia/Shanghai',
      audience: { under: 'o' },
      gradeQuota: { 好: 0.3 },
      tiers: [
        {
          kind: 'branch',
          templateVersion: 'branch-annual',
          dueAt: '2025-12-10T15:59:59.999Z',
          route,
          allowNil: false,
        },
      ],
    });
    expect(same).toEqual({ cycle: {}, tiers: [], lines: [], movesPlan: false });
  });

  it('moves dates and policies, for the record with what was', () => {
    const moved = change({
      tiers: [{ kind: 'branch', dueAt: '2025-12-12T15:59:59.999Z', latePolicy: 'lock' }],
    });
    expect(moved).toMatchObject({
      movesPlan: true,
      tiers: [{ id: 't1', fields: { dueAt: new Date('2025-12-12T15:59:59.999Z'), latePolicy: 'lock' } }],
      lines: [
        { field: 'branch.dueAt', before: cycle.tiers[0]?.dueAt },
        { field: 'branch.latePolicy', before: 'accept', after: 'lock' },
      ],
    });
  });

  it('plans reminders anew when their plan changes, not when a text does', () => {
    expect(change({ title: '新标题', notice: '通知' }).movesPlan).toBe(false);
    const reminderPlan = { daysBefore: [1], onDay: true, overdueEveryDays: 1, superiorAfterDays: 1 };
    expect(change({ reminderPlan }).movesPlan).toBe(true);
    expect(change({ gradeQuota: null }).cycle).toEqual({ gradeQuota: null });
  });

  it('moves the closing date, which reminders end by, and keeps due dates before it', () => {
    const closing = '2025-12-20T15:59:59.999Z';
    expect(change({ closesAt: closing })).toMatchObject({
      cycle: { closesAt: new Date(closing) },
      lines: [{ field: 'closesAt', before: null, after: new Date(closing) }],
      movesPlan: true,
    });
    const dated: Cycle = { ...cycle, closesAt: new Date(closing) };
    expect(change({ closesAt: closing }, dated).lines).toEqual([]);
    expect(change({ closesAt: null }, dated).cycle).toEqual({ closesAt: null });
    const fault = (patch: CyclePatch) => {
      try {
        change(patch, dated);
        return null;
      } catch (error) {
        return (error as { errors: { pointer: string; code: string }[] }).errors[0];
      }
    };
    expect(fault({ tiers: [{ kind: 'branch', dueAt: closing }] })).toMatchObject({
      pointer: '/closesAt',
      code: 'before_due',
    });
    expect(fault({ closesAt: '2025-12-10T15:59:59.999Z' })).toMatchObject({ code: 'before_due' });
    expect(fault({ closesAt: '2025-11-30T00:00:00Z' })).toMatchObject({ code: 'past' });
  });

  it('names every fixed field that would change', () => {
    expect(fixedFields({ code: 'x', period: '2024', timeZone: 'Asia/Urumqi' })).toEqual([
      '/code',
      '/period',
      '/timeZone',
    ]);
    expect(fixedFields({ audience: { under: 'sf', except: [] } })).toEqual(['/audience']);
    expect(fixedFields({ audience: { under: 'sf01' } })).toEqual(['/audience']);
    expect(fixedFields({ tiers: [{ kind: 'bureau' }] })).toEqual(['/tiers/0/kind']);
    expect(
      fixedFields({ tiers: [{ kind: 'branch', templateVersion: 'v2', allowNil: true, route: [] }] }),
    ).toEqual(['/tiers/0/templateVersion', '/tiers/0/allowNil', '/tiers/0/route']);
  });
});

describe('changing a draft', () => {
  const draft: Cycle = { ...cycle, state: 'draft' };

  it('lets a standing tier lend what its entry leaves out', () => {
    const merged = mergedDraft(draft, { tiers: [{ kind: 'branch', graceDays: 3 }], notice: '通知' });
    expect(merged).toMatchObject({
      code: 'annual',
      notice: '通知',
      gradeQuota: { 好: 0.3 },
      tiers: [
        { kind: 'branch', graceDays: 3, templateVersion: 'v1', dueAt: '2025-12-10T15:59:59.999Z', route },
      ],
    });
  });

  it('takes the list of tiers as a whole', () => {
    const bureau = { kind: 'bureau' as const, templateVersion: 'v9', dueAt: '2025-12-31', route };
    expect(mergedDraft(draft, { tiers: [bureau] }).tiers).toEqual([bureau]);
  });

  it('clears what is set to null and keeps what is left out', () => {
    expect(mergedDraft(draft, { gradeQuota: null }).gradeQuota).toBeNull();
    expect(mergedDraft(draft, {}).gradeQuota).toEqual({ 好: 0.3 });
  });

  it('wants a new tier to be whole', () => {
    expect(() => mergedDraft(draft, { tiers: [{ kind: 'bureau', dueAt: '2025-12-31' }] })).toThrow(
      expect.objectContaining({
        code: 'cycle_invalid',
        errors: [
          expect.objectContaining({ pointer: '/tiers/0/templateVersion' }),
          expect.objectContaining({ pointer: '/tiers/0/route' }),
        ],
      }),
    );
  });
});
