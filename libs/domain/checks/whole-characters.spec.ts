import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { checkDraft } from '.';

/** What rules look for, beside characters that take two code units: wherever a finding begins or ends, none is halved. */
const pieces = [
  '（',
  '。',
  '，',
  '：',
  '“',
  '”',
  ',',
  '!',
  '我',
  '𠮷',
  '𪚥',
  '😀',
  '1次',
  '12',
  '甲',
  '\n',
  '一是',
  '三点：',
  'XX',
  'x',
  '×',
  '党支部',
  '2025年',
];
const texts = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 })
  .map((parts) => parts.join(''));

it('no finding halves a character, in its message, its quotation or its places', () => {
  fc.assert(
    fc.property(texts, fc.nat(60), (text, before) => {
      const body = '我'.repeat(before) + text;
      const sections = ['work', 'issues', 'causes', 'plan'].map((key) => ({ key, body }));
      const content = {
        sections,
        indicators: { theme_days: 12 },
        problems: [{ id: 'a', problem: body }],
        unplaced: body,
      };
      const findings = checkDraft({ content, template: branchAnnualTemplate, context: { period: '2026' } });
      expect(JSON.stringify(findings)).not.toMatch(/\\ud[89a-f]/i);
    }),
    { numRuns: 400 },
  );
});
