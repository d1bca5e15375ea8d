import type { IndicatorDefinition } from '../../cycle/template-definition';
import type { Pairing } from './claim';
import type { Figure } from './figure';
import { type NameAround, type NamedPlace, valueInUnit } from './indicator-name';
import { isReached, type Sentence } from './mode';
import type { Place, Setting } from './sentence-setting';
import { actsAsSubject, namesAnother, subjectOf } from './subject';
import { toPairing } from './to-pairing';

/** The last name that a sentence gave a figure for: what an ellipsis behind it goes on about. */
export interface Topic {
  pairing: Pairing;
  end: number;
}

const ellipsis =
  /^[,、;() ]{0,3}(?:(?:其中|而|但|并|又|再|[上下]半年|第?[一二三四1-4]季度|1?\d月?(?:-|—{1,2}|–|至|到|~)1?\d月|截至[^,]{0,8}|目前|现已?|已|均|实际|实|年[底末]|期末|仍|全年度?|本年度?|今年|年内|(?:20\d\d)年度?|一年来|总共|累计|合计|总计|共计|一共|共|达到?|为|有|完成|开展|召开|举办|组织|举行|讲|上|开设|开课|授课|开|收到|到位|落实|整改|解决|销号|办结|投入|支出|使用|花费|开支|(?:增[加长]?|提高|提升|上升|升|扩[大展]|发展|壮大|调?减少?|下降|降低?|压减|缩减|调整|变更?|改|[更订纠修]正|核[实定准])(?:到|至|为|成)|了|到|的|次数|人数|数量|,| )){1,8}$/;
/** What makes an ellipsis of it: a time, a sum, a deed done. */
const telling =
  /半年|季度|月|现有|开课|授课|举办|全年|年度|今年|本年|年内|20\d\d|一年来|共|计|累|达|实|到位|已|完成|整改|解决|销号|办结|落实|支出|花费|开支|[增提升扩减降展大缩整变改正核][^,]{0,4}[到至为成]|其中|截至|目前|年[底末]|期末/;
const totalWord = /(?:全年|总共|累计|合计|总计|共计|一共|共|达到?)[^\d]{0,6}$/;
const doneWord = /(?:已|完成|整改|解决|销号|办结|落实)[^\d]{0,6}$/;
const partWord = /(?:其中|包括|内含)[^,;]{0,24}$/;
const farthestEllipsis = 26;
const mostParts = 12;
const farthestPart = 14;

/** 近两月召开支委会4次,全年共14次: the figure goes on about what was named before. */
export function implied({
  normal,
  sentence,
  figure,
  previous,
  topic,
  setting,
  names,
  figures,
}: Place & {
  /** All figures of the sentence, in order. */
  figures: readonly Figure[];
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
  const summed = sumOfParts({ normal, sentence, figure }, figures, names);
  if (summed !== null) return [summed];
  if (topic === null) return reachedFrom({ normal, sentence, figure }, previous, names);
  const { pairing } = topic;
  const end = previous !== undefined && goesOn(topic, previous, figure, names) ? previous.to : topic.end;
  const gap = normal.slice(end, figure.numberFrom);
  // …、副书记上党课3节,共计6节: the sum of several people's is nobody's.
  if (namesAnother(normal.slice(topic.end, figure.numberFrom), subjectOf(pairing.definition))) return [];
  if (sumsOthersToo(figure, topic, figures, names)) return [];
  const numerator = setting.doneOf.get(pairing.definition.key);
  const ended = numerator === undefined ? null : doneBehind({ normal, sentence, figure }, gap, numerator);
  if (ended !== null) return [ended];
  if (gap.length > farthestEllipsis || !ellipsis.test(gap) || !telling.test(gap)) return [];
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

/** 措施20条,其中18条已完成: what the figure counts was done, as the words behind it say. */
function doneBehind(
  { normal, sentence, figure }: Place,
  gap: string,
  definition: IndicatorDefinition,
): Pairing | null {
  const behind = normal.slice(figure.to, Math.min(sentence.to, figure.to + 12));
  if (!/^[,、;() ]{0,2}(?:其中|中|里面?|现|目前|截至目前|有|,| ){1,4}$/.test(gap)) return null;
  if (!/^(?:措施|任务|举措)?(?:均|都)?(?:已经?(?:全部)?|全部)(?:完成|整改|落实|办结|销号|到位)/.test(behind))
    return null;
  const value = valueInUnit(figure.value, figure.unit, definition.unit);
  if (value === null || figure.upper !== undefined) return null;
  return { figure, definition, named: { from: figure.from, to: figure.to }, value, confidence: 0.9 };
}

/** 第一课1次,专题党课4次,共计5次: the sum counts something that stands before the name and is none of it. */
function sumsOthersToo(
  figure: Figure,
  { pairing }: Topic,
  figures: readonly Figure[],
  names: readonly NamedPlace[],
): boolean {
  const before = figures[figures.indexOf(pairing.figure) - 1];
  if (before === undefined || before.unit !== figure.unit) return false;
  if (before.value + pairing.figure.value !== figure.value) return false;
  return !names.some(({ definition, from }) => definition === pairing.definition && from < before.to);
}

/** Other figures of the same kind, without a name of their own, may stand between a name and its total. */
function goesOn(topic: Topic, previous: Figure, figure: Figure, names: NamedPlace[]): boolean {
  if (previous.from < topic.end || figure.from - topic.end > 80 || previous.unit !== figure.unit)
    return false;
  return !names.some(({ from }) => from >= topic.end && from < figure.from);
}

/** 申请书:小学收到2份,初中收到3份,共5份: the sum of parts that stand behind one name. */
function sumOfParts(
  { normal, sentence, figure }: Place,
  figures: readonly Figure[],
  names: readonly NamedPlace[],
): Pairing | null {
  const ahead = normal.slice(Math.max(sentence.from, figure.numberFrom - 12), figure.numberFrom);
  if (!totalWord.test(ahead.slice(ahead.search(/[^,;、]*$/)))) return null;
  const at = figures.indexOf(figure);
  let sum = 0;
  for (let index = at - 1; index >= Math.max(0, at - mostParts); index -= 1) {
    const part = figures[index]!;
    // The 一 of 一共.
    if (part.unit === '') continue;
    if (part.unit !== figure.unit) return null;
    sum = Math.round((sum + part.value) * 100) / 100;
    if (sum > figure.value) return null;
    if (sum < figure.value || at - index < 2) continue;
    const name = names.findLast(({ to }) => to <= part.numberFrom);
    if (name === undefined || part.numberFrom - name.to > farthestPart) return null;
    if (namesAnother(normal.slice(name.to, figure.from), subjectOf(name.definition))) return null;
    if (
      names.some(
        ({ from, definition }) => from > name.from && from < figure.from && definition !== name.definition,
      )
    )
      return null;
    const pairing = toPairing(name, figure, 0.02);
    return pairing === null ? null : { ...pairing, standing: 'total' };
  }
  return null;
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
export function doneInstead(normal: string, pairing: Pairing, setting: Setting): Pairing {
  const { figure, definition, named } = pairing;
  const numerator = setting.doneOf.get(definition.key);
  if (numerator === undefined || named.to > figure.from) return pairing;
  if (
    !/已(?:经)?(?:全部)?(?:完成|整改|落实|办结|销号)|^(?:实际)?(?:完成|落实|办结|销号)了?$/.test(
      normal.slice(named.to, figure.numberFrom),
    )
  )
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
