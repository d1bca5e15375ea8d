import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { TemplateDefinition } from '../cycle/template-definition';
import { coverageFaults } from './coverage';
import { contentOfProposal } from './proposal-content';
import { maxImportLength, proposeImport } from './propose-import';
import { importSamples } from './samples';

/** How much of the greatest length the monotonous texts have; `linear-time.spec.ts` looks at the time that they take. */
const share = 0.05;

const marker = fc.constantFrom(
  ...'一、|二.|三 |（一）|(二)|1.|2、|３．|⒈|（1）|(2)|3)|①|②|一是|二是|第一，|其二，|首先，|第1篇 |篇二：|第一部分 |【|## |目录|'.split(
    '|',
  ),
);
const wording = fc.constantFrom(
  ...'主要工作完成情况|存在的问题和原因|原因剖析|下一步打算|展望未来|抓实主责，建强队伍|问题清单|某校党支部工作总结|加强学习'.split(
    '|',
  ),
);
const prose = fc.constantFrom(
  ...importSamples.flatMap(({ text }) => text.split(/(?<=[。\n])/)).filter((line) => line.trim() !== ''),
);
const noise = fc.constantFrom(
  ...'当前位置：首页 > 总结|推荐阅读：|上一篇：无|[更多]|----|2025年12月|特此报告。|\t|　　|𠮷|😀|\u200F|\uFEFF|\u200B|X|12|次|，|。|“|”|（|）|...|……'.split(
    '|',
  ),
);
const separator = fc.constantFrom('', '', ' ', '\n', '\n\n', '\r\n', '\v', '\u3000');
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(marker, wording, separator).map((parts) => parts.join('')) },
  { weight: 4, arbitrary: fc.tuple(prose, separator).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.tuple(noise, separator).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/\0/.test(text)) },
);
const document = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const withoutBlanks = (text: string) => text.replace(/[ \t\n\r\v\f\u00A0\u2028\u2029\u3000]/g, '');
const otherTemplate: TemplateDefinition = {
  ...branchAnnualTemplate,
  sections: [
    { key: 'all', title: '情况综述', guidance: '', required: true, minLength: 0, maxLength: 9, aliases: [] },
    {
      key: 'gaps',
      title: '问题及原因',
      guidance: '',
      required: true,
      minLength: 0,
      maxLength: 9,
      aliases: [],
    },
  ],
};

describe('proposeImport on any text', () => {
  it.each([
    ['branch-annual', branchAnnualTemplate],
    ['a template of other sections', otherTemplate],
    ['a template without sections', { ...branchAnnualTemplate, sections: [] }],
  ])('loses no character and gives none away twice: %s', (_, template) => {
    fc.assert(
      fc.property(document, (text) => {
        const proposal = proposeImport(text, template, { year: 2025 });
        expect(coverageFaults(text, proposal)).toEqual({ lost: [], doubled: [] });
        for (const { heading, body, spans } of proposal.sections) {
          const held = spans.map(([from, to]) => text.slice(from, to)).join('');
          expect([...withoutBlanks(heading + body)].sort()).toEqual([...withoutBlanks(held)].sort());
        }
        for (const { text: shown, spans } of [...proposal.unplaced, ...proposal.dropped]) {
          const held = spans.map(([from, to]) => text.slice(from, to)).join('');
          expect(withoutBlanks(shown)).toBe(withoutBlanks(held));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('quotes what stands at its offsets, in order, and never half a character', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { indicators, outline, sections, unplaced } = proposeImport(text, branchAnnualTemplate);
        for (const { quote, offset } of indicators) {
          expect(text.slice(offset, offset + quote.length)).toBe(quote);
          expect(quote.isWellFormed()).toBe(true);
        }
        for (const { text: words, offset } of outline) {
          expect(text.slice(offset).includes(words)).toBe(true);
        }
        const offsets = outline.map((entry) => entry.offset);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        for (const { body } of [...sections, ...unplaced.map((entry) => ({ body: entry.text }))]) {
          if (text.isWellFormed()) expect(body.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('proposes at most one value for an indicator of a report, within the unit it is for', () => {
    fc.assert(
      fc.property(document, (text) => {
        const proposal = proposeImport(text, branchAnnualTemplate);
        const keyed = proposal.indicators.filter(({ key }) => key !== null);
        expect(new Set(keyed.map(({ key, report }) => `${report}/${key}`)).size).toBe(keyed.length);
        for (const { key, value, unit } of keyed) {
          const definition = branchAnnualTemplate.indicators.find((known) => known.key === key);
          expect(definition?.unit).toBe(unit);
          expect(definition?.aggregate.kind).not.toBe('rate');
          expect(value).toBeGreaterThanOrEqual(0);
        }
        const content = contentOfProposal(proposal, branchAnnualTemplate);
        expect(new Set(content.sections.map(({ key }) => key)).size).toBe(content.sections.length);
      }),
      { numRuns: 200 },
    );
  });

  it.each(
    Object.entries({
      digits: '1',
      groups: '1,111',
      points: '1.',
      brackets: '(',
      'bracketed numbers': '（一）',
      'inline headings': '。一、',
      circled: '①',
      ordinals: '。一是',
      figures: '主题党日12次，',
      lists: '主题党日、书记党课各',
      breadcrumbs: 'a > ',
      'short lines': '好\n',
      'numbered lines': '1.甲\n',
      labels: '原因：甲\n',
      'bare headings': '存在的问题\n',
      titles: '工作总结\n一、学习。\n',
      announcements: '第1篇 甲\n',
      contents: '一、工作……1\n',
      emoji: '😀𠮷',
      blanks: ' ',
    }),
  )('proposes a bounded number of things for any length of %s', (_, unit) => {
    const text = unit.repeat(Math.ceil((maxImportLength * share) / unit.length));
    const proposal = proposeImport(text, branchAnnualTemplate);
    expect(proposal.outline.length).toBeLessThanOrEqual(5000);
    expect(proposal.indicators.length).toBeLessThanOrEqual(600);
  });
});
