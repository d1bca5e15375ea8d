import { parseNumeral } from '../../numerals/numeral';

/** The families of heading numbers; `markerRanks` nests them. */
export type MarkerKind =
  | 'part'
  | 'roman'
  | 'comma'
  | 'paren'
  | 'letter'
  | 'dot'
  | 'decimal'
  | 'digitParen'
  | 'halfParen'
  | 'circled'
  | 'ordinal'
  | 'rank';

/**
 * A way of writing a heading's number. Adding one is adding a line to `numberingStyles`; all work on folded text and look
 * at a bounded stretch.
 */
export interface NumberingStyle {
  kind: MarkerKind;
  /** Sticky; matches from the number to where the heading's words start. */
  expression: RegExp;
  read: (match: RegExpExecArray) => number | null;
  /** Whether it also counts in the middle of a paragraph. */
  inline: boolean;
  /** Only good at the start of a short line. */
  weak?: boolean;
}

const cn = '[〇零一二三四五六七八九十百]{1,5}';
const formal = '[壹贰叁肆伍陆柒捌玖拾]{1,3}';
const chinese = (match: RegExpExecArray) => parseNumeral(match[1] ?? '');
const arabic = (match: RegExpExecArray) => Number(match[1]);
const offsetFrom = (base: number) => (match: RegExpExecArray) => match[0].charCodeAt(0) - base + 1;
const letter = (match: RegExpExecArray) => 'abcdefgh'.indexOf((match[1] ?? '').toLowerCase()) + 1;
const sequence: Record<string, number> = { 首先: 1, 其次: 2, 再次: 3 };
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
/** 1.5万元 and 3.2亩 begin sentences, not headings. */
const measured = '(?!万|亿|元|%|个|倍|亩|平方|公里|千米|米|小时|次|人|名|篇|分|度|折|级|版|吨|岁|年)';

/** Tried in this order at one place. */
export const numberingStyles: readonly NumberingStyle[] = [
  {
    kind: 'part',
    expression: new RegExp(`第(${cn})(?:大?部分|章|编)[ 、:.,]{0,3}`, 'y'),
    read: chinese,
    inline: false,
  },
  { kind: 'part', expression: /第(\d{1,2})(?:大?部分|章|编)[ 、:.,]{0,3}/y, read: arabic, inline: false },
  {
    kind: 'roman',
    expression: /[\u2160-\u216B] {0,2}[、.,:]? {0,4}/y,
    read: offsetFrom(0x2160),
    inline: false,
  },
  {
    kind: 'roman',
    expression: /([IVX]{1,4})[、.]\s{0,4}(?=\p{Script=Han})/uy,
    read: (match) => romans.indexOf(match[1] ?? '') + 1,
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
    kind: 'comma',
    expression: new RegExp(`(${formal}) {0,2}[、.,:·•・—–|丨-]{1,2} {0,4}`, 'y'),
    read: chinese,
    inline: false,
  },
  {
    // 一 · 学习; 五·四 and 一·二九 are days.
    kind: 'comma',
    expression: new RegExp(`(${cn}) {0,2}[·•・] {0,2}(?=\\p{Script=Han})(?!${cn})`, 'uy'),
    read: chinese,
    inline: false,
    weak: true,
  },
  {
    kind: 'paren',
    expression: new RegExp(`[([〔【] {0,2}(${cn}) {0,2}[)\\]〕】] {0,2}[、.,:]? {0,4}`, 'y'),
    read: chinese,
    inline: true,
  },
  { kind: 'paren', expression: /[\u3220-\u3229] {0,4}[、.]? {0,4}/y, read: offsetFrom(0x3220), inline: true },
  { kind: 'paren', expression: new RegExp(`(${cn})\\) {0,4}`, 'y'), read: chinese, inline: false },
  {
    kind: 'letter',
    expression: /\(? {0,2}([A-Ha-h]) {0,2}\) {0,2}[、.,:]? {0,4}/y,
    read: letter,
    inline: false,
  },
  {
    kind: 'paren',
    expression: new RegExp(`[([〔【] {0,2}(${formal}) {0,2}[)\\]〕】] {0,2}[、.,:]? {0,4}`, 'y'),
    read: chinese,
    inline: false,
  },
  {
    // 甲、乙两班 is a list of words.
    kind: 'comma',
    expression: /([甲乙丙丁戊己])[、.] {0,4}(?=\p{Script=Han})(?![甲乙丙丁戊己])/uy,
    read: (match) => '甲乙丙丁戊己'.indexOf(match[1] ?? '') + 1,
    inline: false,
  },
  {
    kind: 'letter',
    expression: /([A-H])[、.] {0,4}(?=\p{Script=Han})/uy,
    read: letter,
    inline: false,
    weak: true,
  },
  {
    kind: 'decimal',
    expression: /\d{1,2}(?:\.(\d{1,2})){1,3}(?: {1,4}|[、.] {0,2})(?=\D)/y,
    read: arabic,
    inline: false,
  },
  {
    kind: 'decimal',
    expression: new RegExp(`\\d{1,2}(?:\\.(\\d{1,2})){1,3}(?=\\p{Script=Han})${measured}`, 'uy'),
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
  { kind: 'halfParen', expression: /(\d{1,2})\) {0,4}[、.]? {0,2}/y, read: arabic, inline: true },
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
    kind: 'circled',
    expression: /[\u3280-\u3289] {0,4}[、.]? {0,4}/y,
    read: offsetFrom(0x3280),
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
  {
    kind: 'dot',
    expression: /(\d{1,2}) {0,2}(?:—{1,2}|–|-) {0,2}(?=\p{Script=Han})(?!人|名|个|次|万|元|年|月|日|期|号)/uy,
    read: arabic,
    inline: false,
    weak: true,
  },
  { kind: 'dot', expression: /0(\d)[ \t]{1,4}(?=\p{Script=Han})/uy, read: arabic, inline: false, weak: true },
];
