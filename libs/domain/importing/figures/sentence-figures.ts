import type { IndicatorDefinition } from '../../cycle/template-definition';
import type { Claim, Pairing, Standing } from './claim';
import type { Figure } from './figure';
import { type NameAround, type NamedPlace, valueInUnit } from './indicator-name';
import { isReached, type Mode, modeOf, type Sentence } from './mode';
import { directPairings, toPairing } from './pairing';
import { type Period, Periods } from './period';
import { actsAsSubject, subjectFit, subjectOf } from './subject';

/** What is known of the place that a sentence stands in. */
export interface Setting {
  /** The text speaks of what is to come. */
  forward: boolean;
  /** The cycle's year, where known. */
  year?: number;
  report: number;
  /** Numerator of a rate by its denominator's key: 已完成整改 of 整改措施. */
  doneOf: ReadonlyMap<string, IndicatorDefinition>;
  /** Denominators by their numerators' keys. */
  totalOf: ReadonlyMap<string, IndicatorDefinition>;
  /** Names that stand on both sides of their number. */
  around: readonly NameAround[];
}

export interface ReadSentence {
  claims: Claim[];
  /** Figures that are no indicator's value, but worth listing. */
  others: Figure[];
}

/** The last name that a sentence gave a figure for: what an ellipsis behind it goes on about. */
interface Topic {
  pairing: Pairing;
  end: number;
  mode: Mode;
}

const ellipsis =
  /^[,、;() ]{0,3}(?:(?:其中|而|但|并|又|再|截至[^,]{0,8}|目前|现已?|已|均|实际|实|年底|全年度?|本年度?|今年|年内|(?:20\d\d)年度?|一年来|总共|累计|合计|总计|共计|一共|共|达到?|为|有|完成|开展|召开|举办|组织|举行|讲|上|开设|开|收到|到位|落实|整改|解决|销号|办结|投入|(?:增[加长]?|提高|提升|上升|升|扩[大展]|发展|壮大|减少?|下降|降低?|压减|缩减)(?:到|至|为)|了|到|的|次数|人数|数量|,| )){1,8}$/;
/** What makes an ellipsis of it: a time, a sum, a deed done. */
const telling =
  /全年|年度|今年|年内|20\d\d|一年来|共|计|累|达|实|到位|已|完成|整改|解决|销号|办结|落实|[增提升扩减降展大缩][^,]{0,4}[到至为]|其中|截至|目前/;
const totalWord = /(?:全年|总共|累计|合计|总计|共计|一共|共|达到?)[^\d]{0,6}$/;
const actualWord = /实际|实到|到位/;
const doneWord = /(?:已|完成|整改|解决|销号|办结|落实)[^\d]{0,6}$/;
const partWord = /(?:其中|包括|内含)[^,;]{0,24}$/;
const each = /各$/;
const farthestEllipsis = 26;

/** Gives the figures of one sentence to the indicators that it names, with what the words around them say. */
export function readSentence(
  normal: string,
  sentence: Sentence,
  figures: Figure[],
  names: NamedPlace[],
  setting: Setting,
): ReadSentence {
  const periods = new Periods(normal, sentence.from, sentence.to, setting.year);
  const modes = figures.map((figure, index) =>
    modeOf(normal, sentence, figure, figures[index - 1]?.to ?? sentence.from, setting.forward),
  );
  const kept = figures.filter((_, index) => modes[index] !== 'rule');
  const direct = directPairings(normal, sentence, kept, names);
  const claims: Claim[] = [];
  const others: Figure[] = [];
  let topic: Topic | null = null;
  figures.forEach((figure, index) => {
    const mode = modes[index]!;
    if (mode === 'rule') return;
    const shares = ofRate(normal, sentence, figure, setting);
    if (shares.length > 0 && mode === 'done') {
      claims.push(...shares);
      return;
    }
    const own = (direct.get(figure) ?? []).map((pairing) => doneInstead(normal, pairing, setting));
    const place: Place = { normal, sentence, figure };
    const previous = figures[index - 1];
    const named = own.length > 0 ? own : implied({ ...place, previous, topic, setting, names });
    const told = periods.at(figure.numberFrom);
    // What 由…增至 started from has its own time; what was reached is of the cycle's.
    const reached = isReached(normal, sentence, figure);
    const period = reached && told.period === 'former' ? 'this' : told.period;
    let taken = false;
    for (const pairing of named) {
      const standing = standingOf({
        ...place,
        pairing,
        mode,
        period,
        whole: told.whole,
        names,
        setting,
        claims,
        alone: named.length === 1,
      });
      if (standing === null) continue;
      const claim = toClaim({ normal, sentence, pairing, standing, period, whole: told.whole, setting });
      if (claim === null) continue;
      claims.push(claim);
      taken = true;
    }
    const last = named.at(-1);
    if (last !== undefined) {
      const was: Topic | null = topic;
      topic = {
        pairing: own.length > 0 || was === null ? last : { ...was.pairing },
        end: Math.max(figure.to, last.named.to),
        mode,
      };
    }
    if (!taken) others.push(figure);
  });
  return { claims, others };
}

