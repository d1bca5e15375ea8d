import fc from 'fast-check';
import {
  childPath,
  deepestTree,
  depthOf,
  dissolveRefusal,
  effectiveRefusal,
  hangingRefusal,
  mayHangUnder,
  mergeRefusal,
  movedPath,
  moveRefusal,
  splitRefusal,
  type TreeUnit,
  upgradeRefusal,
} from './org-tree';
import { type OrgKind, orgKinds } from './roles';

const unit = (path: string, kind: OrgKind, change: Partial<TreeUnit> = {}): TreeUnit => ({
  id: path,
  code: `c${path}`,
  name: `单位${path}`,
  kind,
  path,
  dissolvedOn: null,
  ...change,
});
const bureau = unit('1', 'bureau');
const general = unit('1.2', 'general_branch');
const branch = unit('1.2.3', 'branch');
const direct = unit('1.4', 'branch');

describe('which kinds hang under which (1.2)', () => {
  const expected: Record<OrgKind, (OrgKind | null)[]> = {
    bureau: [null, 'bureau'],
    general_branch: ['bureau', 'general_branch'],
    branch: ['bureau', 'general_branch'],
  };
  it.each(orgKinds)('%s', (kind) => {
    const allowed = [null, ...orgKinds].filter((parent) => mayHangUnder(kind, parent));
    expect(allowed).toEqual(expected[kind]);
  });

  it('refuses a superior that was dissolved or lies too deep', () => {
    expect(hangingRefusal('branch', { ...general, dissolvedOn: '2025-01-01' })?.code).toBe('unit_dissolved');
    const deep = unit(
      Array.from({ length: deepestTree }, (_, level) => level + 1).join('.'),
      'general_branch',
    );
    expect(hangingRefusal('branch', deep)?.code).toBe('rule_broken');
    expect(hangingRefusal('branch', null)?.code).toBe('kind_not_allowed');
    expect(hangingRefusal('branch', bureau)).toBeUndefined();
  });
});

describe('reorganising', () => {
  it('refuses to hang a unit below itself', () => {
    expect(moveRefusal(general, unit('1.2.9', 'general_branch'), 1)?.code).toBe('below_itself');
    expect(moveRefusal(general, general, 1)?.code).toBe('below_itself');
    // 1.22 is no part of 1.2
    expect(moveRefusal(general, unit('1.22', 'general_branch'), 1)).toBeUndefined();
  });

  it('counts the levels that a move brings along', () => {
    const parent = unit(
      Array.from({ length: deepestTree - 1 }, (_, level) => level + 1).join('.'),
      'general_branch',
    );
    expect(moveRefusal(direct, parent, 1)).toBeUndefined();
    expect(moveRefusal(unit('90', 'general_branch'), parent, 2)?.code).toBe('rule_broken');
  });

  it('upgrades branches only', () => {
    expect(upgradeRefusal(branch, general)).toBeUndefined();
    expect(upgradeRefusal(general, bureau)?.code).toBe('rule_broken');
    expect(upgradeRefusal({ ...branch, dissolvedOn: '2025-01-01' }, general)?.code).toBe('unit_dissolved');
  });

  it('splits what has a place beside it', () => {
    expect(splitRefusal(general, bureau)).toBeUndefined();
    expect(splitRefusal({ ...general, dissolvedOn: '2025-01-01' }, bureau)?.code).toBe('unit_dissolved');
    expect(splitRefusal(bureau, null)?.code).toBe('rule_broken');
  });

  it('dissolves nothing that would leave orphans', () => {
    expect(dissolveRefusal(general, 1)?.code).toBe('unit_has_children');
    expect(dissolveRefusal(general, 0)).toBeUndefined();
  });

  it('merges only what the other unit can take in', () => {
    const other = unit('1.5', 'general_branch');
    expect(mergeRefusal(general, other, ['branch'])).toBeUndefined();
    expect(mergeRefusal(branch, direct, [])).toBeUndefined();
    expect(mergeRefusal(general, direct, [])?.code).toBe('rule_broken');
    expect(mergeRefusal(direct, bureau, [])?.code).toBe('rule_broken');
    expect(mergeRefusal(general, unit('1.2.8', 'general_branch'), [])?.code).toBe('below_itself');
    expect(mergeRefusal(general, { ...other, dissolvedOn: '2025-01-01' }, [])?.code).toBe('unit_dissolved');
    expect(mergeRefusal(bureau, unit('7', 'bureau'), [])?.code).toBe('rule_broken');
  });

  it('takes effect neither in the future nor before the last change', () => {
    expect(effectiveRefusal('2025-11-20', '2025-11-20', '2025-11-20')).toBeUndefined();
    expect(effectiveRefusal('2025-11-21', '2025-11-20', null)?.code).toBe('invalid_effective_date');
    expect(effectiveRefusal('2025-11-01', '2025-11-20', '2025-11-02')?.code).toBe('invalid_effective_date');
  });
});

describe('paths under any sequence of moves', () => {
  interface Placed {
    label: number;
    parent: number | null;
    path: string;
  }
  const planted = fc.array(fc.nat(), { minLength: 2, maxLength: 40 });
  const moves = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 });

  /** A tree of general branches under a bureau, from numbers that choose each unit's superior. */
  function plant(choices: number[]): Map<number, Placed> {
    const tree = new Map<number, Placed>([[1, { label: 1, parent: null, path: childPath(null, 1) }]]);
    for (const [index, choice] of choices.entries()) {
      const label = index + 2;
      const parent = tree.get((choice % (index + 1)) + 1) as Placed;
      tree.set(label, { label, parent: parent.label, path: childPath(parent.path, label) });
    }
    return tree;
  }

  const subtree = (tree: Map<number, Placed>, top: string) =>
    [...tree.values()].filter((placed) => placed.path === top || placed.path.startsWith(`${top}.`));

  it('stay those of the superiors, and no unit is lost or doubled', () => {
    fc.assert(
      fc.property(planted, moves, (choices, steps) => {
        const tree = plant(choices);
        const size = tree.size;
        for (const [from, to] of steps) {
          const moving = tree.get((from % size) + 1) as Placed;
          const target = tree.get((to % size) + 1) as Placed;
          const below = subtree(tree, moving.path);
          const height = Math.max(...below.map((placed) => depthOf(placed.path))) - depthOf(moving.path) + 1;
          const kind = moving.parent === null ? 'bureau' : 'general_branch';
          const parentKind = target.parent === null ? 'bureau' : 'general_branch';
          if (moveRefusal(unit(moving.path, kind), unit(target.path, parentKind), height)) continue;
          const origin = moving.path;
          for (const placed of below) placed.path = movedPath(placed.path, origin, target.path);
          moving.parent = target.label;
        }
        expect(tree.size).toBe(size);
        for (const placed of tree.values()) {
          const parent = placed.parent === null ? null : (tree.get(placed.parent) as Placed).path;
          expect(placed.path).toBe(childPath(parent, placed.label));
          expect(new Set(placed.path.split('.')).size).toBe(depthOf(placed.path));
          expect(depthOf(placed.path)).toBeLessThanOrEqual(Math.max(deepestTree, choices.length + 1));
        }
      }),
    );
  });

  it('refuses a path from elsewhere', () => {
    expect(() => movedPath('1.22', '1.2', '1')).toThrow(RangeError);
    expect(movedPath('1.2.3', '1.2', '7.8')).toBe('7.8.2.3');
    expect(movedPath('1.2', '1.2', '7')).toBe('7.2');
  });
});
