import type { IndicatorDefinition } from '../../cycle/template-definition';
import type { Claim, Pairing, Standing } from './claim';
import type { Figure } from './figure';
import { doneInstead, implied, type Topic } from './implied-figures';
import { type NamedPlace, roundedMoney, valueInUnit } from './indicator-name';
import { isReached, modeOf, type Sentence } from './mode';
import { directPairings } from './pairing';
import { type Period, Periods } from './period';
import type { Place, Setting } from './sentence-setting';
import { standingOf } from './standing';
import { subjectFit } from './subject';

export interface ReadSentence {
  claims: Claim[];
  /** Figures that are no indicator's value, but worth listing. */
  others: Figure[];
}

/** Gives the figures of one sentence to the indicators that it names, with what the words around them say. */
export function readSentence(
  normal: string,
  sentence: Sentence,
  figures: Figure[],
  names: NamedPlace[],
  setting: Setting,
): ReadSentence {
  let read: Periods | undefined;
  const periodsRead = () => {
    read ??= new Periods(normal, sentence.from, sentence.to, setting.year, setting.short);
    return read;
  };
  const modes = figures.map((figure, index) =>
    modeOf(normal, sentence, figure, figures[index - 1]?.to ?? sentence.from, setting.forward),
  );
  const kept = figures.filter((_, index) => modes[index] !== 'rule');
  const direct = directPairings(normal, sentence, kept, names, setting.year);
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
    const named = own.length > 0 ? own : implied({ ...place, previous, topic, setting, names, figures });
    if (named.length === 0) {
      others.push(figure);
      return;
    }
    const periods = periodsRead();
    const told = periods.at(figure.numberFrom);
    // What 由…增至 started from has its own time; what was reached is of the cycle's.
    const reached = isReached(normal, sentence, figure);
    const saidPeriod = reached && told.period === 'former' ? 'this' : told.period;
    let taken = false;
    for (const pairing of named) {
      const period = pairing.period ?? saidPeriod;
      const standing = standingOf({
        ...place,
        pairing,
        mode,
        period,
        whole: told.whole,
        ownTime: periods.isOwn(figure.numberFrom),
        names,
        setting,
        claims,
        alone: named.length === 1,
      });
      if (standing === null) continue;
      const claim = toClaim({
        normal,
        sentence,
        pairing,
        standing,
        period,
        whole: told.whole,
        part: told.part,
        setting,
      });
      if (claim === null) continue;
      claims.push(claim);
      taken = true;
    }
    const last = named.at(-1)!;
    const was: Topic | null = topic;
    topic = {
      pairing: own.length > 0 || was === null ? last : { ...was.pairing },
      end: Math.max(figure.to, last.named.to),
    };
    if (!taken) others.push(figure);
  });
  return { claims, others };
}

const rate = '(?:整改|完成|销号|办结|落实)率';
const rateNamed = new RegExp(rate);
const rateWord = new RegExp(`${rate}[^,;。]{0,14}$`);

/**
 * Whether a stretch can hold a claim at all: it names an indicator or a rate, or has the words of a name that stands
 * around its number. Reading the other sentences in vain was the greater part of a draft check.
 */
export function mayClaim(
  normal: string,
  { from, to }: Sentence,
  names: readonly NamedPlace[],
  { doneOf, around }: Pick<Setting, 'doneOf' | 'around'>,
): boolean {
  if (names.length > 0) return true;
  if (doneOf.size === 0 && around.length === 0) return false;
  const text = normal.slice(from, to);
  return (doneOf.size > 0 && rateNamed.test(text)) || around.some(({ both }) => both.test(text));
}

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

function toClaim({
  normal,
  sentence,
  pairing,
  standing,
  period,
  whole,
  part,
  setting,
}: {
  normal: string;
  sentence: Sentence;
  pairing: Pairing;
  standing: Standing;
  period: Period;
  whole: boolean;
  part: string | undefined;
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
    value: roundedMoney(value, definition),
    ...(upper === null ? {} : { upper }),
    ...(figure.qualifier === undefined ? {} : { qualifier: figure.qualifier }),
    standing: fit < 0.6 ? 'doubt' : standing,
    confidence,
    from,
    to: Math.max(named.to, figure.to),
    report: setting.report,
    table: false,
    ...(standing === 'part' && part !== undefined ? { partOfYear: part } : {}),
  };
}
