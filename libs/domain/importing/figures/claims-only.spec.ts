import fc from 'fast-check';
import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { readView } from '../../text/text-view';
import type { Piece } from '../sections/section-mapper';
import { SectionMatcher } from '../sections/section-matcher';
import { readLines } from '../structure/unit';
import { type FigureOptions, readAllFigures } from './indicator-finder';

const { indicators, sections } = branchAnnualTemplate;
const words = [
  ...indicators.flatMap(({ name, aliases }) => [name, ...aliases]),
  ...['查摆出', '反馈的', '梳理', '问题', '突出问题', '整改完成率', '完成率85%(17/20)', '参加率', '率'],
  ...['3个', '12次', '18条', '15人', '2.5万元', '由2名', '增加到6名', '1/4', '近20次', '30余名', '七八次'],
  ...['全年', '共计', '上半年', '2024年', '今年', '已完成', '书记带头讲', '其中', '计划', '的', '了', '开展'],
  ...['，', '；', '。', '！', '\n', '\t', ' '],
];
const target: Piece['target'] = { type: 'section', key: 'work', heading: false, confidence: 1 };

function claimsOf(text: string, options: FigureOptions) {
  const view = readView(text);
  const pieces = readLines(view.text).units.map(({ from, to }): Piece => ({ from, to, report: 1, target }));
  return readAllFigures(view, pieces, indicators, new SectionMatcher(sections), options);
}

describe('reading claims alone', () => {
  it('finds the same claims as reading every sentence, and nothing else', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const whole = claimsOf(text, { year: 2025 });
        const alone = claimsOf(text, { year: 2025, claimsOnly: true });
        expect(alone).toEqual({ claims: whole.claims, others: [] });
        seen += whole.claims.length;
      }),
      { numRuns: 1500 },
    );
    expect(seen).toBeGreaterThan(500);
  });
});
