import type { Figure } from './figure';

/** A stretch of text in which a name and its figure are looked for: one sentence. */
export interface Sentence {
  from: number;
  to: number;
}

const everyTime =
  /每(?:隔|逢)?(?:个|半|一|两|二|三|\d)?(?:年|季度?|月|周|天|日|学期|学年|旬)|逐[月年季周]|按[月季周年]|月月|年年|季季/;
const rhythm = /(?:^|[^\d十二两])[一半](?:年|季度?|个?月|周|学期)(?:至少|不少于)?$/;
const rule =
  /(?:制度|办法|方案|章程|条例)[^,]{0,4}规定|要求(?:各|每|全体|所有)|应当?(?:召开|开展|组织)|必须(?:召开|开展|组织)/;
const future = /(?:将|拟|计划|力争|争取|预计|目标|确保|(?<![主需重首])要)[^,]{0,14}$/;
const fact = /目前|已经?|截至|现有|今年以来|本年度|(?:开展|召开|举办|完成|培养|发展)了/;
const change =
  /(?:增加|增长|减少|下降|降低|提高|提升|上升|同比增|净增|(?<!最)多|(?<![至不])少)了?\s?(?:近|约|超过?)?$/;
const formerYear = /去年|上年|上一年|往年|前年|同期/;
const partOfYear =
  /(?:上|下)半年|第[一二三四1-4]季度|[一二三四]季度|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|本季度|本月|当月|暑假|寒假/;
const wholeYear = /全年|本年度|年内|今年以来|一年来|年度|累计|总计|合计|共/;

/** What the words around a figure say about it. */
export interface FigureContext {
  /** 每月一次: what ought to be, no figure at all. */
  isRule: boolean;
  /** A plan, a change, another year's number: a figure, but not this year's result. */
  isOther: boolean;
  partial: boolean;
  total: boolean;
}

/**
 * Judges the clause before a figure. `forward`: the text is about what is to come, so that only a
 * sentence that speaks of facts counts. `year`: the cycle's year, where known.
 */
export function judgeFigure(
  normal: string,
  sentence: Sentence,
  figure: Figure,
  forward: boolean,
  year?: number,
): FigureContext {
  const whole = normal.slice(Math.max(sentence.from, figure.from - 160), figure.to);
  const before = normal.slice(Math.max(sentence.from, figure.from - 60), figure.numberFrom);
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(':')) + 1);
  const after = normal.slice(figure.to, Math.min(sentence.to, figure.to + 12));
  const periodic = everyTime.test(clause) || (figure.value <= 2 && everyTime.test(before.slice(-40)));
  const years = [...clause.matchAll(/(20\d\d)年/g)].map((match) => Number(match[1]));
  const otherYear = year !== undefined && years.length > 0 && !years.includes(year);
  const planned = forward ? !fact.test(whole) || future.test(clause) : future.test(clause);
  return {
    isRule: periodic || rhythm.test(clause) || rule.test(clause) || /^的(?:制度|要求|规定|标准)/.test(after),
    isOther: planned || otherYear || formerYear.test(clause) || change.test(clause),
    partial: partOfYear.test(clause),
    total: wholeYear.test(before.slice(-24)),
  };
}
