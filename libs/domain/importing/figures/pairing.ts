import type { Pairing } from './claim';
import type { Figure } from './figure';
import { isUnlikelyMoney, type NamedPlace, valueInUnit } from './indicator-name';
import type { Sentence } from './mode';
import { pairRespectively, pairYears } from './respective-pairing';
import { toPairing } from './to-pairing';

const filler =
  /^(?:活动|会议|学习|工作|情况|制度|清单|预备党员|等|类|\s|”|"|》|\([^)]{0,24}\)|今年以来|本年度|全年|年内|今年|全校|各支部|原?计划|目标|应召?开|已经|已|一共|总共|共计|共|总计|合计|累计|达到|达|为|了|有|(?:第?[一二三四1-4]季度|[上下]半年)|先后|开展|召开|举办|组织|召集|完成|进行|开设|举行|上|讲授|讲|主讲|开|各|均|仍然?|分别|总数|数量|次数|人数|:|=){0,10}$/;
const modifier =
  /^(?:的|高质量|专题|集中|大型|特色|精品|系列|全体|支部|党员|教师|同志|优秀|青年|年轻|预备|新|老|“[^”]{0,14}”|以[^,]{0,14}为主题的?|题为《[^》]{0,24}》的|《[^》]{0,24}》(?:的|主题)?|形式多样的|不同主题的|专题性?的?|主题鲜明的){0,6}$/;
const farthest = 24;
/** 次数同比增长50%,共6次: how much it changed stands between the name and its number. */
const changeBetween =
  /^(?:[次人数份场节总量]{2})?(?:同比|环比|(?:比|较)(?:去年|上年|上一年)(?:同期)?)?(?:增[长加]|上升|提[高升]|下降|减少|降低)了?\s?\d+(?:\.\d+)?\s?(?:%|个百分点),/;
/** 示范课(含送教5节)23节: what a bracket behind the name counts is a part of the number behind it. */
const partInBrackets = /^\s?\([^)]{0,6}(?:含|其中|包括)[^)]*$/;
/** 主题党日被报道3次, 主题党日时间调整2次: what else happened to the thing named. */
const otherDeed =
  /被|报道|调整|变更|推迟|延期|宣传|推送|推广|推介|获|评|奖|检查|督[查导]|巡查|抽查|通报|表[扬彰]|补[课学]|请假|缺/;
/** 由听讲座改为实践体验,全年12次: the number is no longer the name's. */
const turned = /改|转|变|代替|取代|结合|带动|促进|推动|之后|以后/;

/** Figures of one sentence with the indicators named beside them; a name serves one figure. */
export function directPairings(
  normal: string,
  sentence: Sentence,
  figures: Figure[],
  names: NamedPlace[],
  year?: number,
): Map<Figure, Pairing[]> {
  const found = new Map<Figure, Pairing[]>();
  if (figures.length === 0 || names.length === 0) return found;
  const respective = pairRespectively(normal, sentence, figures, names);
  for (const pairing of [...respective.pairings, ...pairYears(normal, sentence, figures, names, year)]) {
    found.set(pairing.figure, [...(found.get(pairing.figure) ?? []), pairing]);
  }
  // What stands apart from them is paired one by one.
  const used = new Set(
    names.filter(({ from }) => [...found.values()].flat().some(({ named }) => named.from === from)),
  );
  let next = 0;
  figures.forEach((figure, index) => {
    if (found.has(figure) || respective.open.has(figure)) return;
    while (next < names.length && names[next]!.to <= figure.from) next += 1;
    const shared = figure.qualifier?.includes('各') ? pairEach(normal, figure, names, next, used) : [];
    if (shared.length > 0) {
      found.set(figure, shared);
      return;
    }
    const before = names[next - 1];
    const pairing =
      before !== undefined && !used.has(before)
        ? sharesItsNumber(normal, figure, before, names[next - 2])
          ? null
          : pairBefore(normal, figure, before, figures[index - 1])
        : null;
    if (pairing !== null) {
      used.add(before!);
      found.set(figure, [pairing]);
      return;
    }
    const after = names.slice(next, next + 3).find((name) => name.from >= figure.to);
    const other = after === undefined ? null : pairAfter(normal, figure, after, figures[index + 1]);
    if (other === null) return;
    used.add(after!);
    found.set(figure, [other]);
  });
  return found;
}

/** 主题党日、支部会议各12次: every name of the list in front. */
function pairEach(
  normal: string,
  figure: Figure,
  names: NamedPlace[],
  next: number,
  used: Set<NamedPlace>,
): Pairing[] {
  const found: Pairing[] = [];
  let edge = figure.from;
  for (let index = next - 1; index >= 0 && index > next - 8; index -= 1) {
    const name = names[index]!;
    const gap = normal.slice(name.to, Math.min(edge, name.to + farthest));
    const joined =
      found.length === 0
        ? filler.test(gap) || /^(?:活动|会议)?(?:[、和与及]|以及)\p{Script=Han}{2,8}$/u.test(gap)
        : /^(?:活动|会议|大会)?(?:、|和|与|及|以及)$/.test(gap);
    if (!joined || used.has(name)) break;
    const pairing = toPairing(name, figure, 0);
    if (pairing === null) break;
    found.push(pairing);
    used.add(name);
    edge = name.from;
  }
  return found;
}

