import type { OrgTreeNode } from '../../../api/administration';
import { firstCycle, missingIn, stepOf, unitsOwing } from './cycle-draft';

const unit = (code: string, kind: OrgTreeNode['kind'], ...children: OrgTreeNode[]): OrgTreeNode => ({
  id: `id-${code}`,
  code,
  name: code,
  kind,
  childCount: children.length,
  children,
});
const tree = [
  unit(
    'sf',
    'bureau',
    unit('sf01', 'general_branch', unit('sf0101', 'branch'), unit('sf0102', 'branch')),
    unit('sf90', 'branch'),
  ),
];

describe('what opening a cycle makes', () => {
  it('is one report for each unit of the tier’s kind below the audience, itself included', () => {
    expect(unitsOwing(tree, { under: 'sf' }, 'branch')).toBe(3);
    expect(unitsOwing(tree, { under: 'sf' }, 'bureau')).toBe(1);
    expect(unitsOwing(tree, { under: 'sf01' }, 'branch')).toBe(2);
    expect(unitsOwing(tree, { under: 'id-sf01' }, 'general_branch')).toBe(1);
  });

  it('leaves out who is excepted, and only them', () => {
    expect(unitsOwing(tree, { under: 'sf', except: ['sf0102', 'id-sf90'] }, 'branch')).toBe(1);
    expect(unitsOwing(tree, { under: 'sf', except: ['sf01'] }, 'branch')).toBe(3);
  });

  it('is nothing in an unknown place', () => {
    expect(unitsOwing(tree, { under: 'elsewhere' }, 'branch')).toBe(0);
  });
});

describe('the wizard', () => {
  it('knows what is missing where', () => {
    const [basics, tiers] = missingIn(firstCycle(''), null, 'fill in', 'too early');
    expect([...(basics?.keys() ?? [])]).toEqual(['/title', '/audience/under']);
    expect(tiers?.size).toBe(0);
    const closing = { ...firstCycle(''), tiers: [], closesAt: '2020-01-01' };
    expect([...(missingIn(closing, null, 'fill in', 'too early')[1]?.keys() ?? [])]).toEqual(['/tiers']);
  });

  it('asks for a template where the usual one does not exist, as in a new installation', () => {
    const made = [{ code: 'general-annual', versions: [] }];
    expect([...(missingIn(firstCycle(''), made, 'fill in', 'too early')[1]?.keys() ?? [])]).toEqual([
      '/tiers/0/templateVersion',
      '/tiers/2/templateVersion',
    ]);
  });

  it('begins with the unit that one administers', () => {
    expect(firstCycle('jyj').audience.under).toBe('jyj');
  });

  it('leads to the step where a fault is mended', () => {
    expect(
      ['/title', '/tiers/0/route', '/closesAt', '/reminderPlan/daysBefore', '/gradeQuota/好'].map(stepOf),
    ).toEqual([0, 1, 1, 2, 2]);
  });
});
