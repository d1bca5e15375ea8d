import fc from 'fast-check';
import { foldText } from './fold';
import { readView } from './text-view';

describe('a text as it is read', () => {
  it.each([
    ['widths', '１２次，（一）', '12次,(一)'],
    ['traditional characters', '開展主題黨日', '开展主题党日'],
    ['radicals and compatibility forms', '⼀、⽀部⼈数⻓期', '一、支部人数长期'],
    ['letter spacing', '主 要 不 足 1 5 次', '主要不足15次'],
    ['blanks between words', '张三 李四 王五', '张三 李四 王五'],
    ['columns of a table', '甲  乙    丙', '甲  乙    丙'],
    ['bold marks', '收到**4**份', '收到4份'],
    ['stars that stand for something', '某**学校', '某**学校'],
    ['stars that stand for words, twice', '以***思想为指导，落实“**”要求', '以***思想为指导,落实“**”要求'],
    ['a number parted from its unit', '召开支委会\n11次。', '召开支委会11次。'],
    ['a unit parted from its number', '书记党课4\n次。', '书记党课4次。'],
    ['paragraphs', '工作情况\n二、存在的问题\n学习不够。', '工作情况\n二、存在的问题\n学习不够。'],
    ['characters that simplified texts use', '显著乾坤', '显著乾坤'],
  ])('%s', (_, source, text) => {
    expect(readView(source).text).toBe(text);
  });

  it('joins the lines into which a PDF broke its paragraphs', () => {
    const lines = [
      '一、主要工作情况',
      '全年支部围绕中心任务抓学习抓队伍抓服务，组织党员教师走进社区开展志',
      '愿服务，帮助居民解决实际困难，得到居民的普遍好评，党员的身份意识和',
      '服务意识有所增强。支部还把学习讨论与课堂教学结合起来，组织党员教师',
      '上示范课。',
      '二、存在的问题',
    ];
    expect(readView(lines.join('\n')).text).toBe(
      [lines[0], lines.slice(1, 5).join(''), lines[5]].map((line) => foldText(line ?? '')).join('\n'),
    );
  });

  const piece = fc.constantFrom(
    ...'一、|（一）|1.1 |主 题 党 日 1 2 次|**粗**|*|`|\n|\r\n|\u0085|　　|\t|开展主题党日|\n12次|書記黨課|⼀⽀|\uFEFF|\u200B|𠮷|😀|。|，|a b|| '.split(
      '|',
    ),
  );
  const document = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('leads back to the source and loses nothing but blanks', () => {
    fc.assert(
      fc.property(document, (source) => {
        const view = readView(source);
        const held = new Uint8Array(source.length);
        for (let at = 0; at < view.text.length; at += 1) {
          const [from, to] = view.spanOf(at, at + 1);
          expect(to - from).toBe(1);
          expect(foldText(source.slice(from, to))).toBe(view.text.slice(at, at + 1));
          held[from] = 1;
        }
        for (const [from, to] of view.marks) held.fill(1, from, to);
        const lost = [...held.keys()].filter((at) => held[at] === 0 && !/\s/.test(source.charAt(at)));
        expect(lost).toEqual([]);
        expect(view.wordsOf(0, view.text.length).length).toBe(view.text.length);
      }),
      { numRuns: 500 },
    );
  });
});
