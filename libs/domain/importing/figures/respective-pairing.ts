import type { Pairing } from './claim';
import type { Figure } from './figure';
import type { NamedPlace } from './indicator-name';
import type { Sentence } from './mode';
import { toPairing } from './to-pairing';

export interface Respective {
  pairings: Pairing[];
  /** Numbers of a list that does not fit its names: whose each is stays open. */
  open: ReadonlySet<Figure>;
}

const listJoin = /[、和与及]|以及/;

/** 主题党日、党小组会、支委会分别开展12次、24次、11次: also what is no indicator has its place in the list. */
export function pairRespectively(
  normal: string,
  sentence: Sentence,
  figures: Figure[],
  names: NamedPlace[],
): Respective {
  const none: Respective = { pairings: [], open: new Set() };
  const at = normal.slice(sentence.from, Math.min(sentence.to, sentence.from + 400)).indexOf('分别');
  if (at < 0) return none;
  const place = sentence.from + at;
  if (/^分别(?:用于|投[入向]|用[来在])/.test(normal.slice(place, place + 4))) {
    const ahead = figures.filter(({ to }) => to <= place && place - to <= 40);
    return { pairings: [], open: new Set(ahead.length > 1 ? ahead : []) };
  }
  const items = listedBefore(normal, names, sentence.from, place);
  const after = numbersInTurn(normal, figures, place);
  if (items.length < 2 || after.length < 2 || items.every((name) => name === null)) return none;
  if (items.length !== after.length) return { pairings: [], open: new Set(after) };
  const units = after.findLast((figure) => figure.unit !== '')?.unit ?? '';
  const pairings = items.flatMap((name, index) => {
    const figure = after[index]!;
    const pairing =
      name === null
        ? null
        : toPairing(name, { ...figure, unit: figure.unit === '' ? units : figure.unit }, 0.05);
    return pairing === null ? [] : [{ ...pairing, figure }];
  });
  return { pairings, open: new Set(after) };
}

/** The entries of the list that ends at a place, each with the name in it; what a comma sets apart has its own figure. */
function listedBefore(
  normal: string,
  names: readonly NamedPlace[],
  start: number,
  place: number,
): Array<NamedPlace | null> {
  const from = Math.max(start, place - 120);
  const clause = /[^,;:。\d]*$/.exec(normal.slice(from, place))?.[0] ?? '';
  const items: Array<NamedPlace | null> = [];
  let at = place - clause.length;
  for (const entry of clause.split(listJoin)) {
    const to = at + entry.length;
    const begin = at;
    items.push(names.findLast((name) => name.from >= begin && name.to <= to) ?? null);
    // 以及 is read as 及 behind 以.
    at = to + 1;
  }
  return items;
}

/** The numbers behind a place that only the marks of a list part. */
function numbersInTurn(normal: string, figures: readonly Figure[], place: number): Figure[] {
  const found: Figure[] = [];
  for (const figure of figures) {
    if (figure.numberFrom <= place) continue;
    const last = found.at(-1);
    if (last !== undefined && !/^\s?(?:[、,和与及]|以及)\s?$/.test(normal.slice(last.to, figure.from))) break;
    found.push(figure);
  }
  return found;
}

const yearsInTurn = /((?:20\d\d年?(?:[、,和与及]|以及))+20\d\d年)[^,;。\d]{0,20}(?:分别|依次)/g;

/** 2025年、2026年书记党课分别为5次、6次: of several years' figures, those of the others are no claim. */
export function pairYears(
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
