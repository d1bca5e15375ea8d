import fc from 'fast-check';
import { isOrgCode, type OrgImportRow, planOrgImport, type StandingUnit } from './org-import';

const row = (
  line: number,
  code: string,
  parentCode: string,
  change: Partial<OrgImportRow> = {},
): OrgImportRow => ({
  line,
  code,
  name: `单位${code}`,
  kind: '党支部',
  parentCode,
  ...change,
});
const stands = (code: string, change: Partial<StandingUnit> = {}): [string, StandingUnit] => [
  code,
  {
    code,
    name: `单位${code}`,
    kind: 'bureau',
    parentCode: null,
    phone: null,
    position: 0,
    depth: 1,
    dissolved: false,
    ...change,
  },
];
const standing = new Map([stands('sf')]);
const plan = (rows: OrgImportRow[], units = standing, rootAllowed = false) =>
  planOrgImport(rows, units, { rootAllowed });
const faultsOf = (rows: OrgImportRow[], units = standing) => {
  const planned = plan(rows, units);
  return 'faults' in planned ? planned.faults.map((fault) => `${fault.pointer} ${fault.code}`) : [];
};

describe('codes of units', () => {
  it.each(['sf', 'sf0101', 'A-1.b_2', '1'])('takes %s', (code) => expect(isOrgCode(code)).toBe(true));
  it.each([
    '',
    '-a',
    'a-',
    'a b',
    '支部',
    'tree',
    'Export',
    'import',
    'a/b',
    '0197a2b4-0000-7000-8000-000000000000',
    'x'.repeat(65),
  ])('refuses %p', (code) => expect(isOrgCode(code)).toBe(false));
});

describe('planning an import', () => {
  it('puts superiors before their units, whatever the order of the rows', () => {
    const planned = plan([row(2, 'b', 'a'), row(3, 'a', 'sf', { kind: 'general_branch' })]);
    expect('plan' in planned && planned.plan.create.map((unit) => unit.code)).toEqual(['a', 'b']);
  });

  it('names every fault by its line and column', () => {
    expect(
      faultsOf([
        row(2, 'bad code', 'sf', { name: '', kind: '小组', phone: 'x', position: '-1' }),
        row(3, 'a', 'none'),
        row(4, 'b', 'sf'),
        row(5, 'b', 'sf'),
        row(6, 'c', 'b'),
        row(7, 'd', ''),
      ]),
    ).toEqual([
      '/rows/2/code code',
      '/rows/2/name name',
      '/rows/2/kind kind',
      '/rows/2/phone phone',
      '/rows/2/position position',
      '/rows/5/code duplicate',
      '/rows/3/parentCode unknown_unit',
      '/rows/6/parentCode kind_not_allowed',
      '/rows/7/parentCode parent_missing',
    ]);
  });

  it('finds rings', () => {
    const rows = [
      row(2, 'a', 'c', { kind: '党总支' }),
      row(3, 'b', 'a', { kind: '党总支' }),
      row(4, 'c', 'b', { kind: '党总支' }),
      row(5, 'd', 'd', { kind: '党总支' }),
    ];
    expect(faultsOf(rows).sort()).toEqual([
      '/rows/2/parentCode below_itself',
      '/rows/3/parentCode below_itself',
      '/rows/4/parentCode below_itself',
      '/rows/5/parentCode below_itself',
    ]);
  });

  it('changes names, phones and places of units that stand, never their kind or superior', () => {
    const units = new Map([
      ...standing,
      stands('a', { kind: 'branch', parentCode: 'sf', phone: '123', position: 5, depth: 2 }),
    ]);
    const same = plan([row(2, 'a', 'sf')], units);
    expect(same).toEqual({ plan: { create: [], update: [], unchanged: 1 } });
    const renamed = plan([row(2, 'a', 'sf', { name: '新名', phone: '' })], units);
    expect('plan' in renamed && renamed.plan.update).toMatchObject([
      { name: '新名', phone: null, position: 5 },
    ]);
    expect(faultsOf([row(2, 'a', 'sf', { kind: '党总支' })], units)).toEqual(['/rows/2/kind kind_changed']);
    expect(faultsOf([row(2, 'a', '')], units)).toEqual(['/rows/2/parentCode parent_changed']);
    const gone = new Map([...standing, stands('a', { kind: 'branch', parentCode: 'sf', dissolved: true })]);
    expect(faultsOf([row(2, 'a', 'sf')], gone)).toEqual(['/rows/2/code unit_dissolved']);
  });

  it('plants a root only where that is allowed', () => {
    expect('plan' in plan([row(2, 'r', '', { kind: '教育局党委' })], new Map(), true)).toBe(true);
    expect('faults' in plan([row(2, 'r', '', { kind: '教育局党委' })], new Map())).toBe(true);
  });

  it('plans any sound tree, superiors first, or finds a fault; it never loses a row', () => {
    const choices = fc.array(fc.record({ parent: fc.nat({ max: 30 }), shuffle: fc.nat() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(choices, (entries) => {
        const rows = entries
          .map(({ parent, shuffle }, index) => ({
            shuffle,
            row: row(index + 2, `u${index}`, parent >= index ? 'sf' : `u${parent}`, {
              kind: 'general_branch',
            }),
          }))
          .sort((a, b) => a.shuffle - b.shuffle)
          .map((entry) => entry.row);
        const planned = plan(rows);
        if ('faults' in planned) {
          expect(planned.faults.every((fault) => fault.code === 'too_deep')).toBe(true);
          return;
        }
        const known = new Set(['sf']);
        for (const unit of planned.plan.create) {
          expect(known.has(unit.parentCode ?? '')).toBe(true);
          known.add(unit.code);
        }
        expect(planned.plan.create).toHaveLength(rows.length);
      }),
    );
  });
});
