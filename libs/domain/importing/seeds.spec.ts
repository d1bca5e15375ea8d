import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { coverageFaults } from './coverage';
import type { DropCode, ImportProposal } from './proposal';
import { proposeImport } from './propose-import';

const folder = resolve(__dirname, '../../../../shared/seeds');

interface Expected {
  seed: string;
  /** Report and section, in order. */
  sections: string[];
  /** How often each level and family of number comes in the outline. */
  outline: Record<string, number>;
  indicators: Record<string, number>;
  /** Some figures that no indicator asks for, as `60场`. */
  others: string[];
  /** Per problem, in order: P alone, or with its cause C and measure M. */
  problems: string[];
  dropped: DropCode[];
}

/** What the importer makes of the documents that this product was designed from. */
const expectations: Expected[] = [
  {
    seed: '000',
    sections: ['1 work', '1 issues', '1 causes'],
    outline: { '1 comma': 2, '2 paren': 5, '3 ordinal': 14 },
    indicators: { problems_found: 13, measures_total: 40 },
    others: ['60场', '30场次', '15次', '100次', '1500条余'],
    problems: ['PC', 'PC', 'P', 'P'],
    dropped: ['contents'],
  },
  {
    seed: '001',
    sections: ['1 work', '1 issues', '1 causes', '1 plan'],
    outline: { '1 comma': 2, '2 dot': 9, '3 digitParen': 26, '4 ordinal': 2 },
    indicators: {
      theme_days: 12,
      lectures: 5,
      branch_meetings: 12,
      member_meetings: 6,
      demo_lessons: 41,
      special_talks: 20,
      full_members: 1,
    },
    others: ['3人'],
    problems: ['PCM', 'PCM', 'PCM'],
    dropped: ['ornament'],
  },
  {
    seed: '002',
    sections: [
      '1 work',
      '1 issues',
      '2 work',
      '2 issues',
      '2 plan',
      '3 work',
      '4 work',
      '4 issues',
      '4 plan',
      '5 work',
      '5 issues',
      '5 plan',
    ],
    outline: { '0 none': 5, '1 comma': 25, '2 dot': 42, '2 circled': 6, '2 ordinal': 1, '3 ordinal': 9 },
    indicators: { applications: 2 },
    others: ['10次余', '18项', '7项', '10项余', '50名近', '44幅', '30000册多', '148人', '10名'],
    problems: ['P', 'PM', 'P', 'P', 'P', 'PM', 'PM', 'PM', 'PM', 'PM', 'P'],
    dropped: ['collection_title', 'navigation', 'promotion', 'publication', 'related', 'repetition'],
  },
  {
    seed: '003',
    sections: ['1 work', '1 issues', '1 causes', '1 plan'],
    outline: { '1 comma': 3, '2 ordinal': 4, '2 paren': 3, '2 none': 1, '2 dot': 4, '3 ordinal': 3 },
    indicators: { full_members: 7, funds: 75.9, applications: 33, activists: 40 },
    others: ['2次', '6名', '50名各', '11个', '470人', '3所', '24.5%', '3780个'],
    problems: ['PCM', 'PCM', 'PCM'],
    dropped: ['promotion', 'related'],
  },
];

const families: Array<[string, RegExp]> = [
  ['comma', /^[一二三四五六七八九十]+ ?[、.]$/],
  ['paren', /^\([一二三四五六七八九十]+\)$/],
  ['dot', /^(?:\d+[.、]|[\u2488-\u249B])$/],
  ['digitParen', /^\(\d+\)$/],
  ['circled', /^[\u2460-\u2473]$/],
  ['ordinal', /是$/],
];

function outlineCounts(proposal: ImportProposal): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { level, marker } of proposal.outline) {
    const family = families.find(([, expression]) => expression.test(marker))?.[0] ?? 'none';
    counts[`${level} ${family}`] = (counts[`${level} ${family}`] ?? 0) + 1;
  }
  return counts;
}

if (existsSync(folder)) {
  describe('proposeImport on the seeds', () => {
    it.each(expectations)('$seed', (expected) => {
      const file = readdirSync(folder).find((name) => name.startsWith(expected.seed));
      const text = readFileSync(join(folder, file ?? ''), 'utf8');
      const proposal = proposeImport(text, branchAnnualTemplate);
      expect(coverageFaults(text, proposal)).toEqual({ lost: [], doubled: [] });
      expect(proposal.sections.map(({ report, key }) => `${report} ${key}`)).toEqual(expected.sections);
      expect(outlineCounts(proposal)).toEqual(expected.outline);
      const keyed = proposal.indicators.filter(({ key }) => key !== null);
      expect(Object.fromEntries(keyed.map(({ key, value }) => [key!, value]))).toEqual(expected.indicators);
      const others = proposal.indicators.filter(({ key }) => key === null);
      expect(others.map(({ value, unit, qualifier }) => `${value}${unit}${qualifier ?? ''}`)).toEqual(
        expect.arrayContaining(expected.others),
      );
      const problems = proposal.problems.map(
        ({ cause, measure }) => `P${cause === undefined ? '' : 'C'}${measure === undefined ? '' : 'M'}`,
      );
      expect(problems).toEqual(expected.problems);
      const dropped = [...new Set(proposal.dropped.map(({ code }) => code))].sort();
      expect(dropped).toEqual(expected.dropped);
    });
  });
} else {
  it('does not import the seeds: ../shared/seeds is not on this machine', () => {
    console.warn('importing/seeds.spec: ../shared/seeds is not there; its cases were not run');
  });
}
