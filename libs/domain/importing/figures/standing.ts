import type { Claim, Pairing, Standing } from './claim';
import type { Figure } from './figure';
import type { NamedPlace } from './indicator-name';
import type { Mode, Sentence } from './mode';
import type { Period } from './period';
import type { Place, Setting } from './sentence-setting';
import { subjectOf } from './subject';

const actualWord = /实际|实到|到位/;
const partWord = /(?:其中|包括|内含)[^,;]{0,24}$/;
const each = /各$/;

/** 支委会东校区6次: one place's, beside which others stand. */
const ofOnePlace =
  /(?:校区|线[上下]|校[内外]|学部|[小中]学部?|初中部?|高中部?|幼儿园|园区|[东西南北]部|本部|分校|分园|小组(?!会)|[一二三四五六]组)[^,;:、。]{0,4}$/;

/** What a figure is to the indicator that it is named for; null where it is not its value at all. */
export function standingOf({
  normal,
  sentence,
  figure,
  pairing,
  mode,
  period,
  whole,
  ownTime,
  names,
  setting,
  claims,
  alone,
}: Place & {
  claims: readonly Claim[];
  /** The figure is one name's and not several names'. */
  alone: boolean;
  pairing: Pairing;
  mode: Mode;
  period: Period;
  whole: boolean;
  /** In a quarter's or a month's report: the nearest time named before the figure is that time. */
  ownTime: boolean;
  names: NamedPlace[];
  setting: Setting;
}): Standing | null {
  if (mode === 'planned' || mode === 'change' || mode === 'start') return null;
  const gap = normal.slice(Math.max(sentence.from, figure.numberFrom - 30), figure.numberFrom);
  const clause = gap.slice(Math.max(gap.lastIndexOf(','), gap.lastIndexOf(';')) + 1);
  if (period === 'former' || period === 'later' || period === 'compared') return null;
  if (isAttended(normal, figure, pairing)) return null;
  if (ofNobody(normal, sentence, figure, pairing)) return 'doubt';
  if (mode === 'unsure' || isUnverified(normal, sentence, figure)) return 'doubt';
  if (ofFormerProblems(normal, sentence, figure, pairing)) return 'doubt';
  if (period === 'many') return null;
  if (ofProblems(normal, figure, pairing) || ofOthersDone(figure, pairing, names, setting)) return 'doubt';
  const within = partWord.exec(clause) ?? /\([^)]{0,24}$/.exec(clause);
  const among = within !== null;
  const inside = within === null ? '' : clause.slice(within.index);
  const counted = claims.some(({ definition }) => definition === pairing.definition);
  // Beside a quarter's or a month's figures, a sum since January is of another time.
  if (setting.short !== undefined && whole && !ownTime) return 'part';
  if (pairing.standing === 'total') return 'total';
  // 上党课5次,其中书记讲3次: the part is what the indicator asks for.
  const subject = subjectOf(pairing.definition);
  if (among && counted && subject !== null && inside.includes(subject)) return 'total';
  const ofThisYear = period === 'this' && (!inside.startsWith('(') || /[今本当]年|20\d\d年/.test(inside));
  if (among && counted && !ofThisYear && !/其中书记|实际|已/.test(clause)) return 'part';
  if (alone && (isEachDate(normal, sentence, figure) || isEachOfList(normal, sentence, figure, pairing)))
    return 'part';
  // “七一”党课1次 is one of several.
  if (
    /(?:七一|八一|国庆|五四|元旦|清明|开学|端午|重阳|(?:春|劳动|儿童|教师|中秋|青年|建军)节)[”"]?$/.test(
      normal.slice(Math.max(sentence.from, pairing.named.from - 8), pairing.named.from),
    )
  )
    return 'part';
  if (whole) return 'total';
  if (pairing.named.to < figure.from && ofOnePlace.test(normal.slice(pairing.named.to, figure.from)))
    return 'part';
  if (period === 'part') return 'part';
  return actualWord.test(clause) ? 'total' : 'result';
}

/** 邀请法官、医生到校举办讲座各1场: the number is meant for each of a list that the name is not in. */
function isEachOfList(normal: string, { from }: Sentence, figure: Figure, { named }: Pairing): boolean {
  if (named.to > figure.from || !figure.qualifier?.includes('各')) return false;
  const ahead = normal.slice(Math.max(from, named.from - 40), named.from);
  const clause = ahead.slice(Math.max(ahead.lastIndexOf(','), ahead.lastIndexOf(':')) + 1);
  return /\p{Script=Han}、\p{Script=Han}/u.test(clause) && !/(?:[、和与及]|以及)$/.test(clause);
}

