import { locate, occurrenceAt, pieces } from './passage';

describe('a passage', () => {
  const text = '党课五次，党课六次';

  it('is found by its quotation and the occurrence meant', () => {
    expect(locate(text, '党课')).toEqual({ from: 0, to: 2 });
    expect(locate(text, '党课', 2)).toEqual({ from: 5, to: 7 });
    expect(locate(text, '走访')).toBeNull();
    expect(occurrenceAt(text, '党课', 5)).toBe(2);
  });

  it('cuts the text without losing a character, also where passages overlap', () => {
    const cut = pieces(text, [
      { id: 'a', from: 0, to: 4 },
      { id: 'b', from: 2, to: 6 },
    ]);
    expect(cut.map((piece) => piece.text).join('')).toBe(text);
    expect(cut.map((piece) => piece.ids)).toEqual([['a'], ['a', 'b'], ['b'], []]);
    expect(cut[1]?.ends).toEqual(['a']);
  });
});
