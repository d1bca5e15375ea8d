import { checkDraft, draftRules } from '@domain/checks';
import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { ReportContent } from '@domain/review/content';
import { type Figure, percentile } from './figure';
import { sampleReport } from './report-text';

const rounds = 30;

function time(action: () => void): number {
  const started = performance.now();
  action();
  return performance.now() - started;
}

/** 20,000 characters over the four required sections, with defects of several kinds strewn in. */
function draftOf(length: number): ReportContent {
  const share = length / 4;
  const defects = '深入学习XX精神，D建工作提高3.1.2%，健全的的机制，开展“读书活动，';
  const body = (seed: number) => defects + sampleReport(seed, share - defects.length);
  const sections = ['work', 'issues', 'causes', 'plan'].map((key, index) => ({ key, body: body(index + 1) }));
  return { sections, indicators: { theme_days: 12, lectures: 4 }, problems: [], unplaced: '' };
}

/** Draft checks of 20,000 characters, against one pass of a regular expression over the same text. */
export async function run(): Promise<Figure[]> {
  const content = draftOf(20_000);
  const check = () => checkDraft({ content, template: branchAnnualTemplate, context: { period: '2025' } });
  const first = time(check);
  const durations = Array.from({ length: rounds }, () => time(check));
  const text = content.sections.map(({ body }) => body).join('\n');
  const pass = () => text.match(/[\p{Script=Han}]{1,20}[，。]/gu);
  pass();
  const floors = Array.from({ length: rounds }, () => time(pass));
  const value = Number(percentile(durations, 0.5).toFixed(2));
  return [
    {
      bench: 'checks',
      figure: 'checks_20k_ms',
      value,
      unit: 'ms',
      floor: Number(percentile(floors, 0.5).toFixed(2)),
      goal: 50,
      conditions: {
        rules: draftRules.length,
        characters: text.length,
        findings: check().length,
        rounds,
        firstRunMs: Number(first.toFixed(1)),
        floor: 'one regular expression over the same text',
      },
    },
  ];
}
