import { expectProportionalTime } from '@testing/proportional-time';
import fc from 'fast-check';
import { checkDraft, outlineFindings } from './checks';
import { compareContents } from './comparison';
import { branchAnnualTemplate } from './cycle/branch-annual-template';
import { proposeImport } from './importing';
import { findPassages } from './likeness';
import type { ProblemItem, ReportContent } from './review/content';
import { contentLimits } from './review/content-limits';

/**
 * How much of the greatest accepted length is tried; `LENGTH_SHARE=1 npm test -- linear-time` goes all the way. What grows
 * with the square of the length shows at a twenty-fifth too.
 */
const share = Number(process.env.LENGTH_SHARE ?? 0.04);

/** Texts made to be slow: repetition, nesting, one character, no breaks, announcements without lists, headings alone. */
const adversaries =
  'a|学|1|1,111|1.|（一）|。一、|。一是|主题党日、书记党课各|a > |😀𠮷|。|，| |学 |“|（|（“《|【|《甲》|“甲”|*|**|**甲**|`甲`|_|-|x|XX、|的的|党支部认真学习贯彻。|党支部认真学习贯彻|三点：①|主要有三：①|①|一是学习。|一、学习\n|（一）甲\n|1.甲\n|1.1甲\n|Ⅰ.甲\n|好\n|\n|一、工作……1\n|存在的问题\n|原因：甲\n|【问题】甲\n【原因】乙\n|甲；|主题党日12次，|共3人，其中5人，|由3次增加到5次，|3月、9月书记党课各1次，|自2021年以来|2023年，|1.2.3%，|整改完成率85%（17/20）|主题党日\t1\t2\n|\\|甲\\|1\\|\n|— 2 —\n|⼀|開展|工作总结\n一、学习。\n|第1篇 甲\n|全年支部围绕中心抓学习抓队伍抓服务组织党员教师走进社区开展志\n'
    .split(/(?<!\\)\|/)
    .map((unit) => unit.replaceAll('\\|', '|'));

function contentOf(text: string, problems: ProblemItem[] = []): ReportContent {
  const sections = ['work', 'issues', 'causes', 'plan'].map((key) => ({ key, body: text }));
  return { sections, indicators: { theme_days: 12, lectures: 3, funds: 1 }, problems, unplaced: '' };
}

function rows(text: string, end: string): ProblemItem[] {
  return Array.from({ length: 100 }, (_, index) => ({
    id: `${end}${index}`,
    problem: end + text.slice(1),
    cause: text.slice(0, -1) + end,
    measure: text,
  }));
}

const context = { period: '2026' };
const template = branchAnnualTemplate;
const changed = (text: string) => `${text.slice(0, text.length / 2)}改${text.slice(text.length / 2 + 3)}末`;

/** Each with the greatest length of the text that it is given. */
const readers: Array<[name: string, greatest: number, read: (text: string) => unknown]> = [
  ['import', 1_000_000, (text) => proposeImport(text, template, { year: 2026 })],
  [
    'checks of sections',
    contentLimits.section,
    (text) => checkDraft({ content: contentOf(text), template, context }),
  ],
  ['checks of numbering in an imported text', 1_000_000, outlineFindings],
  [
    'checks of long problems beside long sections',
    contentLimits.problemField,
    (text) => checkDraft({ content: contentOf(text.repeat(20), rows(text, '乙')), template, context }),
  ],
  [
    'comparison of sections',
    contentLimits.section,
    (text) => compareContents(contentOf(text), contentOf(changed(text)), template),
  ],
  [
    'comparison of a text with itself turned round',
    contentLimits.section,
    (text) => compareContents(contentOf(text), contentOf([...text].reverse().join('')), template),
  ],
  [
    'comparison of long problems',
    contentLimits.problemField,
    (text) => compareContents(contentOf('', rows(text, '甲')), contentOf('', rows(text, '乙')), template),
  ],
  ['likeness', contentLimits.section * 4, (text) => findPassages(text, `${text.slice(5)}乙${text}`)],
];

describe.each(readers)('%s', (_, greatest, read) => {
  const length = Math.round(greatest * share);

  const expectProportion = (unit: string) => expectProportionalTime(read, unit, length);

  it('takes time in proportion to the length of texts made to be slow', () => {
    read('一、学习。');
    for (const unit of adversaries) expectProportion(unit);
  }, 300_000);

  it('and of any two or three of them in turn', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...adversaries), { minLength: 2, maxLength: 3 }), (units) => {
        expectProportion(units.join(''));
      }),
      { numRuns: 4 },
    );
  }, 300_000);
});
