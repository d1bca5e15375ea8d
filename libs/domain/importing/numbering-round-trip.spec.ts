import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { coverageFaults } from './coverage';
import { proposeImport } from './propose-import';

const cn = ['一', '二', '三', '四', '五'];
const at = (first: number) => (index: number) => String.fromCharCode(first + index);

/** Every way of writing the number of a heading, the headings themselves included. */
const styles: Record<string, (index: number, title: string) => string> = {
  '一、': (index, title) => `${cn[index]}、${title}`,
  '一． ': (index, title) => `${cn[index]}．${title}`,
  '一 ': (index, title) => `${cn[index]}　${title}`,
  '（一）': (index, title) => `（${cn[index]}）${title}`,
  '(一)': (index, title) => `(${cn[index]})${title}`,
  '一）': (index, title) => `${cn[index]}）${title}`,
  '㈠': (index, title) => `${at(0x3220)(index)}${title}`,
  '壹、': (index, title) => `${'壹贰叁肆伍'.charAt(index)}、${title}`,
  '壹 · ': (index, title) => `${'壹贰叁肆伍'.charAt(index)} · ${title}`,
  '壹：': (index, title) => `${'壹贰叁肆伍'.charAt(index)}：${title}`,
  '一 · ': (index, title) => `${cn[index]} · ${title}`,
  '（A）': (index, title) => `（${'ABCDE'.charAt(index)}）${title}`,
  '(a)': (index, title) => `(${'abcde'.charAt(index)})${title}`,
  'a)': (index, title) => `${'abcde'.charAt(index)}) ${title}`,
  '（壹）': (index, title) => `（${'壹贰叁肆伍'.charAt(index)}）${title}`,
  '甲、': (index, title) => `${'甲乙丙丁戊'.charAt(index)}、${title}`,
  'A.': (index, title) => `${'ABCDE'.charAt(index)}. ${title}`,
  '1—': (index, title) => `${index + 1}—${title}`,
  'Ⅰ.': (index, title) => `${at(0x2160)(index)}.${title}`,
  'I.': (index, title) => `${['I', 'II', 'III', 'IV', 'V'][index]}. ${title}`,
  '1.': (index, title) => `${index + 1}.${title}`,
  '1、': (index, title) => `${index + 1}、${title}`,
  '１．': (index, title) => `${at(0xff11)(index)}．${title}`,
  '⒈': (index, title) => `${at(0x2488)(index)}${title}`,
  '（1）': (index, title) => `（${index + 1}）${title}`,
  '⑴': (index, title) => `${at(0x2474)(index)}${title}`,
  '1）': (index, title) => `${index + 1}）${title}`,
  '①': (index, title) => `${at(0x2460)(index)}${title}`,
  第一部分: (index, title) => `第${cn[index]}部分　${title}`,
  第1章: (index, title) => `第${index + 1}章 ${title}`,
  '01 ': (index, title) => `0${index + 1} ${title}`,
  Markdown: (index, title) => `## ${cn[index]}、${title}`,
  bold: (index, title) => `**${cn[index]}、${title}**`,
  'letter spacing': (index, title) => [...`${cn[index]}、${title}`].join(' '),
  '【】': (_, title) => `【${title}】`,
  none: (_, title) => title,
};

const sentence = fc
  .array(
    fc.constantFrom('支部', '党员', '认真学习原文', '按月走访家庭', '完善台账', '听取意见', '联系师生'),
    {
      minLength: 3,
      maxLength: 8,
    },
  )
  .map((words) => `${words.join('')}。`);
const paragraph = fc.array(sentence, { minLength: 2, maxLength: 4 }).map((sentences) => sentences.join(''));
const bodyOf = fc.array(paragraph, { minLength: 1, maxLength: 4 });
const { sections } = branchAnnualTemplate;

/** What stands below a first-rank heading: plain paragraphs, or numbered ones of another style. */
const inner: Record<string, (index: number) => string> = {
  plain: () => '',
  '（一）': (index) => `（${cn[index]}）`,
  '1.': (index) => `${index + 1}.`,
  '（1）': (index) => `（${index + 1}）`,
  '①': (index) => at(0x2460)(index),
  一是: (index) => `${cn[index]}是`,
};
/** First ranks under which a style does not stand: its own, and those that nobody puts above it. */
const families: Record<string, string[]> = {
  '（一）': ['（一）', '(一)', '一）', '㈠', '（1）', '⑴', '1）', '①'],
  '1.': ['1.', '1、', '１．', '⒈', '01 ', '（1）', '⑴', '1）', '①'],
  '（1）': ['（1）', '⑴', '1）', '①'],
  '①': ['①'],
};

describe.each(Object.entries(styles))('a report whose headings are numbered %s', (name, write) => {
  const below = Object.entries(inner).filter(([style]) => !families[style]?.includes(name));

  it('comes back the same', () => {
    fc.assert(
      fc.property(
        fc.tuple(...sections.map(() => bodyOf)),
        fc.constantFrom(...below),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        (bodies, [, number], end) => {
          const written = bodies.map((lines) => lines.map((line, index) => `${number(index)}${line}`));
          const text = sections
            .map(({ title }, index) => [write(index, title), ...written[index]!].join(end))
            .join(end);
          const proposal = proposeImport(text, branchAnnualTemplate, { year: 2026 });
          expect(coverageFaults(text, proposal)).toEqual({ lost: [], doubled: [] });
          const found = proposal.sections.map(({ key, body }) => [key, body.replace(/\s+/g, '\n')]);
          expect(found).toEqual(sections.map(({ key }, index) => [key, written[index]!.join('\n')]));
        },
      ),
      { numRuns: 25 },
    );
  });
});