function pairBefore(
  normal: string,
  figure: Figure,
  name: NamedPlace,
  previous: Figure | undefined,
): Pairing | null {
  if (figure.from - name.to > farthest + 16) return null;
  const said = normal.slice(name.to, figure.from);
  const gap = said.replace(changeBetween, '');
  const { length } = gap;
  if (isOfSeveral(normal, name, gap) || partInBrackets.test(gap)) return null;
  if (figure.unit === '')
    return isCell(gap, name) && !isUnlikelyMoney(figure.value, name.definition, gap)
      ? toPairing(name, { ...figure, unit: name.definition.unit }, 0.1)
      : null;
  if (filler.test(gap) || isCell(gap, name)) return toPairing(name, figure, 0);
  const comma = gap.indexOf(',');
  if (comma >= 0) {
    const between = previous !== undefined && previous.numberFrom >= name.to && previous.value > 2;
    return !between && comma <= 10 && !turned.test(gap.slice(0, comma)) && filler.test(gap.slice(comma + 1))
      ? toPairing(name, figure, 0.25)
      : null;
  }
  if (/[、:]/.test(gap) || length > 6 || otherDeed.test(gap)) return null;
  return toPairing(name, figure, 0.25);
}

/** 党员大会和支委会共16次: one number of two names, which is neither's. */
function sharesItsNumber(
  normal: string,
  figure: Figure,
  name: NamedPlace,
  earlier: NamedPlace | undefined,
): boolean {
  if (earlier === undefined || figure.from - name.to > farthest) return false;
  const gap = normal.slice(name.to, figure.numberFrom);
  return (
    /(?:共|合计|总计|累计)/.test(gap) &&
    !/各|分别|[,;:\d]/.test(gap) &&
    /^(?:活动|会议|\([^)\d]{0,12}\))?(?:[、和与及暨]|以及)$/.test(normal.slice(earlier.to, name.from))
  );
}

/** 主题党日和志愿服务共20次, 主题党日、党课等活动30次: a number of several things, of which the name is one. */
function isOfSeveral(normal: string, name: NamedPlace, gap: string): boolean {
  if (/^(?:活动|会议)?(?:[和与及暨]|以及)(?![今全本去上往前同]年?|\d)\p{Script=Han}{2}/u.test(gap))
    return true;
  return (
    /^等/.test(gap) && /(?:[、和与及]|以及)\s?$/.test(normal.slice(Math.max(0, name.from - 3), name.from))
  );
}

/** Nothing but separators and the unit between name and number: 主题党日（次）：12, or a table's cells. */
function isCell(gap: string, name: NamedPlace): boolean {
  if (gap.length > 16) return false;
  const rest = gap.replace(name.definition.unit, '').replace(/[()（）]/g, '');
  return /^[\s:|=]+$/.test(rest);
}

function pairAfter(
  normal: string,
  figure: Figure,
  name: NamedPlace,
  following: Figure | undefined,
): Pairing | null {
  const length = name.from - figure.to;
  // 使用0.8万元,其中0.5万元用于阵地: the nearer number is meant.
  if (following !== undefined && following.numberFrom < name.from && following.unit === figure.unit)
    return null;
  if (figure.unit === '' || length > farthest) return null;
  // The name belongs to the number behind it: …12次 党员大会6次.
  if (following !== undefined && following.from >= name.to && following.from - name.to <= farthest) {
    const between = normal.slice(name.to, following.from);
    // 18条整改措施已完成15条: what is done behind it is another number.
    if (filler.test(between) && !between.includes('已') && fits(name, following)) return null;
  }
  const gap = normal.slice(figure.to, name.from);
  // 党小组会(24次)党课(4次): a number in brackets belongs to what stands before them.
  if (/^ ?\)/.test(gap) && /\( ?$/.test(normal.slice(Math.max(0, figure.from - 2), figure.from))) return null;
  if (modifier.test(gap)) return toPairing(name, figure, 0.05);
  const { unit } = name.definition;
  if (/[元]$/.test(unit)) return /^,?[^,;:]{0,12}$/.test(gap) ? toPairing(name, figure, 0.1) : null;
  if (/[、,;:和与及]/.test(gap)) return null;
  const people = /^[人名位]$/.test(figure.unit) && /^[人份]$/.test(unit);
  if (people && length <= 16) return toPairing(name, figure, 0.15);
  return length <= 4 ? toPairing(name, figure, 0.25) : null;
}

function fits(name: NamedPlace, figure: Figure): boolean {
  return valueInUnit(figure.value, figure.unit, name.definition.unit) !== null;
}
