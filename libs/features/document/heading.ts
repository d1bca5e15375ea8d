import type { Typeface } from './official-format';

export interface HeadingLine {
  level: 1 | 2 | 3 | 4;
  face: Typeface;
  /** The part of the line that is the heading, in the heading's face. */
  heading: string;
  /** What follows on the same line, in the body's face. */
  rest: string;
}

// GB/T 9704-2012, 7.3.3: 一、 (一) 1. (1), the first in 黑体, the second in 楷体, the others in 仿宋.
const levels: ReadonlyArray<{ level: 1 | 2 | 3 | 4; face: Typeface; marker: RegExp }> = [
  { level: 1, face: 'heiti', marker: /^[一二三四五六七八九十百]{1,5}、/ },
  { level: 2, face: 'kaiti', marker: /^[（(][一二三四五六七八九十百]{1,5}[）)]/ },
  { level: 3, face: 'fangsong', marker: /^[0-9０-９]{1,3}[.．、](?![0-9０-９])/ },
  { level: 4, face: 'fangsong', marker: /^[（(][0-9０-９]{1,3}[）)]/ },
];

/** Longer than this, a numbered line without a full stop is a paragraph, not a heading. */
const longestHeading = 60;

/**
 * Reads a paragraph that begins with one of the four markers. A heading that ends with a full stop and
 * is followed by text on the same line is split there; without marker the answer is null.
 */
export function headingOf(line: string): HeadingLine | null {
  const found = levels.find((candidate) => candidate.marker.test(line));
  if (!found) return null;
  const stop = line.search(/[。！？；]/);
  const length = stop === -1 ? line.length : stop + 1;
  if (length > longestHeading) return null;
  return {
    level: found.level,
    face: found.face,
    heading: line.slice(0, length),
    rest: line.slice(length),
  };
}

const digits = '零一二三四五六七八九';

/** 1 → 一, 10 → 十, 21 → 二十一; from 1 to 99, which is more than any template has sections. */
export function chineseOrdinal(value: number): string {
  if (value < 10) return digits.charAt(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens === 1 ? '' : digits.charAt(tens)}十${ones === 0 ? '' : digits.charAt(ones)}`;
}

/** A section's title with its number; a number that was typed into the title is not doubled. */
export function sectionHeading(position: number, title: string): string {
  return `${chineseOrdinal(position)}、${title.replace(/^[一二三四五六七八九十百]{1,5}、\s*/, '')}`;
}
