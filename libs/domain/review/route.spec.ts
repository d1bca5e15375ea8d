import { isProblem } from '../problems';
import { type RouteUnit, resolveRoute } from './index';

const unit = (id: string, kind: RouteUnit['kind']): RouteUnit => ({
  id,
  code: `c${id}`,
  name: `名${id}`,
  kind,
});
const branch = unit('3', 'branch');
const general = unit('2', 'general_branch');
const bureau = unit('1', 'bureau');
const leading = { role: 'leader', mode: 'all', workingDays: 5 } as const;
const reviewing = { role: 'reviewer', mode: 'any', workingDays: 3 } as const;

describe('the route of a unit (design 1.5)', () => {
  it('stops at the unit above, at the nearest of a kind, or at the unit itself', () => {
    const route = [
      { at: 'self', ...leading },
      { at: 'parent', ...reviewing },
      { at: 'bureau', ...leading, grade: true },
    ] as const;
    expect(resolveRoute(route, [branch, general, bureau])).toEqual([
      { ordinal: 0, orgId: '3', orgCode: 'c3', orgName: '名3', orgKind: 'branch', ...leading, grade: false },
      {
        ordinal: 1,
        orgId: '2',
        orgCode: 'c2',
        orgName: '名2',
        orgKind: 'general_branch',
        ...reviewing,
        grade: false,
      },
      { ordinal: 2, orgId: '1', orgCode: 'c1', orgName: '名1', orgKind: 'bureau', ...leading, grade: true },
    ]);
  });

  it('takes the nearest of several of a kind, above the unit alone', () => {
    const upper = unit('9', 'general_branch');
    const route = [{ at: 'general_branch', ...reviewing }] as const;
    const found = (...lineage: RouteUnit[]) => resolveRoute(route, lineage).map(({ orgId }) => orgId);
    expect(found(branch, general, upper, bureau)).toEqual(['2']);
    expect(found(general, upper, bureau)).toEqual(['9']);
  });

  it('leaves out a step whose unit is missing, and keeps the others’ places', () => {
    const route = [
      { at: 'general_branch', ...reviewing },
      { at: 'bureau', ...leading },
    ] as const;
    expect(resolveRoute(route, [branch, bureau]).map(({ ordinal, orgId }) => [ordinal, orgId])).toEqual([
      [1, '1'],
    ]);
  });

  it('needs a stop', () => {
    const refusal = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return isProblem(error) && [error.code, error.params];
      }
    };
    const parent = [{ at: 'parent', ...reviewing }] as const;
    expect(refusal(() => resolveRoute([], [branch]))).toEqual(['empty_route', { tier: 'branch' }]);
    expect(refusal(() => resolveRoute(parent, [bureau]))).toEqual(['empty_route', { tier: 'bureau' }]);
    expect(refusal(() => resolveRoute(parent, []))).toEqual(['empty_route', { tier: '' }]);
  });
});
