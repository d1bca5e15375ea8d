import { type MarkerKind, numberingStyles } from './numbering-style';

/**
 * The order in which families of numbers nest. Two ways of writing one family (1. and ⒈, (1) and ⑴) are the same
 * level of a text; `rank` is the order of GB/T 9704: 一、 （一） 1. （1）, and below it ① and 一是.
 * Wider than what the checks take for a mark (`checks/marker.ts`), on purpose: a heading that is missed puts its
 * section's text elsewhere, while one too many is seen in the proposal. It therefore reads parts, decimals,
 * 首先 and bare numbers too, takes 一是 and 一要 for one level, and works on folded text.
 */
export const markerRanks: Record<MarkerKind, number> = {
  part: 0,
  roman: 0.3,
  comma: 1,
  paren: 2,
  letter: 2.5,
  dot: 3,
  decimal: 3.5,
  digitParen: 4,
  // Beside (1) it nests in whatever order a text uses both.
  halfParen: 4,
  circled: 5,
  ordinal: 6,
  rank: 7,
};
export type { MarkerKind } from './numbering-style';

/** Headings without a number take part in the nesting under these names. */
export const bareRanks = { top: 0.5, below: 1.5, label: 8 } as const;
export type HeadingKind = MarkerKind | keyof typeof bareRanks;
export const headingRanks: Record<HeadingKind, number> = { ...markerRanks, ...bareRanks };

export interface Marker {
  kind: MarkerKind;
  number: number;
  from: number;
  /** Where the heading's words start. */
  to: number;
  /** Only good at the start of a line, and only when the line is short. */
  weak: boolean;
}

/**
 * Reads the heading number at `at` of a folded text, or null. `inline` allows only the styles that
 * also stand in the middle of a paragraph.
 */
export function readMarker(normal: string, at: number, inline: boolean): Marker | null {
  for (const style of numberingStyles) {
    if (inline && !style.inline) continue;
    style.expression.lastIndex = at;
    const match = style.expression.exec(normal);
    if (match === null) continue;
    const number = style.read(match);
    if (number === null || number < 1 || number > 99) continue;
    return { kind: style.kind, number, from: at, to: at + match[0].length, weak: style.weak === true };
  }
  return null;
}

/** Characters with which any number of `readMarker` can begin: a cheap test before trying. */
export const markerStart =
  /[一二三四五六七八九十〇零百壹贰叁肆伍陆柒捌玖拾第其首再甲乙丙丁戊己A-IVXa-h([〔【\d\u2160-\u216B\u2460-\u249B\u2776-\u277F\u3220-\u3229\u3280-\u3289]/;
