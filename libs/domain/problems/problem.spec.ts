import { isProblem, problem, problemCatalogue } from './index';

describe('the catalogue of problems', () => {
  it('gives every problem a status, Chinese and English', () => {
    for (const [code, entry] of Object.entries(problemCatalogue)) {
      expect(code).toMatch(/^[a-z][a-z_]+$/);
      expect(entry.status).toBeGreaterThanOrEqual(400);
      expect(entry.title).toMatch(/[\u4e00-\u9fff]/);
      expect(entry.english.length).toBeGreaterThan(3);
    }
  });

  it('fills parameters into both languages', () => {
    const thrown = problem('stale_version', { expected: 3, actual: 4 }, { state: { version: 4 } });
    expect(isProblem(thrown)).toBe(true);
    expect(thrown.status).toBe(412);
    expect(thrown.detail()).toContain('第4版');
    expect(thrown.detail('en')).toBe('It was changed meanwhile: expected version 3, found 4.');
    expect(thrown.state).toEqual({ version: 4 });
  });
});
