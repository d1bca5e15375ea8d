import type { DraftRule } from '../../draft-rule';
import { foundOnce } from '../../draft-rule';

const digit = '[0-9０-９]';
const point = '[.．]';
const counted = '(?:余|多)?(?:人次|次|场|节|名|人|份|个|条|项|篇|期|件|万元|元|%|％|年|月|日)';
/** All alternatives begin with a digit, what is taken for one, or 百分之, and are tried there alone. */
const alternatives = [
  `(?<![0-9.．])${digit}{1,8}${point}${digit}{1,8}${point}${digit}{1,8}(?:${point}${digit}{1,8})?[%％]?(?![.．]?[0-9])`,
  `${digit}{1,12}${point}{2,4}${digit}{1,12}`,
  `${digit}{1,12}[,，]{2,4}${digit}{1,12}`,
  // Grouped otherwise than by thousands, before a unit: 4,85,6元. 3,4次 may be two numbers.
  `(?<![0-9０-９,，.])(?!${digit}{1,3}(?:[,，]${digit}{3}){2,4}(?![0-9０-９]))${digit}{1,3}(?:[,，]${digit}{1,3}){2,4}(?=万?元|[%％])`,
  // A point behind a number that begins a line or a sentence belongs to a list: 2.个别教师.
  `(?<=[\\p{Script=Han}])${digit}{1,12}${point}(?=[%％万亿人次元名个])`,
  `${digit}{1,12}(?:${point}${digit}{1,6})?[%％]{2,4}`,
  `百分之${digit}{1,6}(?:${point}${digit}{1,6})?[%％]`,
  `(?<![0-9０-９])(?:1[3-9]|[2-9]${digit}|00?)月(?:${digit}{1,2}日|份)`,
  // Days that their months do not have; that of a leap year is looked at below.
  `(?<![0-9０-９])(?:0?[469]|11)月31日|(?<![0-9０-９])0?2月(?:29|3[01])日|(?<=年)(?:1[3-9]|[2-9]${digit}|00?)月`,
  `(?<![0-9０-９])${digit}{1,2}月(?:3[2-9]|[4-9]${digit}|00?)日`,
  // O for 0, l for 1.
  `(?<![A-Za-z0-9])${digit}{1,3}[OoＯｏ]{1,3}(?=${digit}{0,3}\\s?${counted})|(?<![A-Za-z0-9])[lI]${digit}{1,3}(?=\\s?${counted})|(?<![A-Za-z0-9])${digit}{1,3}[lI](?=\\s?${counted})`,
];
export const malformedNumbers = new RegExp(`(?=[0-9０-９lI百])(?:${alternatives.join('|')})`, 'gu');

/** 3O节 and l5场 as they were meant; null where nobody can tell. */
function meant(quote: string): string | null {
  if (!/[OoＯｏlI]/.test(quote)) return null;
  return quote.replace(/[OoＯｏ]/g, '0').replace(/[lI]/g, '1');
}

/** 2025.11.20 is a date and 1.2.3 at the head of a line is a heading. */
function isDateOrHeading(text: string, from: number, quote: string): boolean {
  const parts = /^(\d{1,4})[.．](\d{1,2})[.．](\d{1,2})$/.exec(quote);
  if (!parts) return false;
  const [, first = '', second = '', third = ''] = parts;
  if (first.length === 4) return Number(second) <= 12 && Number(third) <= 31;
  const lineStart = text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '';
  return lineStart || /[第节条版V v见]$/.test(text.slice(Math.max(0, from - 1), from));
}

/** 2月29日 is a day of leap years, and of a year that nobody names. */
function isLeapDay(text: string, from: number, quote: string): boolean {
  if (!/2月29日$/.test(quote)) return false;
  const year = Number(/(20\d\d)年\s?$/.exec(text.slice(Math.max(0, from - 6), from))?.[1] ?? Number.NaN);
  return Number.isNaN(year) || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

export const malformedNumber: DraftRule = {
  id: 'malformed-number',
  explanation: '数字写法有误，例如小数点多了一个、百分号重复、日期不存在。',
  severity: 'warning',
  fires: { text: '全年培训覆盖面比上年提高12.5.3%，9月31日至13月份继续开展。' },
  silent: { text: '2025.11.20召开会议，投入75.9万元、1,500元、1,234,567元，提高12.5%，参加3,4次。' },
  check: ({ passages }) =>
    passages.flatMap((passage) => {
      const hits = [...passage.plain.matchAll(malformedNumbers)]
        .filter(
          (match) =>
            !isDateOrHeading(passage.text, match.index, match[0]) &&
            !isLeapDay(passage.plain, match.index, match[0]),
        )
        .map((match) => ({ from: match.index, to: match.index + match[0].length }));
      return foundOnce(
        passage,
        hits,
        (quote) => `${passage.label}里的数字“${quote}”写法有误，请核对后改正。`,
        meant,
      );
    }),
};
