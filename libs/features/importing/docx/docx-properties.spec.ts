import fc from 'fast-check';
import { anyDocument, notesPart, type Piece, wordFile } from './construct-fixture';
import { readDocx } from './read-docx';

/** What this reader puts in by itself: between parts of formulas, and blanks. */
const bare = (text: string) => text.replace(/[\s()/]/g, '');
const fileOf = ({ xml, notes }: Piece) =>
  wordFile(xml, [
    notesPart(notes.map(({ id, xml: note }) => `<w:footnote w:id="${id}">${note}</w:footnote>`).join('')),
  ]);
const sorted = (text: string) => [...bare(text)].sort().join('');

it('loses no visible character of any document, shows none twice, and keeps their order', async () => {
  await fc.assert(
    fc.asyncProperty(anyDocument, async (piece) => {
      const expected = bare(piece.shown + piece.notes.map(({ shown }) => shown).join(''));
      fc.pre(expected !== '');
      const { text, losses } = await readDocx(fileOf(piece));
      expect(bare(text)).toBe(expected);
      expect(losses.map(({ code }) => code)).not.toContain('unread');
      expect(losses.map(({ code }) => code)).not.toContain('other');
      expect(sorted(losses.map((loss) => loss.text).join(''))).toBe(sorted(piece.aside));
    }),
    { numRuns: 300 },
  );
});
