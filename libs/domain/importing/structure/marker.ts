import { parseNumeral } from '../../numerals/numeral';

/**
 * The families of heading numbers. Two ways of writing one family (1. and ⒈, (1) and ⑴) are the same
 * level of a text; `rank` is the order of GB/T 9704: 一、 （一） 1. （1）, and below it ① and 一是.
 * Wider than what the checks take for a mark (`checks/marker.ts`), on purpose: a heading that is missed puts its
 * section's text elsewhere, while one too many is seen in the proposal. It therefore reads parts, decimals,
 * 首先 and bare numbers too, takes 一是 and 一要 for one level, and works on half-width text.
 */
export const markerRanks = {
  part: 0,
  comma: 1,
  paren: 2,
  dot: 3,
  decimal: 3.5,
  digitParen: 4,
  circled: 5,
  ordinal: 6,
  rank: 7,
} as const;
export type MarkerKind = keyof typeof markerRanks;

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

const cn = '[〇零一二三四五六七八九十百]{1,5}';
interface Habit {
  kind: MarkerKind;
  expression: RegExp;
  read: (match: RegExpExecArray) => number | null;
  inline: boolean;
  weak?: boolean;
}
const chinese = (match: RegExpExecArray) => parseNumeral(match[1] ?? '');
const arabic = (match: RegExpExecArray) => Number(match[1]);
const offsetFrom = (base: number) => (match: RegExpExecArray) => match[0].charCodeAt(0) - base + 1;
const sequence: Record<string, number> = { 首先: 1, 其次: 2, 再次: 3 };

/** Tried in this order at one place; all work on half-width text and look at a bounded stretch. */
const habits: Habit[] = [
  {
    kind: 'part',
    expression: new RegExp(`第(${cn})(?:大?部分|章|编)[ 、:.,]{0,3}`, 'y'),
    read: chinese,
    inline: false,
  },
  {
    kind: 'part',
    expression: /第(\d{1,2})(?:大?部分|章|编)[ 、:.,]{0,3}/y,
    read: arabic,
    inline: false,
  },
  {
    kind: 'comma',
    // 三、四年级 and 一、二季度 are lists of words, not headings.
    expression: new RegExp(
      `(${cn}) {0,2}[、.,:](?![、.,:]|[一二三四五六七八九十]{1,2}(?:[、.]|年级|季度|月份|等奖)) {0,4}`,
      'y',
    ),
    read: chinese,
    inline: true,
  },
  {
    kind: 'paren',
    expression: new RegExp(`[([〔【] {0,2}(${cn}) {0,2}[)\\]〕】] {0,2}[、.,:]? {0,4}`, 'y'),
    read: chinese,
    inline: true,
  },
  {
    kind: 'decimal',
    expression: /\d{1,2}(?:\.(\d{1,2})){1,3}(?: {1,4}|、 {0,2})(?=\D)/y,
    read: arabic,
    inline: false,
  },
  { kind: 'dot', expression: /[\u2488-\u249B] {0,4}[、.]? {0,4}/y, read: offsetFrom(0x2488), inline: true },
  { kind: 'dot', expression: /(\d{1,2}) {0,2}[.、](?!\d|[.、]) {0,4}/y, read: arabic, inline: true },
  {
    kind: 'dot',
    expression: /(\d{1,2})[.、](?=(?:20\d\d年|\d{3,}\p{Script=Han})) {0,4}/uy,
    read: arabic,
    inline: false,
  },
  {
    kind: 'digitParen',
    expression: /\( {0,2}(\d{1,2}) {0,2}\) {0,2}[、.,:]? {0,4}/y,
    read: arabic,
    inline: true,
  },
  { kind: 'digitParen', expression: /(\d{1,2})\) {0,4}/y, read: arabic, inline: true },
  {
    kind: 'digitParen',
    expression: /[\u2474-\u2487] {0,4}[、.]? {0,4}/y,
    read: offsetFrom(0x2474),
    inline: true,
  },
  {
    kind: 'circled',
    expression: /[\u2460-\u2473] {0,4}[、.]? {0,4}/y,
    read: offsetFrom(0x2460),
    inline: true,
  },
  {
    kind: 'circled',
    expression: /[\u2776-\u277F] {0,4}[、.]? {0,4}/y,
    read: offsetFrom(0x2776),
    inline: true,
  },
  {
    kind: 'ordinal',
    expression: /([一二三四五六七八九十]{1,2})[是要](?!不是|求|么)[,:]? {0,2}/y,
    read: chinese,
    inline: true,
  },
  { kind: 'rank', expression: /第([一二三四五六七八九十]{1,2})[,、:是] {0,2}/y, read: chinese, inline: true },
  { kind: 'rank', expression: /其([一二三四五六七八九十]{1,2})[,、:是] {0,2}/y, read: chinese, inline: true },
  {
    kind: 'rank',
    expression: /(首先|其次|再次)[,、:] {0,2}/y,
    read: (match) => sequence[match[1] ?? ''] ?? null,
    inline: true,
  },
  // 一 主要工作: number and blank only.
  {
    kind: 'comma',
    expression: /([一二三四五六七八九十]{1,3})[ \t]{1,4}(?=[^ \t])/y,
    read: chinese,
    inline: false,
    weak: true,
  },
];

/**
 * Reads the heading number at `at` of a half-width text, or null. `inline` allows only the habits that
 * also stand in the middle of a paragraph.
 */
export function readMarker(normal: string, at: number, inline: boolean): Marker | null {
  for (const habit of habits) {
    if (inline && !habit.inline) continue;
    habit.expression.lastIndex = at;
    const match = habit.expression.exec(normal);
    if (match === null) continue;
    const number = habit.read(match);
    if (number === null || number < 1 || number > 99) continue;
    return { kind: habit.kind, number, from: at, to: at + match[0].length, weak: habit.weak === true };
  }
  return null;
}

/** Characters with which any number of `readMarker` can begin: a cheap test before trying. */
export const markerStart = /[一二三四五六七八九十〇零百第其首再([〔【\d\u2460-\u249B\u2776-\u277F]/;
