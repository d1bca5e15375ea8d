const digitOf: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
/** Written together where two characters are spoken: 廿四 is 二十四. */
const tensOf: Record<string, string> = { 廿: '二十', 卅: '三十', 卌: '四十' };
const unitOf: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const bigUnitOf: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };
const exponentOf: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };

/**
 * Source of a regular expression (no groups that capture) for one numeral as official prose writes
 * it: 12, １２, 1,500, 75.9, 1.5万, 十二, 两百, 一千二百零三, 二〇二五. Meant to be put into larger
 * patterns; what it matches is read by `parseNumeral`. Every repetition is bounded, so that a scan with
 * it stays linear on hostile texts.
 */
export const numeralPattern =
  '(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,5}(?![0-9０-９])|[0-9０-９]{1,16})(?:[.．][0-9０-９]{1,12})?[十百千万亿]{0,2}' +
  '|[〇零一二两三四五六七八九十百千万亿廿卅]{1,20}(?:点[〇零一二三四五六七八九]{1,12})?';

/** Full-width digits, point, comma and percent sign as their half-width forms; same length. */
export function foldDigits(text: string): string {
  return text.replace(/[０-９．，％]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/**
 * The value of a text that is one numeral and nothing else, or null. Decimals with a unit are exact
 * (75.9万 is 759000): the unit shifts the decimal point instead of being multiplied.
 */
export function parseNumeral(text: string): number | null {
  const folded = foldDigits(text.trim()).replace(/[廿卅卌]/g, (tens) => tensOf[tens] ?? tens);
  if (folded === '' || folded.length > 40) return null;
  return parseArabic(folded) ?? parseChinese(folded);
}

function parseArabic(text: string): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([十百千万亿]{0,2})$/.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = '', units = ''] = match;
  let exponent = 0;
  for (const unit of units) exponent += exponentOf[unit] ?? 0;
  return Number(`${whole.replaceAll(',', '')}${fraction}e${exponent}`);
}

function parseChinese(text: string): number | null {
  const [whole = '', fraction, ...rest] = text.split('点');
  if (rest.length > 0) return null;
  const value = parseWhole(whole);
  if (value === null || fraction === undefined) return value;
  const digits = positional(fraction);
  return digits === null ? null : Number(`${value}.${digits}`);
}

/** The digits of a text that names them one by one (二〇二五 → "2025"), or null. */
function positional(text: string): string | null {
  let digits = '';
  for (const char of text) {
    const digit = digitOf[char];
    if (digit === undefined) return null;
    digits += digit;
  }
  return digits === '' ? null : digits;
}

function parseWhole(text: string): number | null {
  const plain = positional(text);
  if (plain !== null) return Number(plain);
  let total = 0;
  let group = 0;
  let digit: number | null = null;
  let lastUnit = 0;
  let zeroBefore = false;
  let smallest = Number.POSITIVE_INFINITY;
  for (const char of text) {
    const value = digitOf[char];
    const unit = unitOf[char];
    const big = bigUnitOf[char];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
      if (value === 0) zeroBefore = true;
    } else if (unit !== undefined) {
      if (unit >= smallest) return null;
      if (digit === null && unit !== 10) return null;
      group += (digit ?? 1) * unit;
      digit = null;
      smallest = unit;
      lastUnit = unit;
      zeroBefore = false;
    } else if (big !== undefined) {
      const part = group + (digit ?? 0);
      if (part === 0 && total === 0) return null;
      // 一万亿: the larger unit multiplies all that stands before it.
      total = big > 1e4 ? (total + part) * big : total + part * big;
      group = 0;
      digit = null;
      smallest = Number.POSITIVE_INFINITY;
      lastUnit = big;
      zeroBefore = false;
    } else return null;
  }
  // 一百二, 一万二: the last digit counts the next smaller unit unless 零 stands before it.
  const spoken = digit !== null && !zeroBefore && lastUnit > 10;
  return total + group + (digit ?? 0) * (spoken ? lastUnit / 10 : 1);
}
