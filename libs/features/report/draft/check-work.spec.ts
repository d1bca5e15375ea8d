import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { emptyContent } from '@domain/review';
import { checkWork } from './check-work';

const long = { ...emptyContent, unplaced: '甲'.repeat(500_000) };
const base = { content: emptyContent, template: branchAnnualTemplate };

it.each([
  ['a draft', { ...base, content: long, context: { period: '2025' } }],
  ['a report of last year', { ...base, context: { period: '2025', lastYear: long } }],
  ['a revision that came back', { ...base, context: { period: '2025', returned: long } }],
])('%s of great length is checked beside the server', (_, task) => {
  expect(checkWork.isSmall?.(task)).toBe(false);
});

it('usual lengths are checked on the spot', () => {
  expect(checkWork.isSmall?.({ ...base, context: { period: '2025', lastYear: emptyContent } })).toBe(true);
});