const rateWord = /(?:整改|完成|销号|办结|落实)率[^,;。]{0,14}$/;

/** 完成率85%(17/20): both numbers of the rate. */
function ofRate(normal: string, sentence: Sentence, figure: Figure, setting: Setting): Claim[] {
  const before = normal.slice(Math.max(sentence.from, figure.from - 24), figure.from);
  if (figure.of === undefined || figure.value > figure.of || !rateWord.test(before)) return [];
  return [...setting.doneOf].flatMap(([key, numerator]) => {
    const denominator = setting.totalOf.get(numerator.key);
    if (denominator?.key !== key) return [];
    const claim = (definition: IndicatorDefinition, value: number): Claim => ({
      definition,
      value,
      standing: 'result',
      confidence: 0.9,
      from: figure.from,
      to: figure.to,
      report: setting.report,
      table: false,
    });
    return [claim(numerator, figure.value), claim(denominator, figure.of ?? 0)];
  });
}

interface Place {
  normal: string;
  sentence: Sentence;
  figure: Figure;
}

/** 近两月召开支委会4次,全年共14次: the figure goes on about what was named before. */
function implied({
  normal,
  sentence,
  figure,
  previous,
  topic,
  setting,
  names,
}: Place & {
  previous: Figure | undefined;
  topic: Topic | null;
  setting: Setting;
  names: NamedPlace[];
}): Pairing[] {
  const before = normal.slice(Math.max(sentence.from, figure.numberFrom - 30), figure.numberFrom);
  const acting = bySubject(normal, figure, before, names);
  if (acting !== null) return [acting];
  const wrapped = aroundFigure(normal, sentence, figure, setting.around);
  if (wrapped !== null) return [wrapped];
  if (topic === null) return reachedFrom({ normal, sentence, figure }, previous, names);
  const { pairing } = topic;
  const end = previous !== undefined && goesOn(topic, previous, figure, names) ? previous.to : topic.end;
  const gap = normal.slice(end, figure.numberFrom);
  if (gap.length > farthestEllipsis || !ellipsis.test(gap) || !telling.test(gap)) return [];
  const numerator = setting.doneOf.get(pairing.definition.key);
  const done = numerator !== undefined && doneWord.test(gap) && !totalWord.test(gap.replace(doneWord, ''));
  const definition = done ? numerator : pairing.definition;
  const unit = figure.unit === '' && done ? definition.unit : figure.unit;
  const value = valueInUnit(figure.value, unit, definition.unit);
  if (value === null || (definition.scale === 0 && !Number.isInteger(value))) return [];
  if (figure.unit !== pairing.figure.unit && figure.unit !== definition.unit) return [];
  return [
    {
      figure,
      definition,
      named: done ? { from: figure.from, to: figure.to } : pairing.named,
      value,
      confidence: done ? 0.9 : Math.min(0.93, pairing.confidence),
      ...(totalWord.test(gap) && !partWord.test(gap) ? { standing: 'total' as const } : {}),
    },
  ];
}

/** Other figures of the same kind, without a name of their own, may stand between a name and its total. */
function goesOn(topic: Topic, previous: Figure, figure: Figure, names: NamedPlace[]): boolean {
  if (previous.from < topic.end || figure.from - topic.end > 80 || previous.unit !== figure.unit)
    return false;
  return !names.some(({ from }) => from >= topic.end && from < figure.from);
}

/** 阵地建设投入由2025年的1.2万元提高到3.4万元: the name stands before 由. */
function reachedFrom(
  { normal, sentence, figure }: Place,
  previous: Figure | undefined,
  names: NamedPlace[],
): Pairing[] {
  if (previous === undefined || !isReached(normal, sentence, figure)) return [];
  const name = names.findLast(({ to }) => to <= previous.from);
  if (name === undefined || !/^[^,;。]{0,6}[由从][^,;。]{0,14}$/.test(normal.slice(name.to, previous.from)))
    return [];
  const pairing = toPairing(name, figure, 0);
  return pairing === null ? [] : [pairing];
}

/** 反馈的9个问题: the words of the name stand on both sides of the number. */
function aroundFigure(
  normal: string,
  sentence: Sentence,
  figure: Figure,
  around: readonly NameAround[],
): Pairing | null {
  for (const { definition, before, behind } of around) {
    const value = valueInUnit(figure.value, figure.unit, definition.unit);
    if (value === null || figure.unit === '') continue;
    const rest = behind.exec(normal.slice(figure.to, Math.min(sentence.to, figure.to + 16)));
    const ahead = before.exec(normal.slice(Math.max(sentence.from, figure.from - 16), figure.from));
    if (rest === null || ahead === null) continue;
    const named = { from: figure.from - ahead[0].length, to: figure.to + rest[0].length };
    return { figure, definition, named, value, confidence: 0.9 };
  }
  return null;
}

