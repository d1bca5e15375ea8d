import { parseNumeral } from '../../../numerals/numeral';
import type { Draft, Passage } from '../../draft';
import type { DraftRule } from '../../draft-rule';
import { foundOnce, places } from '../../draft-rule';

const year = '(?:(?:19|20)\\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})';
/** A year, or a span of years, which is never wrong by itself (2021—2025年, 2024-2025学年). */
const mention = new RegExp(
  `(?<![\\d〔\\[（(.．])(?<!${year}年?\\s?[-—–~～至到]{1,2}\\s?)(${year})(年?\\s*(?:[-—–~～至到、和]|以?来)\\s*${year})?(?=(?:学年度|学年|年度|年(?!级)))`,
  'g',
);

/** What stands before or after a past year that is named on purpose. */
const pastBefore =
  /(?:自|从|早在|始于|始建于|成立于|建于|创建于|创办于|截至|截止|去年|上年|同比|较|比|相比|对比|与|继|[“《〈][^”》〉\n]{0,60}|〔|出生|入党|毕业|颁布|印发|修订|追溯到|历年|分别|荣获|获得?|获评|被评为)\s*(?:上年|去年)?\s*$/;
const pastAfter =
  /^(?:学年|年)?[度底末初]?(?:以来|起|开始|之后|成立|建校|创建|创办|颁布|印发|修订|版|出台|同期|相比|的基础|增长|下降|提高|被评|被授|获评|荣获|底的|换届|当选|入党|入职|调入|建成|落成|投用|至今|毕业|出生|参加工作|\d{1,2}月(?:\d{1,2}日)?(?:以来|起|成立|颁布|印发|入党|出生|参加工作))/;
const futureNear =
  /将|拟|时限|期限|完成时间|计划|规划|目标|力争|预计|到$|至$|前$|底前|明年|来年|下一?年|下一步|远景|争取|展望/;
/** 2027年3月31日前, 2027年9月起: a deadline or a beginning says by itself that it is still to come. */
const dueAfter =
  /^年?\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|[上中下]旬|底|初|末)?|[上下]半年|第?[一二三四1-4]季度|[春秋]季|年?[底末初]|寒假|暑假|暑期)?(?:学期)?(?:开学|结束)?\s*(?:之?前|以?内|以前|起|开始|完成|办结|销号|落实|到位|施行|实行|实施|执行|启用|启动|[，,]?由)/;
/** 2025年3月31日前 in the next year's plan: a deadline that has passed. */
const deadline =
  /^年\s*(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|初|末)?|[上下]半年|[底末])(?:之前|以前|前)(?![入的已成转参出]|后)/;
/** A day alone in a cell or a field: the column is that of deadlines. */
const dayAlone = /^年?\s*(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月[底初末])?\s*(?:$|[|｜\t│)）])/;
const cellBefore = /(?:[|｜\t│]|^)\s*$/;
const yearNamed = /(?:19|20)\d{2}(?=年)/g;
const sentenceBreak = /[。！!？?；;\n]/;

function around(text: string, from: number, to: number): { before: string; after: string; sentence: string } {
  const reach = 80;
  const left = text.slice(Math.max(0, from - reach), from);
  const right = text.slice(to, to + reach);
  let start = left.length;
  while (start > 0 && !sentenceBreak.test(left.charAt(start - 1))) start -= 1;
  const stop = right.search(sentenceBreak);
  const before = left.slice(start);
  const after = stop < 0 ? right : right.slice(0, stop);
  return { before, after, sentence: before + after };
}

function isWrong(passage: Passage, from: number, to: number, named: number, current: number): boolean {
  if (named === current) return false;
  const { before, after, sentence } = around(passage.text, from, to);
  if (/《[^》]*$/.test(before)) return false;
  if (named > current) {
    const due = dueAfter.test(after) || (cellBefore.test(before) && dayAlone.test(after));
    return !(passage.forwardLooking || due || futureNear.test(sentence) || /[到至]\s*$/.test(before));
  }
  if (passage.forwardLooking && deadline.test(after) && !pastBefore.test(before)) return true;
  // Last year beside this year is what such reports are full of: only what reports it as the period is wrong.
  if (named === current - 1) return reportsAsPeriod(before, after, sentence, current);
  // Figures of several years side by side, this one among them, compare.
  const years = new Set((before + named + after).match(yearNamed)?.map(Number));
  if (years.has(current) || /今年|本年/.test(sentence)) return false;
  return !(pastBefore.test(before) || pastAfter.test(after));
}

const periodBefore =
  /^[\s\d一二三四五六七八九十、.．（）()第]{0,6}(?:在|回顾|总结|整个|现将|我(?:校|支部|园|局)|本(?:校|支部)|党支部|支部)?\s*$/;
const periodAfter =
  /^(?:学年|年)?(?:度|来|以来)?(?:[，,]|(?:我|本|党支部|支部|全体|学校|在[^，,。]{2,20}(?:下|中)|围绕|按照|以|坚持)|的?(?:工作|主要工作)[^，,。；;]{0,8}$|[^，,。；;]{0,24}(?:总结|报告|述职|汇报)\s*$)/;

/** 2024年，支部按月学习: the sentence begins with the year, and nothing in it speaks of another. */
function reportsAsPeriod(before: string, after: string, sentence: string, current: number): boolean {
  if (/^学年/.test(after) || sentence.includes(String(current))) return false;
  if (/同比|比上年|较上年|去年|上年|今年|本年|增[加长]|提高到|减少/.test(sentence)) return false;
  return periodBefore.test(before) && periodAfter.test(after);
}

function check({ passages, period }: Draft) {
  if (!period) return [];
  return passages.flatMap((passage) => {
    const hits = [...passage.plain.matchAll(mention)]
      .filter((match) => match[2] === undefined)
      .map((match) => ({
        from: match.index,
        to: match.index + match[0].length,
        year: parseNumeral(match[0]),
      }))
      .filter(
        ({ from, to, year: named }) => named !== null && isWrong(passage, from, to, named, period.year),
      );
    return foundOnce(
      passage,
      hits,
      (quote, count) =>
        `${passage.label}里写的是${quote}年${places(count)}，本期是${period.year}年。如果是沿用旧稿，请改正；如果确指往年或以后，请在文中说明。`,
    );
  });
}

export const wrongYear: DraftRule = {
  id: 'wrong-year',
  explanation:
    '正文里的年份与本期不符，多半是沿用上年的旧稿。起止年份、书名号里的年份、打算和展望里的以后年份不算。',
  severity: 'warning',
  fires: { text: '2023年，党支部扎实开展主题党日活动。' },
  silent: {
    text: '2025年，党支部落实《2024年工作要点》，自2019年成立以来首次获奖，2021—2025年规划任务完成，比2024年增长一成。',
    plan: '2026年，党支部将继续开展主题党日活动。',
  },
  check,
};
