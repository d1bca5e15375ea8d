import type { Draft, Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundOnce, places } from '../../draft-rule';

/** 01年换届, 25年开展: a year of two digits; 20年教龄 and 近10年 are spans of time. */
const mention =
  /(?<![\d.\-—/第近满达约超共逾余整])(?<two>0\d|[12]\d)年(?=度|[初底末终]|[上下]半年|\d{1,2}月|[，,。；;）)]|[\p{Script=Han}])(?!来|间|内|以来|前|后|里|中|制|级|期|多|余|的?(?:教龄|党龄|工龄|历史|时间|如一日|经验))/gu;
const opens = /(?:^|[\n。；;，,（(“]|自|从|在|于|到|至|截至|是)\s*$/;

function check({ passages, period }: Draft): RuleFinding[] {
  if (period === null) return [];
  const now = period.year % 100;
  return passages.flatMap((passage: Passage) => {
    const hits = [...passage.plain.matchAll(mention)].flatMap((match) => {
      const two = match.groups?.two ?? '';
      const before = passage.plain.slice(Math.max(0, match.index - 4), match.index);
      // 25年 may be a span of years: only one near the cycle's, where a date can stand, is taken for a year.
      const near = Math.abs(Number(two) - now) <= 2;
      if (!opens.test(before) || !(two.startsWith('0') || near)) return [];
      return [{ from: match.index, to: match.index + two.length }];
    });
    const century = Math.floor(period.year / 100);
    return foundOnce(
      passage,
      hits,
      (quote, count) =>
        `${passage.label}里的年份“${quote}年”只写了两位${places(count)}，请写成四位，如“${century}${quote}年”。`,
      (quote) => `${century}${quote}`,
    );
  });
}

export const twoDigitYear: DraftRule = {
  id: 'two-digit-year',
  explanation: '年份要写全四位，如2025年，不写25年。',
  severity: 'warning',
  fires: { text: '25年，党支部开展主题党日活动，自09年换届以来不断进步。' },
  silent: { text: '2025年，党支部表彰了25年教龄的教师，近10年来收获不少，20年如一日。' },
  check,
};
