import fc from 'fast-check';
import { balanceLines, breakLines } from './line-breaking';

const cellsOf = (text: string) =>
  [...text].map((character) => ({ text: character, width: /[ -~]/.test(character) ? 0.5 : 1 }));
const linesOf = (text: string, width: number, first = width) => {
  const cells = cellsOf(text);
  return breakLines(cells, first, width).map((line) =>
    cells
      .slice(line.from, line.to)
      .map((cell) => cell.text)
      .join(''),
  );
};

describe('breakLines', () => {
  it('fills each line and indents the first', () => {
    expect(linesOf('甲乙丙丁戊己庚辛壬癸', 4, 2)).toEqual(['甲乙', '丙丁戊己', '庚辛壬癸']);
  });

  it.each([
    ['甲乙丙丁，戊己', ['甲乙丙', '丁，戊己']],
    ['甲乙丙“丁戊”己', ['甲乙丙', '“丁戊”', '己']],
    ['甲乙丙《丁戊》己', ['甲乙丙', '《丁戊》', '己']],
    ['甲乙丙——丁戊', ['甲乙丙', '——丁戊']],
    ['甲乙丙丁……戊己', ['甲乙丙丁', '……戊己']],
    ['甲乙丙3.5%丁', ['甲乙丙', '3.5%丁']],
    ['甲乙丙丁”。戊己', ['甲乙丙', '丁”。戊', '己']],
  ])('keeps the rules of GB/T 15834 in %s', (text, expected) => {
    expect(linesOf(text, 4)).toEqual(expected);
  });

  it('drops a space at the break and splits only words too wide for the line', () => {
    expect(linesOf('ab cdef hi', 4)).toEqual(['ab cdef', 'hi']);
    expect(linesOf('a'.repeat(20), 4)).toEqual(['a'.repeat(8), 'a'.repeat(8), 'a'.repeat(4)]);
  });

  it('loses no character but blanks, never overfills, and begins no line with a forbidden one', () => {
    const character = fc.constantFrom(...'党支部建设，。；：、（）“”《》—…12.%ab 次'.split(''));
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 200 }),
        fc.integer({ min: 6, max: 28 }),
        (typed, width) => {
          const text = typed.join('');
          const cells = cellsOf(text);
          const lines = breakLines(cells, width - 2, width);
          const kept = lines.map((line) => text.slice(line.from, line.to)).join('');
          expect(kept.replace(/ /g, '')).toBe(text.replace(/ /g, ''));
          for (const line of lines) {
            expect(line.slack).toBeGreaterThan(-1e-6);
            expect(line.to).toBeGreaterThan(line.from);
          }
        },
      ),
    );
  });

  it('begins no line of ordinary prose with a closing mark and ends none with an opening one', () => {
    const word = fc.constantFrom(
      '党员',
      '支部',
      '“三会一课”',
      '《规定》',
      '（试行）',
      '12次',
      '，',
      '。',
      '——',
      '……',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 80 }), (words) => {
        // Two points in a row do not occur in prose and may have to be split.
        const text = words.filter(
          (item, index) => !/^[，。—…]/.test(item) || !/^[，。—…]/.test(words[index - 1] ?? '，'),
        );
        for (const [index, line] of linesOf(text.join(''), 28, 26).entries()) {
          if (index > 0) expect(line).not.toMatch(/^[，。”》）]/);
          expect(line).not.toMatch(/[“《（]$/);
        }
      }),
    );
  });
});

describe('balanceLines', () => {
  it('gives a title of two lines two of nearly equal length', () => {
    const cells = cellsOf('示范区第一小学党支部关于二〇二五年度抓基层党建工作情况的报告');
    const lines = balanceLines(cells, 20);
    const lengths = lines.map((line) => line.to - line.from);
    expect(lengths).toHaveLength(2);
    expect(Math.abs(lengths[0]! - lengths[1]!)).toBeLessThanOrEqual(2);
  });
});
