const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 一 … 十, 十一 … 九十九, for the numbers of headings. */
export function chineseNumber(n: number): string {
  if (n <= 10) return numerals[n - 1] ?? String(n);
  const tens = Math.floor(n / 10);
  const rest = n % 10;
  return `${tens > 1 ? numerals[tens - 1] : ''}十${rest > 0 ? numerals[rest - 1] : ''}`;
}

/** 二、存在的问题: the title of the section at a place counted from 0. */
export const numberedTitle = (index: number, title: string): string =>
  `${chineseNumber(index + 1)}、${title}`;

const blank = /\s/;
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** White space as the pattern has it, without asking it for what most of a Chinese text is. */
function isBlank(text: string, at: number, code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 9 && code <= 13);
  return (code <= 0x3000 || code === 0xfeff) && blank.test(text[at] ?? '');
}

/** Characters without white space, as the template's length limits count them. */
export function characterCount(text: string): number {
  let count = 0;
  // By code units, without copies: whole reports are counted at every stroke.
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLow(code) && at > 0 && isHigh(text.charCodeAt(at - 1))) continue;
    if (!isBlank(text, at, code)) count += 1;
  }
  return count;
}
