const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A character with its marks, or a flag, a family: read this far around a cut; longer ones are cut between code points. */
const widest = 64;

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** The nearest place at or before `at` that lies between two code points. */
function betweenCodePoints(text: string, at: number): number {
  return isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1)) ? at - 1 : at;
}

/** Ordinary Chinese and ASCII, which nothing joins to what stands beside it when both are so: most texts are cut there. */
const plain = /^[ -~\u3000-\u3029\u3031-\u303C\u4E00-\u9FFF\uFF01-\uFF60]{2}$/;

/** The nearest place at or before `at` that lies between two characters as a reader sees them. */
function betweenCharacters(text: string, at: number): number {
  if (plain.test(text.slice(at - 1, at + 1))) return at;
  const start = betweenCodePoints(text, Math.max(0, at - widest));
  const end = Math.min(text.length, at + widest);
  const found = graphemes.segment(text.slice(start, end)).containing(at - start);
  if (!found || at - start - found.index < widest - 1) return start + (found?.index ?? 0);
  // A letter under a hundred marks: as a whole it would leave nothing.
  return betweenCodePoints(text, at);
}

/**
 * The beginning of a text, at most `most` long as JavaScript counts, that ends between two characters: never within
 * a surrogate pair, which no database and no document holds, nor between a letter and its mark. Only this function
 * cuts what people wrote (lint forbids the rest).
 *
 * @param ending stands after what was cut off, `…` for example, and counts in `most`
 */
export function cutText(text: string, most: number, ending = ''): string {
  if (text.length <= most) return text;
  const room = Math.max(0, most - ending.length);
  return text.slice(0, betweenCharacters(text, room)) + ending;
}

/** The passage of a text between two places, moved outwards to where characters begin and end. */
export function passageOf(text: string, from: number, to: number): string {
  const start = from <= 0 ? 0 : betweenCharacters(text, from);
  if (to >= text.length) return text.slice(start);
  const end = betweenCharacters(text, to);
  if (end === to) return text.slice(start, to);
  const last = graphemes.segment(text.slice(end, end + widest)).containing(0)?.segment ?? '';
  return text.slice(start, Math.max(to, end + last.length));
}