const unverified =
  /待(?!遇)[^,;。)业]{0,6}(?:核实|核对|核定|核准|确认|查实|补充)|待定|尚?未经?(?:核实|核对|确认)|有待核|暂(?:定|估|按|记)|存疑|以[^,;。]{1,10}为准|数字?不详/;

/** The writer says of the number, up to the next one, that it is still to be verified. */
function isUnverified(normal: string, { from, to }: Sentence, figure: Figure): boolean {
  const before = normal.slice(Math.max(from, figure.numberFrom - 12), figure.numberFrom);
  const behind = normal.slice(figure.to, Math.min(to, figure.to + 60)).split(/[\d;]/)[0] ?? '';
  const after =
    figure.to + behind.length === to ? /^.?\s?\([^)\n]{0,16}\)/.exec(normal.slice(to, to + 24))?.[0] : '';
  return (
    /^\s?\(\s?\?/.test(normal.slice(figure.to, figure.to + 4)) ||
    unverified.test(before.split(/[,;]/).at(-1) ?? '') ||
    unverified.test(behind) ||
    unverified.test(after ?? '')
  );
}

/** 党员示范课听课32节,开课18节: what was listened to was held by others. */
function isAttended(normal: string, figure: Figure, { named }: Pairing): boolean {
  const between = named.to < figure.from ? normal.slice(named.to, figure.numberFrom) : '';
  return /听(?:课|了|取|讲)?\s?$|(?:参加|观摩|观看|旁听|收听|收看|参与)了?\s?$/.test(between);
}

const average = /(?:平均|人均|校均|均为|每(?:人|名|位|校|个))[^,;。\d]{0,8}$/;
const absence =
  /(?:取消|停办|停开|未(?:召开|开展|举办|组织|收到)|没有?(?:召开|开展|举办|组织|收到)|缺席|缺勤|缺课|请假|旷课|未参加|没有?参加|没去)[^,;。]{0,6}$/;

/** 主题党日平均12次, 缺席主题党日2次: an average over many, or what somebody missed or never did. */
function ofNobody(normal: string, { from }: Sentence, figure: Figure, { named }: Pairing): boolean {
  const before = (at: number) => normal.slice(Math.max(from, at - 16), at).trimEnd();
  // 未完成整改2条
  if (/[未没待]$/.test(before(named.from))) return true;
  return average.test(before(figure.numberFrom)) || absence.test(before(Math.min(named.from, figure.from)));
}

/** 上年度评议指出四个问题: found in another year. */
function ofFormerProblems(
  normal: string,
  sentence: Sentence,
  figure: Figure,
  { definition }: Pairing,
): boolean {
  if (
    ![definition.name, ...definition.aliases].some((wording) =>
      /^(?:查摆|查找|梳理|发现)出?问题$/.test(wording),
    )
  )
    return false;
  const ahead = normal.slice(Math.max(sentence.from, figure.numberFrom - 60), figure.numberFrom);
  return (
    /(?:上年|去年|上一年|往年|前年|上学年)度?(?!相比|同期)[^;。]*$/.test(ahead) &&
    !/今年|本年|目前/.test(ahead)
  );
}

/** 已整改问题12个: how many problems, where how many measures is asked. */
function ofProblems(normal: string, figure: Figure, { definition, named }: Pairing): boolean {
  if ([definition.name, ...definition.aliases].some((wording) => wording.includes('问题'))) return false;
  const between = named.to < figure.from ? normal.slice(named.to, figure.from) : '';
  return (
    between.includes('问题') || /^(?:的)?(?:突出|具体|主要)?问题/.test(normal.slice(figure.to, figure.to + 6))
  );
}

/** 查摆问题15个,已整改12个: done of what was named before, which is not what the indicator counts. */
function ofOthersDone(
  figure: Figure,
  { definition, named }: Pairing,
  names: NamedPlace[],
  setting: Setting,
): boolean {
  if (!setting.totalOf.has(definition.key) || figure.unit === definition.unit) return false;
  const denominator = setting.totalOf.get(definition.key)?.key;
  const earlier = names.filter(({ to }) => to <= named.from);
  return (
    earlier.some((name) => name.definition.unit === figure.unit) &&
    !earlier.some((name) => name.definition.key === denominator)
  );
}

/** 3月、9月各1次: the number is meant for each of several days, and the total is another. */
function isEachDate(normal: string, sentence: Sentence, figure: Figure): boolean {
  if (!each.test(normal.slice(figure.from, figure.numberFrom).trim()) && !figure.qualifier?.includes('各'))
    return false;
  const ahead = normal.slice(Math.max(sentence.from, figure.from - 60), figure.from);
  return /(?:(?:\d|[一二三四五六七八九十])(?:月|日|季度|班|年级)|学期|前后|期间|节|组|校|支部|单位|七一|国庆|元旦)(?:份|初|底)?(?:、|和|及|与)|分别/.test(
    ahead,
  );
}
