import { foldDigits, parseNumeral } from '../numerals/numeral';

/**
 * The ways in which official prose numbers its parts. Narrower than what the import reads as the number of a heading
 * (`importing/marker.ts`), on purpose: a check accuses the author, so it leaves out what is perhaps no mark (一 and a
 * blank, 1.1, 首先, 第一部分), keeps 一是 and 一要 apart, since what a sentence announces is counted by one style, and
 * reads the text as it was typed, whose offsets a finding names.
 */
export type MarkerStyle =
  | 'chinese' // 一、
  | 'chinese-bracketed' // （一）
  | 'arabic' // 1.
  | 'arabic-bracketed' // （1）
  | 'circled' // ①
  | 'ordinal' // 一是, 其一
  | 'imperative' // 一要
  | 'rank'; // 第一，

/** A numbering mark in a text; `from` and `to` are offsets in UTF-16 units. */
export interface Marker {
  style: MarkerStyle;
  number: number;
  from: number;
  to: number;
  /** Whether nothing but white space stands before it on its line. */
  lineStart: boolean;
}

const han = '[一二三四五六七八九十]{1,3}';
const candidate = new RegExp(
  `(?<chinese>${han})[ \u3000]?[、.．](?!\\s*[一二三四五六七八九十](?:年级|月|季度|班|等奖|类|层|线|期))` +
    `|[（(](?<chineseBracketed>${han})[）)]` +
    `|(?<arabic>[0-9０-９]{1,2})[ \u3000]?[、.．](?!\\s*[0-9０-９])|(?<dotted>[\u2488-\u249b])` +
    `|[（(](?<arabicBracketed>[0-9０-９]{1,2})[）)]|(?<parenthesised>[\u2474-\u2487])` +
    '|(?<circled>[\u2460-\u2473])' +
    `|第(?<rank>${han})[，,、：:是]|(?<ordinal>${han})是|其(?<among>[一二三四五六七八九])是?|(?<imperative>${han})要`,
  'g',
);

const styles: Record<string, MarkerStyle> = {
  chinese: 'chinese',
  chineseBracketed: 'chinese-bracketed',
  arabic: 'arabic',
  dotted: 'arabic',
  arabicBracketed: 'arabic-bracketed',
  parenthesised: 'arabic-bracketed',
  circled: 'circled',
  ordinal: 'ordinal',
  among: 'ordinal',
  imperative: 'imperative',
  rank: 'rank',
};
const enclosed: Record<string, number> = { dotted: 0x2487, parenthesised: 0x2473, circled: 0x245f };

const blank = /[ \t\u3000\u00a0\r]/;
const clauseEnd = /[。；;：:，,！!？?、”）)]/;
const sentenceEnd = /[。；;：:]/;

/** All numbering marks of a text in order: at the start of lines and, where the style allows it, inline. */
export function scanMarkers(text: string): Marker[] {
  const markers: Marker[] = [];
  for (const match of text.matchAll(candidate)) {
    const entry = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined);
    if (!entry) continue;
    const [group, digits = ''] = entry;
    const style = styles[group];
    const base = enclosed[group];
    const number = base === undefined ? parseNumeral(foldDigits(digits)) : digits.charCodeAt(0) - base;
    if (!style || number === null || number === 0) continue;
    const from = match.index;
    const before = charBefore(text, from);
    const lineStart = before === '\n';
    if (!lineStart && !allowedInline(style, before)) continue;
    markers.push({ style, number, from, to: from + match[0].length, lineStart });
  }
  return markers;
}

/** The last character that is not a blank before an offset; a line break at the start of the text. */
function charBefore(text: string, offset: number): string {
  let at = offset - 1;
  while (at >= 0 && blank.test(text.charAt(at))) at -= 1;
  return at < 0 ? '\n' : text.charAt(at);
}

function allowedInline(style: MarkerStyle, before: string): boolean {
  if (style === 'circled') return true;
  if (style === 'chinese') return false;
  if (style === 'arabic' || style === 'chinese-bracketed') return sentenceEnd.test(before);
  return clauseEnd.test(before);
}

const tens = ['', '十', '二十', '三十', '四十', '五十', '六十', '七十', '八十', '九十'];
const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** How a number looks in a style: 三、 （三） 3. （3） ③ 三是. */
export function writeMarker(style: MarkerStyle, number: number): string {
  const name = number < 100 ? `${tens[Math.floor(number / 10)]}${ones[number % 10]}` : String(number);
  switch (style) {
    case 'chinese':
      return `${name}、`;
    case 'chinese-bracketed':
      return `（${name}）`;
    case 'arabic':
      return `${number}.`;
    case 'arabic-bracketed':
      return `（${number}）`;
    case 'circled':
      return number <= 20 ? String.fromCharCode(0x245f + number) : `（${number}）`;
    case 'ordinal':
      return `${name}是`;
    case 'imperative':
      return `${name}要`;
    case 'rank':
      return `第${name}，`;
  }
}
