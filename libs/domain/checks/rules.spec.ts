import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { checkDraft } from './check-draft';
import type { RuleExample } from './draft-rule';
import { draftRules } from './registry';
import { exampleReport, soundReport } from './sample-report';

function rulesFired(example: RuleExample): string[] {
  const { content, template, lastYear, ledger } = exampleReport(example);
  return checkDraft({ content, template, context: { period: '2025', lastYear, ledger } }).map(
    (finding) => finding.rule,
  );
}

describe('the draft rules', () => {
  it('find nothing in a sound report', () => {
    expect(
      checkDraft({ content: soundReport, template: branchAnnualTemplate, context: { period: '2025' } }),
    ).toEqual([]);
  });

  it('have ids of their own', () => {
    expect(new Set(draftRules.map((rule) => rule.id)).size).toBe(draftRules.length);
  });

  it('stop submitting by default only for what design 1.7 and 8.1 name', () => {
    expect(draftRules.filter((rule) => rule.severity === 'error').map((rule) => rule.id)).toEqual([
      'required-missing',
      'too-short',
      'too-long',
      'indicator-limits',
      'cross-field',
      'item-unaccounted',
    ]);
  });

  describe.each(draftRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    it('fires on its example', () => {
      expect(rulesFired(rule.fires)).toContain(id);
    });

    it('is silent on its counter-example', () => {
      expect(rulesFired(rule.silent)).not.toContain(id);
    });

    it('explains itself in Chinese', () => {
      expect(rule.explanation).toMatch(/^[^a-z]{10,}。$/);
    });
  });
});
