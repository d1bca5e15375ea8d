import type { Figure } from './figure';

/** A stretch of text in which a name and its figure are looked for: one sentence. */
export interface Sentence {
  from: number;
  to: number;
}

/** Whether a figure tells what was done, what is meant to be done, what ought to be, or how much changed. */
export type Mode = 'done' | 'planned' | 'rule' | 'change' | 'start' | 'unsure';

const everyTime =
  /每(?:隔|逢)?(?:个|半|一|两|二|三|\d)?(?:年|季度?|月|周|天|日|学期|学年|旬)|逐[月年季周]|按[月季周年]|月月|年年|季季/;
const rhythm = /(?:^|[^\d十二两上下])[一半](?:年|季度?|个?月|周|学期)(?:至少|不少于)?$/;
const rule = /(?:制度|办法|方案|章程|条例)[^,]{0,4}规定|要求(?:各|每|全体|所有)/;
const duty = /应当?(?:召开|开展|组织|开|到)|必须(?:召开|开展|组织)/;
const future =
  /(?:将(?!学|军|来自)|拟|(?<![按照])计划|力争|争取|预计|目标(?:为|是|值)|(?<!有力)确保|(?<![主需重首纪简必])要(?![求点素闻])|应(?![邀对急届用聘])|预算(?!执行|完成)|须|需(?!求)|原定|(?<![按照据])要求|任务(?:为|是|数))[^,]{0,14}$/;
/** 安排 tells what was done as well as what is meant: the sentence decides. */
const arranged = /安排(?!了)[^,]{0,14}$/;
/** 1名预备党员即将转正 */
const soon = /^[^,;:。\d]{0,10}(?:即将|将[于在按会]|有望|(?<!虚|模)拟(?!定了|订了))/;
const asked = /(?<!入党)(?:申请|申报|报批|请示)(?!书|人|入)[^,]{0,14}$/;
const floor = /(?:不少于|不低于|不得少于|至少|不下于?)\s?$/;
const fact =
  /目前|已经?|截至|现有|今年以来|实际|(?:开展|召开|举办|完成|培养|发展|组织|收到|讲|上)了|共(?:开展|召开|举办|完成|组织|收到)|累计|完成|达到?/;
const made = /制定|制订|收到|形成|梳理|查摆|列出|征集|投入/;
const change =
  /(?:增加|增长|减少|下降|降低|提高|提升|上升|同比增|净增|增|减|(?<!最)多|(?<![至不])少)了?\s?(?:近|约|超过?)?$/;
/** 没有开展过1次, 少开了2次: what was not done. */
const undone =
  /(?:没有?|(?:从|尚|并|均)?未(?:能|曾)?|不曾)(?:再|按期|按时)?(?:召开|开展|举办|组织|举行|完成|收到|落实|讲|上|开|办)[^,;:。]{0,6}$|(?:取消|停办|停开|漏开|[缺少欠](?:开展|召开|举办|[开讲办上]))了?\s?$/;
/** 4次专题讲座一次也没开成 */
const undoneBehind =
  /^[^,;:。\d]{0,12}(?:[一半](?:次|场|节|个|条)[也都](?:没|未)|[也都](?:没|未)|(?:均|都|全部?)(?:没|未)|未能(?:召开|开展|举办|如期|按期)|(?:尚|仍|还|暂)?未(?:完成|落实|整改|销号|到位|办结|解决)(?![^,;。]{0,6}\d)|被?取消(?!\d))/;
/** 原报4次, 误填为10次, 不是12次: a number that another one corrects. */
const corrected =
  /(?:原(?:来|先)?(?:报|填|写|记|统计|上报|申报)(?:为|的|了|是)?|[误错](?:报|填|写|记|作|计|统计)(?:为|成|了|作)?|不是|而非|并非)\s?$/;
/** 应为11次 says what is right only where the sentence corrects something. */
const corrects = /更正|勘误|订正|纠正|修正|不是|而非|[误错](?:报|填|写|记|统计)/;
const reached =
  /(?:更正|订正|纠正|修正|核[实定准])(?:为|成)\s?$|(?:增[加长]?|提高|提升|上升|升|扩[大展]|发展|壮大|减少?|下降|降低?|压[减缩]|缩减|调整|变|改)(?:到|至|为|成)了?\s?(?:今年的?|本年的?|年[末底]的?|现在的?|目前的?|如今的?|20\d\d年的?)?\s?$/;
const origin = /(?:由|从)[^,;。]{0,20}$/;
const leavesFor =
  /^[^,;。]{0,8}(?:增|升|提|扩|发展|上升|壮大|减|降|压|缩|调整|变|改)[^,;。]{0,5}(?:到|至|为|成)/;

/** 年初有入党积极分子5名: what there was before anything was done. */
const yearStart = /(?:年初|期初|上年末|去年[末底])(?!以来)[^,;:。]{0,16}$/;

/** 由4名增至7名: whether the figure is what was reached. */
export function isReached(normal: string, sentence: Sentence, figure: Figure): boolean {
  return reached.test(normal.slice(Math.max(sentence.from, figure.numberFrom - 24), figure.numberFrom));
}

/**
 * Judges the words before and behind a figure. `since` is where the figure before it ends: what is planned there is not
 * planned here. `forward`: the text is about what is to come, so that only a sentence that speaks of facts counts.
 */
export function modeOf(
  normal: string,
  sentence: Sentence,
  figure: Figure,
  since: number,
  forward: boolean,
): Mode {
  const whole = normal.slice(Math.max(sentence.from, figure.from - 160), figure.to);
  const before = normal.slice(Math.max(sentence.from, figure.from - 60), figure.numberFrom);
  const clauseFrom = Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.lastIndexOf(';')) + 1;
  const clause = before.slice(clauseFrom);
  const own = normal.slice(Math.max(figure.numberFrom - clause.length, since), figure.numberFrom);
  const after = normal.slice(figure.to, Math.min(sentence.to, figure.to + 20));
  const periodic = everyTime.test(clause) || (figure.value <= 2 && everyTime.test(before.slice(-40)));
  const counted = /(?:共|累计|合计|总计)(?:计|开展|召开|举办)?\s?$/.test(own);
  if (
    !counted &&
    (periodic ||
      rhythm.test(clause) ||
      rule.test(clause) ||
      /^的(?:制度|要求|规定|标准)|^\/(?:年|月|季|周|学期)/.test(after))
  )
    return 'rule';
  if (undone.test(own) || undoneBehind.test(after) || corrected.test(own)) return 'change';
  if (duty.test(own) || soon.test(after)) return 'planned';
  if (figure.unit.endsWith('元') && asked.test(own)) return 'planned';
  if (isReached(normal, sentence, figure)) return forward && !fact.test(whole) ? 'planned' : 'done';
  if (origin.test(clause) && leavesFor.test(after)) return 'start';
  if (/^[人名位]$/.test(figure.unit) && yearStart.test(own)) return 'start';
  if (change.test(clause)) return 'change';
  if (floor.test(own)) return fact.test(own.replace(floor, '')) || made.test(own) ? 'done' : 'planned';
  if (arranged.test(own) && !/召开|开展|举办|完成|已|共/.test(whole)) return 'unsure';
  const ahead = future.exec(own);
  if (/应(?:当)?[为是]\s?$/.test(own) && corrects.test(normal.slice(sentence.from, figure.to + 60)))
    return 'done';
  if (ahead !== null && !/实际|已|了|现有|目前|截至/.test(own.slice(ahead.index))) return 'planned';
  if (forward && !fact.test(whole)) return 'planned';
  return 'done';
}
