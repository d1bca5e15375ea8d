import type { Pairing } from './claim';
import type { Figure } from './figure';
import { type NamedPlace, valueInUnit } from './indicator-name';
import type { Sentence } from './mode';

const filler =
  /^(?:活动|会议|学习|工作|情况|制度|清单|预备党员|等|类|\s|”|"|》|\([^)]{0,12}\)|今年以来|本年度|全年|年内|今年|全校|各支部|原?计划|目标|应召?开|已经|已|一共|总共|共计|共|总计|合计|累计|达到|达|为|了|有|先后|开展|召开|举办|组织|召集|完成|进行|开设|举行|上|讲授|讲|主讲|开|各|均|仍然?|分别|总数|数量|次数|人数|:|=){0,10}$/;
const modifier =
  /^(?:的|高质量|专题|集中|大型|特色|精品|系列|全体|支部|党员|教师|同志|优秀|青年|年轻|预备|新|老|“[^”]{0,14}”|以[^,]{0,14}为主题的?|题为《[^》]{0,24}》的|《[^》]{0,24}》(?:的|主题)?|形式多样的|不同主题的|专题性?的?|主题鲜明的){0,6}$/;
const farthest = 24;
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
  for (const pairing of [
    ...pairRespectively(normal, sentence, figures, names),
    ...pairYears(normal, sentence, figures, names, year),
  ]) {
    found.set(pairing.figure, [...(found.get(pairing.figure) ?? []), pairing]);
  }
  // What stands apart from them is paired one by one.
  const used = new Set(
    names.filter(({ from }) => [...found.values()].flat().some(({ named }) => named.from === from)),
  );
  let next = 0;
  figures.forEach((figure, index) => {
    if (found.has(figure)) return;
    while (next < names.length && names[next]!.to <= figure.from) next += 1;
    const shared = figure.qualifier?.includes('各') ? pairEach(normal, figure, names, next, used) : [];
    if (shared.length > 0) {
      found.set(figure, shared);
      return;
    }
    const before = names[next - 1];
    const pairing =
      before !== undefined && !used.has(before)
        ? pairBefore(normal, figure, before, figures[index - 1])
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

/** 主题党日、书记党课、支委会分别开展12次、5次、12次. */
function pairRespectively(
  normal: string,
  sentence: Sentence,
  figures: Figure[],
  names: NamedPlace[],
): Pairing[] {
  const at = normal.slice(sentence.from, Math.min(sentence.to, sentence.from + 400)).indexOf('分别');
  if (at < 0) return [];
  const place = sentence.from + at;
  const before = listedBefore(normal, names, place);
  const after = figures.filter((figure) => figure.numberFrom > place).slice(0, before.length);
  if (before.length < 2 || before.length !== after.length) return [];
  const units = after.findLast((figure) => figure.unit !== '')?.unit ?? '';
  return before.flatMap((name, index) => {
    const figure = after[index]!;
    const pairing = toPairing(name, { ...figure, unit: figure.unit === '' ? units : figure.unit }, 0.05);
    return pairing === null ? [] : [{ ...pairing, figure }];
  });
}

/** The names of one list that ends at a place: what a comma sets apart has its own figure. */
function listedBefore(normal: string, names: readonly NamedPlace[], place: number): NamedPlace[] {
  const list: NamedPlace[] = [];
  for (const name of names.filter(({ to }) => to <= place).reverse()) {
    const next = list[0];
    const gap = normal.slice(name.to, next?.from ?? place);
    const joined =
      next === undefined ? gap.length < 80 : /^[^,;\d]{0,8}(?:[、和与及]|以及)[^,;\d]{0,8}$/.test(gap);
    if (!joined) break;
    list.unshift(name);
  }
  return list;
}

const yearsInTurn = /((?:20\d\d年?(?:[、,和与及]|以及))+20\d\d年)[^,;。\d]{0,20}(?:分别|依次)/g;

/** 2025年、2026年书记党课分别为5次、6次: of several years' figures, those of the others are no claim. */
function pairYears(
  normal: string,
  sentence: Sentence,
  figures: Figure[],
  names: NamedPlace[],
  year: number | undefined,
): Pairing[] {
  const found: Pairing[] = [];
  const text = normal.slice(sentence.from, Math.min(sentence.to, sentence.from + 400));
  for (const match of text.matchAll(yearsInTurn)) {
    const place = sentence.from + match.index + match[0].length;
    const years = [...match[1]!.matchAll(/20\d\d/g)].map(([said]) => Number(said));
    const after = figures.filter(({ numberFrom }) => numberFrom >= place).slice(0, years.length);
    const first = after[0];
    const name = names.findLast(({ to }) => first !== undefined && to <= first.from);
    if (name === undefined || name.from < sentence.from + match.index || after.length < years.length)
      continue;
    const units = after.findLast((figure) => figure.unit !== '')?.unit ?? '';
    after.forEach((figure, index) => {
      const pairing = toPairing(name, { ...figure, unit: figure.unit === '' ? units : figure.unit }, 0.02);
      if (pairing !== null)
        found.push({ ...pairing, figure, period: years[index] === year ? 'this' : 'former' });
    });
  }
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
      found.length === 0 ? filler.test(gap) : /^(?:活动|会议|大会)?(?:、|和|与|及|以及)$/.test(gap);
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
  const length = figure.from - name.to;
  if (length > farthest + 16) return null;
  const gap = normal.slice(name.to, figure.from);
  if (isOfSeveral(normal, name, gap)) return null;
  if (figure.unit === '')
    return isCell(gap, name) ? toPairing(name, { ...figure, unit: name.definition.unit }, 0.1) : null;
  if (filler.test(gap) || isCell(gap, name)) return toPairing(name, figure, 0);
  const comma = gap.indexOf(',');
  if (comma >= 0) {
    const between = previous !== undefined && previous.numberFrom >= name.to && previous.value > 2;
    return !between && comma <= 10 && !turned.test(gap.slice(0, comma)) && filler.test(gap.slice(comma + 1))
      ? toPairing(name, figure, 0.25)
      : null;
  }
  if (/[、:]/.test(gap) || length > 6) return null;
  return toPairing(name, figure, 0.25);
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

export function toPairing(name: NamedPlace, figure: Figure, doubt: number): Pairing | null {
  const { definition } = name;
  const value = valueInUnit(figure.value, figure.unit, definition.unit);
  if (value === null || (definition.scale === 0 && !Number.isInteger(value))) return null;
  if (definition.min !== undefined && value < definition.min) return null;
  let confidence = (name.exact ? 0.95 : 0.9) - doubt;
  const same =
    figure.unit === definition.unit || /元$/.test(definition.unit) || /^[人名位]$/.test(figure.unit);
  if (!same) confidence -= 0.05;
  if (figure.upper !== undefined) confidence -= 0.2;
  if (figure.qualifier !== undefined && figure.qualifier !== '各') confidence -= 0.06;
  return { figure, definition, named: name, value, confidence };
}
