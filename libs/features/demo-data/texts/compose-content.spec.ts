import { checkDraft } from '@domain/checks';
import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { demoUnits } from '../demo-units';
import { composeContent, yearsVariant } from './compose-content';
import { branchFigures, totalFigures } from './figures';

const year = 2026;
const problemIds = ['a', 'b', 'c'].map((letter) => `00000000-0000-7000-8000-00000000000${letter}`);

function content(index: number, of: number) {
  const unit = demoUnits[index];
  if (!unit) throw new Error('no such unit');
  const superior = unit.kind !== 'branch';
  return composeContent({
    unit: unit.facts,
    figures: superior ? totalFigures([1, 2, 3].map((it) => branchFigures(it, of))) : branchFigures(index, of),
    variant: yearsVariant(index, of),
    superior,
    outlook: true,
    problemIds,
    promisedOn: `${of + 1}-06-30`,
    leader: '周志远',
    person: '孙雪梅',
  });
}

describe('demonstration texts', () => {
  const units = demoUnits.map((unit, index) => [unit.code, index] as const);

  it.each(units)('%s: passes the draft checks without a finding, whatever the year', (_, index) => {
    for (const period of [year - 1, year]) {
      const findings = checkDraft({
        content: content(index, period),
        template: branchAnnualTemplate,
        context: { period: String(period), lastYear: content(index, period - 1) },
      });
      expect(findings).toEqual([]);
    }
  });

  it.each(units)('%s: is of realistic length', (_, index) => {
    const length = content(index, year).sections.reduce((sum, { body }) => sum + body.length, 0);
    expect(length).toBeGreaterThan(1100);
    expect(length).toBeLessThan(4000);
  });

  it('no two units of the same kind hand in the same section', () => {
    const works = demoUnits.map((_, index) => content(index, year).sections[0]?.body);
    expect(new Set(works).size).toBe(demoUnits.length);
  });
});
