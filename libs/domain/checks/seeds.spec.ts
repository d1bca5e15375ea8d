import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { LedgerFacts } from '../ledger/listed-item';
import { checkDraft } from './check-draft';
import { sampleLedger } from './sample-ledger';
import { soundReport } from './sample-report';

const folder = resolve(__dirname, '../../../../shared/seeds');

type Expected = Array<[rule: string, quote: string | RegExp]>;

/**
 * What the checks must find in the documents that this product was designed from, and nothing else:
 * the lists are complete. All use half-width commas between full-width full stops, found once a text.
 */
const reports: Array<{ name: string; seed: string; part?: number; period: string; expected: Expected }> = [
  {
    name: '000: breaks off in the middle of a sentence',
    seed: '000',
    period: '2025',
    expected: [
      ['unfinished-text', /没有找到$/],
      ['contents-mismatch', '三、精准施策'],
    ],
  },
  {
    name: '001: an unnumbered list where 三 should stand',
    seed: '001',
    period: '2025',
    expected: [
      ['heading-number', '1.'],
      ['mistyping', '(2)是'],
      ['mixed-punctuation', '|'],
    ],
  },
  {
    name: '002, first: words cut out, a line broken in a sentence',
    seed: '002',
    part: 1,
    period: '2023',
    expected: [
      ['unfinished-text', /发展观$/],
      ['placeholder', '“”'],
      ['placeholder', 'xx'],
      ['mistyping', '发挥的好'],
    ],
  },
  {
    name: '002, second: placeholders, eight titles announced as seven, a stray mark',
    seed: '002',
    part: 2,
    period: '2023',
    expected: [
      ['placeholder', '20xx'],
      ['placeholder', 'xx'],
      ['placeholder', '___'],
      ['placeholder', '20xx-20xx'],
      ['announced-count', '等7项'],
      ['mistyping', '及及'],
      ['mistyping', '查摆处'],
      ['mixed-punctuation', /“、/],
    ],
  },
  {
    name: '002, third: placeholders and a bracket never closed',
    seed: '002',
    part: 3,
    period: '2023',
    expected: [
      ['placeholder', '20xx'],
      ['placeholder', 'xx'],
      ['mistyping', /^至少.*以上$/],
      ['mistyping', '召'],
      ['unbalanced-marks', /^\(自查/],
    ],
  },
  {
    name: '002, fourth: masked place names, words cut out, a line broken in a sentence',
    seed: '002',
    part: 4,
    period: '2023',
    expected: [
      ['unfinished-text', /教职工的$/],
      ['unfinished-text', /bbq$/],
      ['placeholder', '__'],
      ['two-digit-year', '01'],
      ['two-digit-year', '05'],
      ['mistyping', '研研'],
      ['mistyping', '律已'],
      ['mistyping', '其它'],
      ['mistyping', '在中,'],
      ['mistyping', '中,'],
      ['unbalanced-marks', /^'/],
    ],
  },
  {
    name: '002, fifth: with the website’s list of further samples',
    seed: '002',
    part: 5,
    period: '2023',
    expected: [
      ['unfinished-text', /积极开$/],
      ['placeholder', '___'],
      ['placeholder', '______'],
      ['placeholder', '“”'],
      ['placeholder', '20xx'],
      ['repeated-text', /^学校党务工作者述职报告一年来/],
      ['repeated-text', /^20xx年度/],
      ['mistyping', '执行的不好'],
      ['mistyping', '象'],
      ['mistyping', '认真的'],
      ['mistyping', '不公正的'],
      ['mistyping', '随心所欲的'],
      ['mistyping', '自觉自愿的'],
      ['mistyping', '尽努力'],
      ['unbalanced-marks', /^《/],
      ['unbalanced-marks', /^《/],
    ],
  },
  {
    name: '003: masked words and names, a malformed number, a year that is not the cycle’s',
    seed: '003',
    period: '2022',
    expected: [
      ['placeholder', 'XX'],
      ['masked-word', 'D建'],
      ['wrong-year', '2023'],
      ['malformed-number', '23.3.1%'],
      ['rate-mismatch', /%$/],
      ['mistyping', '的的'],
      ['mistyping', '事物'],
      ['mistyping', '抓的不够'],
      ['mistyping', '第一首要'],
      ['mistyping', '优党'],
      ['mistyping', '荣获市教工委评为'],
    ],
  },
];

function readSeed(seed: string, part?: number): string {
  const file = readdirSync(folder).find((name) => name.startsWith(seed)) ?? '';
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r', '');
  return part === undefined ? text : (text.split(/\n(?=第\d篇)/)[part] ?? '');
}

/** The figures that seed 001 states. */
const indicators = { theme_days: 12, lectures: 5, branch_meetings: 12, member_meetings: 6 };

function findings(
  text: string,
  period: string,
  changed: Record<string, number> = {},
  ledger: LedgerFacts | null = null,
) {
  const sections = soundReport.sections.map(({ key, body }) => ({ key, body: key === 'work' ? text : body }));
  const content = { ...soundReport, sections, indicators: { ...indicators, ...changed } };
  return checkDraft({ content, template: branchAnnualTemplate, context: { period, ledger } });
}

if (existsSync(folder)) {
  describe('the seeds', () => {
    it.each(reports)('$name', ({ seed, part, period, expected }) => {
      const found = findings(readSeed(seed, part), period);
      const halfWidth = found.filter(
        ({ rule, message }) => rule === 'mixed-punctuation' && message.includes('处半角'),
      );
      expect(halfWidth).toHaveLength(1);
      const others = found.filter((finding) => !halfWidth.includes(finding));
      expect(others.map(({ rule, quote }) => [rule, quote])).toEqual(
        expected.map(([rule, quote]) => [
          rule,
          typeof quote === 'string' ? quote : expect.stringMatching(quote),
        ]),
      );
    });

    it('000: claims that everything is put right, which is found while an item is open', () => {
      const claims = (state: 'open' | 'closed') =>
        findings(readSeed('000'), '2025', {}, sampleLedger({ state }))
          .filter(({ rule }) => rule === 'all-done-claimed')
          .map(({ quote }) => quote);
      expect(claims('open')).toEqual(['已全部整改到位']);
      expect(claims('closed')).toEqual([]);
    });

    it('001: compares its figures with the table', () => {
      const found = findings(readSeed('001'), '2025', { theme_days: 10, lectures: 4 });
      expect(found.filter(({ rule }) => rule === 'figure-mismatch').map(({ quote }) => quote)).toEqual([
        '主题党日12次',
        '书记党课5次',
      ]);
    });

    it('001: says which heading is missing', () => {
      const [finding] = findings(readSeed('001'), '2025').filter(({ rule }) => rule === 'heading-number');
      expect(finding?.message).toContain('上一级标题“三、”');
    });
  });
} else {
  it('does not check the seeds: ../shared/seeds is not on this machine', () => {
    process.stderr.write('seeds.spec: ../shared/seeds is not there; its cases were not run\n');
  });
}
