import fc from 'fast-check';
import { ordinaryText, plainLineEnds, storedText } from './ordinary-text';

describe('ordinary text', () => {
  it('has line feeds where other systems end lines, at the same places', () => {
    expect(plainLineEnds('一\u000B二\u000C三\u0085四\u2028五\u2029六\r\n七')).toBe(
      '一\n二\n三\n四\n五\n六\r\n七',
    );
  });

  it('is kept with one line feed for every line’s end, whoever wrote it', () => {
    expect(storedText('一\r\n二\r三\n\r四\u2028五\u0085六')).toBe('一\n二\n三\n\n四\n五\n六');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('甲', '\r', '\n', '\v', '\u2029') }), (text) => {
        expect(storedText(text)).not.toMatch(/[\r\v\f\u0085\u2028\u2029]/);
        expect(storedText(storedText(text))).toBe(storedText(text));
      }),
    );
  });

  it('has ordinary characters for radicals and compatibility forms, and leaves the others', () => {
    expect(ordinaryText('⽀部⼤会⻓\uF9E8⼈𠮷，黨員')).toBe(
      `支部大会长${'\uF9E8'.normalize('NFKC')}人𠮷，黨員`,
    );
  });

  it('never moves a place or breaks a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const ordinary = ordinaryText(text);
        expect(ordinary.length).toBe(text.length);
        expect(ordinary.isWellFormed()).toBe(text.isWellFormed());
        expect(ordinaryText(ordinary)).toBe(ordinary);
      }),
    );
  });
});
