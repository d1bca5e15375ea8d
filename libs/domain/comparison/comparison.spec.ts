import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { ProblemItem, ReportContent } from '../review/content';
import { applyComparison, type ContentComparison, compareContents } from '.';
import { DiffBudget, markWords, segmentWords } from './word-diff';

const empty: ReportContent = { sections: [], indicators: {}, problems: [], unplaced: '' };

function work(body: string): ReportContent {
  return { ...empty, sections: [{ key: 'work', body }] };
}

function compare(a: ReportContent, b: ReportContent): ContentComparison {
  return compareContents(a, b, branchAnnualTemplate);
}

const first = '一是抓学习。每月组织一次集中研讨，党员轮流领学。';
const second = '二是抓服务。到新苗社区开展志愿服务，帮助老人三十余人次。';
const third = '三是抓阵地。更新展板内容，整理活动档案。';

describe('compareContents', () => {
  it('is empty for equal contents', () => {
    const content = { ...work(`${first}\n${second}`), indicators: { theme_days: 12 }, unplaced: '甲' };
    expect(compare(content, structuredClone(content))).toEqual({
      equal: true,
      sections: [],
      indicators: [],
      problems: [],
      unplaced: null,
    });
  });

  it('marks the words that changed, between paragraphs that did not', () => {
    const { sections } = compare(
      work([first, second, third].join('\n')),
      work([first, second.replace('三十', '五十'), third].join('\n')),
    );
    expect(sections).toEqual([
      {
        key: 'work',
        title: '主要工作完成情况',
        change: 'change',
        paragraphs: [
          { change: 'same', a: 0, b: 0, text: first },
          {
            change: 'change',
            a: 1,
            b: 1,
            words: [
              { change: 'same', text: expect.stringMatching(/老人$/) as string },
              { change: 'delete', text: expect.stringContaining('三十') as string },
              { change: 'insert', text: expect.stringContaining('五十') as string },
              { change: 'same', text: expect.stringMatching(/人次。$/) as string },
            ],
          },
          { change: 'same', a: 2, b: 2, text: third },
        ],
      },
    ]);
  });

  it('says which paragraphs came and went', () => {
    const [section] = compare(work([first, second].join('\n')), work([first, third].join('\n'))).sections;
    expect(section?.paragraphs.map(({ change }) => change)).toEqual(['same', 'delete', 'insert']);
  });

  it('recognises a paragraph that moved inside its section', () => {
    const [section] = compare(
      work([first, second, third].join('\n')),
      work([third, first, second].join('\n')),
    ).sections;
    expect(section?.paragraphs).toEqual([
      { change: 'moved_here', b: 0, text: third, move: 1 },
      { change: 'same', a: 0, b: 1, text: first },
      { change: 'same', a: 1, b: 2, text: second },
      { change: 'moved_away', a: 2, text: third, move: 1 },
    ]);
  });

  it('recognises a paragraph that moved to another section and was reworded', () => {
    const a = {
      ...empty,
      sections: [
        { key: 'work', body: `${first}\n${second}` },
        { key: 'plan', body: third },
      ],
    };
    const b = {
      ...empty,
      sections: [
        { key: 'work', body: first },
        { key: 'plan', body: `${third}\n${second.replace('三十', '五十')}` },
      ],
    };
    const [from, to] = compare(a, b).sections.map(({ paragraphs }) => paragraphs.at(-1));
    expect(from).toMatchObject({ change: 'moved_away', a: 1, text: second, move: 1 });
    expect(to).toMatchObject({ change: 'moved_here', b: 1, move: 1 });
    expect(
      to &&
        'words' in to &&
        to.words?.some(({ change, text }) => change === 'insert' && text.includes('五十')),
    ).toBe(true);
  });

  it('tells added and removed sections from changed ones', () => {
    const changes = compare(work(first), { ...empty, sections: [{ key: 'outlook', body: '' }] }).sections;
    expect(changes.map(({ key, change }) => [key, change])).toEqual([
      ['work', 'delete'],
      ['outlook', 'insert'],
    ]);
  });

  it('compares indicators as numbers, missing not being zero', () => {
    const a = { ...empty, indicators: { theme_days: 12, funds: 75.9, lectures: 0, full_members: 3 } };
    const b = { ...empty, indicators: { theme_days: 12, funds: 76.1, activists: 0, lectures: 2 } };
    expect(compare(a, b).indicators).toEqual([
      { key: 'lectures', name: '书记党课', unit: '次', before: 0, after: 2, difference: 2 },
      { key: 'full_members', name: '转正预备党员', unit: '人', before: 3, after: null, difference: null },
      { key: 'activists', name: '入党积极分子', unit: '人', before: null, after: 0, difference: null },
      { key: 'funds', name: '阵地建设投入', unit: '万元', before: 75.9, after: 76.1, difference: 0.2 },
    ]);
  });

  it('matches problems by id, else by wording', () => {
    const kept: ProblemItem = {
      id: '1',
      problem: '理论学习不够深入',
      measure: '每月交流',
      dueOn: '2026-03-31',
    };
    const lastYears: ProblemItem = {
      id: '2',
      problem: '品牌提炼不够，特色不明显',
      measure: '年底前形成方案',
    };
    const gone: ProblemItem = { id: '3', problem: '档案整理不及时' };
    const added: ProblemItem = { id: '9', problem: '青年党员比例偏低' };
    const a = { ...empty, problems: [kept, gone, lastYears] };
    const b = { ...empty, problems: [{ ...kept, dueOn: '2026-06-30' }, { ...lastYears, id: '8' }, added] };
    expect(compare(a, b).problems).toEqual([
      {
        change: 'change',
        from: 0,
        to: 0,
        problem: b.problems[0],
        fields: [{ field: 'dueOn', before: '2026-03-31', after: '2026-06-30' }],
      },
      { change: 'delete', from: 1, problem: gone },
      { change: 'change', from: 2, to: 1, problem: b.problems[1], fields: [] },
      { change: 'insert', to: 2, problem: added },
    ]);
  });

  describe('holds for any two contents:', () => {
    const sentence = fc.constantFrom(
      '学习有收获。',
      '服务见实效；',
      '活动按时开展，',
      '党员𠮷同志带头',
      '',
      'A1 b2',
      '共12次。',
      '\u200b',
    );
    const line = fc.array(sentence, { maxLength: 6 }).map((parts) => parts.join(''));
    const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
    const problem = fc.record(
      {
        id: fc.constantFrom('1', '2', '3', '4', '5'),
        problem: line,
        cause: line,
        person: fc.constantFrom('周敏', '陈立'),
      },
      { requiredKeys: ['id', 'problem'] },
    );
    const content: fc.Arbitrary<ReportContent> = fc.record({
      sections: fc.uniqueArray(fc.record({ key: fc.constantFrom('work', 'plan', 'outlook', 'x'), body }), {
        selector: ({ key }) => key,
      }),
      indicators: fc.dictionary(fc.constantFrom('theme_days', 'funds', 'y'), fc.integer({ min: 0, max: 3 }), {
        noNullPrototype: true,
      }),
      problems: fc.uniqueArray(problem, { selector: ({ id }) => id, maxLength: 5 }),
      unplaced: body,
    });
    const byKey = ({ sections, ...rest }: ReportContent) => ({
      ...rest,
      sections: new Map(sections.map(({ key, body: text }) => [key, text])),
    });

    it('applying the comparison to the old gives the new', () => {
      fc.assert(
        fc.property(content, content, (a, b) =>
          expect(byKey(applyComparison(a, compare(a, b)))).toEqual(byKey(b)),
        ),
        { numRuns: 500 },
      );
    });

    it('nothing of the old is left out', () => {
      fc.assert(
        fc.property(body, body, (a, b) => {
          const [section] = compare(work(a), work(b)).sections;
          const old = section?.paragraphs.flatMap((paragraph) => {
            if (paragraph.change === 'change')
              return paragraph.words.map(({ change, text }) => (change === 'insert' ? '' : text)).join('');
            return paragraph.change === 'insert' || paragraph.change === 'moved_here' ? [] : paragraph.text;
          });
          expect(old?.join('\n') ?? a).toBe(a);
        }),
        { numRuns: 300 },
      );
    });

    it('equal contents have no differences', () => {
      fc.assert(fc.property(content, (a) => compare(a, structuredClone(a)).equal));
    });
  });

  it('stays bounded for 60,000 characters, however different', () => {
    const paragraph = (n: number, word: string) =>
      `第${n}项${word}工作按时开展，${'组织党员教师学习讨论，'.repeat(12)}成效较好。`;
    const long = (word: string, count: number) =>
      Array.from({ length: count }, (_, n) => paragraph(n, word)).join('\n');
    const scrambled = [...long('甲', 400)].map((_, at, all) => all[(at * 7919) % all.length]).join('');
    const cases: Array<[string, string]> = [
      [long('甲', 400), long('乙', 400)],
      [long('甲', 400), long('甲', 400).split('\n').reverse().join('\n')],
      [long('甲', 400), scrambled],
      [long('甲', 400).replaceAll('\n', ''), long('乙', 400).replaceAll('\n', '')],
      [long('甲', 400), ''],
      ['学\n'.repeat(30_000), '习\n'.repeat(30_000)],
    ];
    for (const [a, b] of cases) {
      const started = process.cpuUsage();
      expect(compare(work(a), work(b)).equal).toBe(false);
      // Not how fast, but that it is not quadratic; the processor's time, for others may use it too.
      expect(process.cpuUsage(started).user).toBeLessThan(20_000_000);
      expect(applyComparison(work(a), compare(work(a), work(b)))).toEqual(work(b));
    }
  });
});

describe('markWords', () => {
  it('replaces a text that has next to nothing in common', () => {
    expect(markWords('甲乙丙丁', '春夏秋冬', new DiffBudget())).toEqual([
      { change: 'delete', text: '甲乙丙丁' },
      { change: 'insert', text: '春夏秋冬' },
    ]);
  });

  it('stops marking words, but loses nothing, when its budget is used up', () => {
    const marked = markWords('开展活动12次。结束', '开展活动10次。结束', new DiffBudget(0));
    expect(marked.map(({ change }) => change)).toEqual(['delete', 'insert', 'same']);
  });

  it('cuts words with and without a segmenter', () => {
    expect(segmentWords('党员12次𠮷').join('')).toBe('党员12次𠮷');
    expect(segmentWords('党员12次\n𠮷', null)).toEqual(['党', '员', '12', '次', '\n', '𠮷']);
  });
});
