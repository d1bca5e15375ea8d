import type { OrgTreeNode } from '../api/administration';
import type { RouteRule } from '../api/contract';
import { nameUnder, placesOf, plannedRoute } from './places';

const node = (code: string, kind: OrgTreeNode['kind'], children: OrgTreeNode[] = []): OrgTreeNode => ({
  id: code,
  code,
  name: code,
  kind,
  childCount: 0,
  children,
});
const rules: RouteRule[] = [
  { at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 2 },
  { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 3 },
  { at: 'bureau', role: 'leader', mode: 'all', workingDays: 3, grade: true },
];
const whole = placesOf([
  node('sf', 'bureau', [node('sf01', 'general_branch', [node('sf0101', 'branch')]), node('sf91', 'branch')]),
]);

describe('a planned route', () => {
  const stops = (code: string, places = whole) =>
    plannedRoute(rules, places.get(code)).map((step) => `${step.org.code}:${step.role}`);

  it('goes up by the rules', () => {
    expect(stops('sf0101')).toEqual(['sf01:reviewer', 'sf:reviewer', 'sf:leader']);
  });

  it('has one step less for a direct branch', () => {
    expect(stops('sf91')).toEqual(['sf:reviewer', 'sf:leader']);
  });

  it('knows of a bureau that the caller does not see', () => {
    const partial = placesOf([node('sf01', 'general_branch', [node('sf0101', 'branch')])]);
    expect(stops('sf0101', partial)).toEqual(['sf01:reviewer', ':reviewer', ':leader']);
  });
});

describe('a name under its superior', () => {
  it('says what is not said above it, and stays whole where little would remain', () => {
    expect(nameUnder('示范区第一中学高一年级党支部', '示范区第一中学党总支')).toBe('高一年级党支部');
    expect(nameUnder('示范区第一中学党支部', '示范区第一中学党总支')).toBe('示范区第一中学党支部');
    expect(nameUnder('特殊教育学校党支部', '示范区教育局党委')).toBe('特殊教育学校党支部');
  });
});
