import { suggestedCode } from './template-definition';

describe('the code suggested for a template', () => {
  it('is one that no other has', () => {
    expect(suggestedCode([])).toBe('report-1');
    expect(suggestedCode(['branch-annual', 'report-3', 'report-4'])).toBe('report-5');
  });
});
