import { diffArrays } from 'diff';

export interface Change {
  kind: 'same' | 'ins' | 'del';
  text: string;
}

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });
const wordsOf = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment);

/** Lines that differ are compared word by word; above this many characters, as whole lines. */
const finest = 20_000;

/** What became of a text, by words of the language, so that 汉字 are not torn out of their words. */
export function diffText(before: string, after: string): Change[] {
  if (before === after) return after ? [{ kind: 'same', text: after }] : [];
  const fine = before.length + after.length <= finest;
  const cut = fine ? wordsOf : (text: string) => text.split(/(?<=\n)/);
  return diffArrays(cut(before), cut(after)).map((part) => ({
    kind: part.added ? 'ins' : part.removed ? 'del' : 'same',
    text: part.value.join(''),
  }));
}
