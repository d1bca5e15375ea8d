import type { ReportContent } from '@domain/review';
import fc from 'fast-check';
import { isAnchored } from './comment-anchor';

const withBody = (body: string): ReportContent => ({
  sections: [{ key: 'work', body }],
  indicators: {},
  problems: [],
  unplaced: '',
});
const anchored = (body: string, quote: string) =>
  isAnchored({ kind: 'section', key: 'work', quote }, withBody(body));

describe('whether a quoted passage is in a text', () => {
  it('is told as the engine’s own search tells it, whatever repeats', () => {
    const word = fc.stringMatching(/^[ab]{1,60}$/);
    fc.assert(
      fc.property(word, fc.nat(30), word, word, (unit, times, before, after) => {
        const quote = unit.repeat(times + 1);
        for (const text of [`${before}${quote}${after}`, before + after, unit.repeat(times), ''])
          expect(anchored(text, quote)).toBe(text.includes(quote));
      }),
    );
  });

  it('takes time that grows with the text alone', () => {
    const quote = `${'甲'.repeat(1000)}乙${'甲'.repeat(999)}`;
    const time = (length: number) => {
      const text = '甲'.repeat(length);
      const began = performance.now();
      for (let round = 0; round < 20; round += 1) expect(anchored(text, quote)).toBe(false);
      return performance.now() - began;
    };
    time(10_000);
    // The engine's own search takes some 800 ms for it on a quiet machine.
    expect(time(100_000)).toBeLessThan(400);
  });
});
