import fc from 'fast-check';

/** Characters of every plane, marks, emoji of several code points, radicals, and line ends of every origin. */
const pieces = [
  '我',
  '甲',
  '一、',
  '（一）',
  '𠮷',
  '𪚥',
  '\u{1F469}\u200D\u{1F467}',
  'e\u0301',
  '⽀',
  '\uF900',
  '\u{E0101}',
  '\u{F0000}',
  '\u{10FFFD}',
  '\u202E',
  '“',
  '”',
  '（',
  '12次',
  '。',
  '\n',
  '\u000B',
  '\u000C',
  '\u0085',
  '\u2028',
  '\u2029',
  '\t',
  'XX',
  '！！',
];
const lineEnds = /[\n\v\f\u0085\u2028\u2029]/g;

/** Texts of those pieces in any order; `most` of them. */
export const planeTexts = (most = 60): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: most }).map((parts) => parts.join(''));

/** The same in one line: names, and cells of a table. */
export const planeLines = (most = 20): fc.Arbitrary<string> =>
  planeTexts(most).map((text) => text.replace(lineEnds, '').replaceAll('\t', ''));

/** As it is kept: every line end is a line feed. */
export const asKept = (text: string): string => text.replace(lineEnds, '\n');

/** What of it a document has to show, blanks apart: radicals and compatibility forms as the characters that they look like. */
export const asPrinted = (text: string): string =>
  asKept(text).replaceAll('⽀', '支').replaceAll('\uF900', '\u8C48').replace(/\s/g, '');

/** A text with what does not show written out, so that a failed comparison says what is missing. */
export const legible = (text: string): string =>
  text.replace(/[\p{Co}\p{Cf}\p{Mn}]/gu, (character) => `<${character.codePointAt(0)?.toString(16)}>`);

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** The same on paper, where 〓 stands for what no font has, and marks that print nothing are left out. */
export function onPaper(text: string): RegExp {
  const shown = [...graphemes.segment(asPrinted(text))].map(({ segment }) => segment.replace(unseen, ''));
  const either = shown
    .filter((character) => character !== '')
    .map((character) => `(?:${literally(legible(character.normalize('NFC')))}|〓)`);
  return new RegExp(either.join(''), 'u');
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
