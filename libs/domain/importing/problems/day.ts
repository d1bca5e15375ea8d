import { foldDigits, parseNumeral } from '../../numerals/numeral';

const number = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const year = '(?:(20\\d\\d)|(明年|来年|下一年|次年)|(?:今年|本年))';
const patterns: ReadonlyArray<
  [expression: RegExp, read: (match: RegExpExecArray, cycle: number) => [number, number, number] | null]
> = [
  [
    new RegExp(
      `(?:${year}年?\\s?[年.\\-/]?\\s?)?(?<!\\d)${number}\\s?月\\s?(?:${number}\\s?[日号]|(上旬|中旬|下旬|[底末初]))?`,
    ),
    (match, cycle) => {
      const month = parseNumeral(match[3] ?? '') ?? 0;
      const named = yearOf(match, cycle);
      const part = { 上旬: 10, 中旬: 20, 初: 10 }[match[5] ?? ''];
      return [named, month, parseNumeral(match[4] ?? '') ?? part ?? lastDay(named, month)];
    },
  ],
  [
    /(20\d\d)\s?[.\-/年]\s?(\d{1,2})(?:\s?[.\-/]\s?(\d{1,2}))?/,
    (match) => {
      const [named, month] = [Number(match[1]), Number(match[2])];
      return [named, month, match[3] === undefined ? lastDay(named, month) : Number(match[3])];
    },
  ],
  [
    new RegExp(`(?:${year}年?)?第?([一二三四1-4])季度`),
    (match, cycle) => {
      const month = (parseNumeral(match[3] ?? '') ?? 0) * 3;
      return [yearOf(match, cycle), month, lastDay(yearOf(match, cycle), month)];
    },
  ],
  [new RegExp(`(?:${year}年?)?上半年`), (match, cycle) => [yearOf(match, cycle), 6, 30]],
  [new RegExp(`${year}年?(?:[底末内]|全年)`), (match, cycle) => [yearOf(match, cycle), 12, 31]],
  [/(?:^|[^半])(?:年底|年末|全年)前?/, (_, cycle) => [cycle, 12, 31]],
  [/^(\d{1,2})[./](\d{1,2})\s?日?前?$/, (match, cycle) => [cycle, Number(match[1]), Number(match[2])]],
];
/** From one time until another: 11月10日—12月20日, 2027年3-6月, 2026.11.10-2026.12.20. */
const until =
  /(?:至|到|—{1,2}|–|~|～|(?<=[月日号])\s?-|-(?=\s?20\d\d)|(?<=20\d\d年\d{1,2})-(?=\d{1,2}月))\s?(?=[\d一二三四五六七八九十明来次今本第年上])/;

function yearOf(match: RegExpExecArray, cycle: number): number {
  if (match[1] !== undefined) return Number(match[1]);
  return match[2] === undefined ? cycle : cycle + 1;
}

/**
 * The day that a time limit names as YYYY-MM-DD: 2026年3月31日, 5月底前, 明年6月, 2026-3-31, 第二季度; the last day of what is no
 * single day or of a span of days, and the cycle's year where none is said. Null where there is no day, or no year to go by.
 */
export function readDay(text: string, cycle?: number): string | null {
  const words = plainDigits(text.slice(0, 60)).trim();
  const between = until.exec(words);
  if (between !== null) {
    const begun = /20\d\d/.exec(words.slice(0, between.index))?.[0];
    const last = dayIn(words.slice(between.index + between[0].length), begun ? Number(begun) : cycle);
    if (last !== null) return last;
  }
  return dayIn(words, cycle);
}

function dayIn(words: string, cycle: number | undefined): string | null {
  for (const [expression, read] of patterns) {
    const match = expression.exec(words);
    if (match === null) continue;
    const said = /20\d\d/.test(match[0]);
    if (!said && cycle === undefined) continue;
    const found = read(match, cycle ?? 0);
    if (found === null) continue;
    const [named, month, day] = found;
    if (month < 1 || month > 12 || day < 1 || day > lastDay(named, month)) continue;
    return `${named}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  return null;
}

/** Full-width digits and years in Chinese numerals, 二〇二七年, as ASCII digits; of the same length. */
export function plainDigits(text: string): string {
  return foldDigits(text)
    .replace(/[－／]/g, (char) => (char === '／' ? '/' : '-'))
    .replace(/二[〇零○OoＯ0][〇零○OoＯ0一二三四五六七八九]{2}(?=\s?年)/g, (year) =>
      [...year].map((char) => parseNumeral(char) ?? 0).join(''),
    );
}

function lastDay(named: number, month: number): number {
  if (month === 2) return (named % 4 === 0 && named % 100 !== 0) || named % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
