import { millisecondsOf } from '@testing/proportional-time';
import fc from 'fast-check';
import { cutText, passageOf } from './cut-text';

const rare = '𠮷';
const family = '👩‍👩‍👧‍👦';
const accented = 'e\u0301';

describe('cutting a text', () => {
  it.each([
    ['leaves what fits', '党支部', 3, '党支部'],
    ['cuts between characters', '党支部', 2, '党支'],
    ['keeps a rare character whole', `我${rare}甲`, 2, '我'],
    ['keeps a family together', `我${family}`, 6, '我'],
    ['keeps a mark with its letter', `a${accented}`, 2, 'a'],
    [
      'cuts a letter under hundreds of marks, which would else leave nothing',
      `a${'\u0301'.repeat(300)}`,
      100,
      `a${'\u0301'.repeat(99)}`,
    ],
    ['answers nothing where nothing fits', rare, 1, ''],
  ])('%s', (_, text, most, expected) => {
    expect(cutText(text, most)).toBe(expected);
  });

  it('counts the ending', () => {
    expect(cutText('党支部书记', 4, '…')).toBe('党支部…');
    expect(cutText('党支部', 4, '…')).toBe('党支部');
  });

  it('never breaks a well-formed text, exceeds the limit or invents anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(210), (text, most) => {
        const cut = cutText(text, most);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(text.startsWith(cut)).toBe(true);
      }),
    );
  });

  it('loses less than one character of the room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('甲', rare, family, accented), { maxLength: 60 }),
        fc.nat(300),
        (parts, most) => {
          const text = parts.join('');
          let fits = '';
          for (const part of parts) {
            if (fits.length + part.length > most) break;
            fits += part;
          }
          expect(cutText(text, most)).toBe(fits);
        },
      ),
    );
  });

  it('takes a passage with whole characters at both ends', () => {
    const text = `甲${rare}乙${family}丙`;
    expect(passageOf(text, 2, 4)).toBe(`${rare}乙`);
    expect(passageOf(text, 3, 7)).toBe(`乙${family}`);
    expect(passageOf(text, 0, 99)).toBe(text);
  });

  it('is quick on a long text: what it reads lies around the cut', () => {
    const text = '一'.repeat(2_000_000);
    const rounds = () => {
      for (let round = 0; round < 1000; round += 1) cutText(text, 1_000_000 + round);
    };
    // Reading the whole text each time would take minutes.
    expect(millisecondsOf(rounds)).toBeLessThan(20_000);
  });
});
