import fc from 'fast-check';
import { characterCount, chineseNumber, numberedTitle } from './section-title';

describe('headings', () => {
  it('counts in Chinese up to ninety-nine', () => {
    expect([1, 10, 11, 20, 21, 99].map(chineseNumber)).toEqual([
      '一',
      '十',
      '十一',
      '二十',
      '二十一',
      '九十九',
    ]);
  });

  it('numbers a section by its place', () => {
    expect(numberedTitle(1, '存在的问题')).toBe('二、存在的问题');
  });

  it('counts a rare character once and white space not at all', () => {
    expect(characterCount('𠮷 祥\n　好')).toBe(3);
  });

  it('counts what a pattern would, whatever the text', () => {
    const odd = fc.constantFrom(' ', '\n', '\u00a0', '\u2003', '\u3000', '\ufeff', '党', 'a', '𠮷');
    fc.assert(
      fc.property(
        fc.array(odd).map((parts) => parts.join('')),
        (text) => {
          expect(characterCount(text)).toBe([...text.replace(/\s/gu, '')].length);
        },
      ),
    );
  });
});
