import type { ReportContent } from '@domain/review';
import { millisecondsOf } from '@testing/proportional-time';
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
    const rounds = (text: string, search: (text: string) => boolean) =>
      millisecondsOf(() => {
        for (let round = 0; round < 20; round += 1) expect(search(text)).toBe(false);
      });
    const ours = (text: string) => anchored(text, quote);
    rounds('甲'.repeat(10_000), ours);
    const text = '甲'.repeat(100_000);
    // The engine's own search begins the quotation anew at each character.
    expect(rounds(text, ours)).toBeLessThan(rounds(text, (where) => where.includes(quote)));
  });
});
