import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { emptyContent } from '@domain/review';
import { comparisonWork, mostPieces } from './comparison-work';

describe('comparing beside the server', () => {
  const lines = (count: number) => ({
    before: emptyContent,
    after: { ...emptyContent, sections: [{ key: 'work', body: '甲\n'.repeat(count) }] },
    template: branchAnnualTemplate,
  });

  it('tells every difference of what somebody might look through', async () => {
    const found = await comparisonWork.perform(lines(500));
    expect(found.sections[0]?.paragraphs).toHaveLength(501);
  });

  it('refuses an answer that the server could not write without everybody waiting', () => {
    expect(() => comparisonWork.perform(lines(mostPieces))).toThrow(
      expect.objectContaining({ code: 'too_costly' }),
    );
  });
});