/** 18条整改措施已完成15条: the name's number is the one that is done. */
function doneInstead(normal: string, pairing: Pairing, setting: Setting): Pairing {
  const { figure, definition, named } = pairing;
  const numerator = setting.doneOf.get(definition.key);
  if (numerator === undefined || named.to > figure.from) return pairing;
  if (!/已(?:经)?(?:全部)?(?:完成|整改|落实|办结|销号)/.test(normal.slice(named.to, figure.numberFrom)))
    return pairing;
  return {
    figure,
    definition: numerator,
    named: { from: named.from, to: figure.to },
    value: pairing.value,
    confidence: 0.9,
  };
}

/** 书记带头讲3次, where the sentence spoke of 党课 before. */
function bySubject(normal: string, figure: Figure, before: string, names: NamedPlace[]): Pairing | null {
  for (const name of names) {
    if (name.to > figure.from) break;
    const subject = subjectOf(name.definition);
    const at = actsAsSubject(before, subject);
    if (at === null) continue;
    const value = valueInUnit(figure.value, figure.unit, name.definition.unit);
    if (value === null) continue;
    const from = figure.numberFrom - before.length + at;
    if (normal.slice(name.to, from).length > 60) continue;
    return {
      figure,
      definition: name.definition,
      named: { from, to: figure.to },
      value,
      confidence: 0.92,
      standing: 'total',
    };
  }
  return null;
}

function standingOf({
  normal,
  sentence,
  figure,
  pairing,
  mode,
  period,
  whole,
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
  names: NamedPlace[];
  setting: Setting;
}): Standing | null {
  if (mode === 'planned' || mode === 'change' || mode === 'start') return null;
  const gap = normal.slice(Math.max(sentence.from, figure.numberFrom - 30), figure.numberFrom);
  const clause = gap.slice(Math.max(gap.lastIndexOf(','), gap.lastIndexOf(';')) + 1);
  if (period === 'former' || period === 'later' || period === 'compared') return null;
  if (mode === 'unsure') return 'doubt';
  if (period === 'many') return null;
  if (ofProblems(normal, figure, pairing) || ofOthersDone(figure, pairing, names, setting)) return 'doubt';
  const among = partWord.test(clause) || /\([^)]{0,24}$/.test(clause);
  const counted = claims.some(({ definition }) => definition === pairing.definition);
  if (pairing.standing === 'total') return 'total';
  // 上党课5次,其中书记讲3次: the part is what the indicator asks for.
  const subject = subjectOf(pairing.definition);
  if (among && counted && subject !== null && clause.includes(subject)) return 'total';
  if (among && counted && period !== 'this' && !/其中书记|实际|已/.test(clause)) return 'part';
  if (alone && isEachDate(normal, sentence, figure)) return 'part';
  // “七一”党课1次 is one of several.
  if (
    /(?:七一|八一|国庆|五四|元旦|清明|开学|端午|重阳|(?:春|劳动|儿童|教师|中秋|青年|建军)节)[”"]?$/.test(
      normal.slice(Math.max(sentence.from, pairing.named.from - 8), pairing.named.from),
    )
  )
    return 'part';
  if (whole) return 'total';
  if (period === 'part') return 'part';
  return actualWord.test(clause) ? 'total' : 'result';
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

function toClaim({
  normal,
  sentence,
  pairing,
  standing,
  period,
  whole,
  setting,
}: {
  normal: string;
  sentence: Sentence;
  pairing: Pairing;
  standing: Standing;
  period: Period;
  whole: boolean;
  setting: Setting;
}): Claim | null {
  const { figure, definition, named, value } = pairing;
  const place = 'subject' in named ? (named as NamedPlace) : null;
  const fit = place === null ? 1 : subjectFit(normal, sentence.from, place.from, place.subject);
  if (fit === 0) return null;
  const assured = whole || period === 'this' || standing === 'total' ? 0.03 : 0;
  const doubts = (setting.forward ? 0.1 : 0) + (figure.chinese ? 0.02 : 0);
  const confidence = Math.min(0.98, pairing.confidence + assured - doubts) * fit;
  const upper = figure.upper === undefined ? null : valueInUnit(figure.upper, figure.unit, definition.unit);
  const from = Math.min(named.from, figure.from);
  return {
    definition,
    value,
    ...(upper === null ? {} : { upper }),
    ...(figure.qualifier === undefined ? {} : { qualifier: figure.qualifier }),
    standing: fit < 0.6 ? 'doubt' : standing,
    confidence,
    from,
    to: Math.max(named.to, figure.to),
    report: setting.report,
    table: false,
  };
}
