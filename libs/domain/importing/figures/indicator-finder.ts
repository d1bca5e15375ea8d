import type { IndicatorDefinition } from '../../cycle/template-definition';
import { passageOf } from '../../text';
import type { TextView } from '../../text/text-view';
import type { ProposedIndicator } from '../proposal';
import type { Piece } from '../sections/section-mapper';
import type { SectionMatcher } from '../sections/section-matcher';
import { readMarker } from '../structure/marker';
import type { ShortPeriod } from '../structure/title-period';
import { choose } from './choose';
import type { Claim } from './claim';
import { type Figure, isTelling, readFigures } from './figure';
import { findFlattened } from './flattened-table';
import { indicatorNamesOf, type NamedPlace, namesAround } from './indicator-name';
import type { Sentence } from './mode';
import { toOtherFigure } from './other-figure';
import { mayClaim, readSentence } from './sentence-figures';
import type { Setting } from './sentence-setting';
import { findTables, isRuler, readRow } from './table';
import { readTableFigures } from './table-figures';

/** Figures without an indicator that one proposal lists; a report has some dozens. */
const mostOthers = 500;
const mostAlternatives = 20;
const sentenceEnd = /[。;!?\n]/g;
/** Sentences are shorter; what is longer is read in parts, so that time stays in proportion to the text. */
const longestSentence = 1000;

export interface FigureOptions {
  /** The cycle's year: figures of other years are no indicator's value. */
  year?: number;
  /** Reports whose title announces a plan: only what they say was done counts. */
  plans?: ReadonlySet<number>;
  /** Reports whose title names a quarter or a month: sums since January are not their figures. */
  shorts?: ReadonlyMap<number, ShortPeriod>;
  /** Only claims are asked for: what names no indicator is passed over, and `others` stays empty. */
  claimsOnly?: boolean;
}

/** What a text says about one indicator in one report. */
export interface ReadFigures {
  claims: Claim[];
  others: Array<{ sentence: Sentence; figure: Figure; report: number }>;
}

/** All figures of a text's pieces, by the indicators of a template. Linear in the length of the text. */
export function readAllFigures(
  view: TextView,
  pieces: readonly Piece[],
  definitions: readonly IndicatorDefinition[],
  matcher: SectionMatcher,
  options: FigureOptions,
): ReadFigures {
  const normal = view.text;
  const names = indicatorNamesOf(definitions);
  const read: ReadFigures = { claims: [], others: [] };
  const relations = rateRelations(definitions);
  const chosen = pieces.filter(({ target }) => isRead(target));
  const rows = chosen.map(({ from, to }) =>
    isRuler(normal, from, to) ? 'ruler' : readRow(normal, from, to),
  );
  const tabular = new Set<number>();
  const reports = new Map(chosen.map((piece) => [piece.from, piece.report]));
  for (const table of [...findTables(rows), ...findFlattened(normal, chosen)]) {
    const report = reports.get(table[0]!.from) ?? 1;
    const short = options.shorts?.get(report);
    const claims = readTableFigures(normal, table, names, {
      ...(options.year === undefined ? {} : { year: options.year }),
      ...(short === undefined ? {} : { short }),
      report,
    });
    if (claims === null) continue;
    read.claims.push(...claims);
    for (const { from, to } of table) for (const piece of piecesIn(chosen, from, to)) tabular.add(piece.from);
  }
  for (const piece of chosen) {
    // Titles tell no figures, unless they are rows of a table.
    if (tabular.has(piece.from) || (piece.target.type === 'unplaced' && piece.target.kind === 'title'))
      continue;
    const { target, report } = piece;
    // A list of attachments names things; only its tables tell figures.
    if (target.type === 'unplaced' && target.kind === 'attachment') continue;
    const plan = options.plans?.has(report) === true;
    const forward = plan || (target.type === 'section' && matcher.serves(target.key, 'plan', 'outlook'));
    const places = names.find(normal, piece.from, piece.to);
    const passesOver = (from: number, to: number, named: readonly NamedPlace[]) =>
      options.claimsOnly === true && !mayClaim(normal, { from, to }, named, relations);
    if (passesOver(piece.from, piece.to, places)) continue;
    // The number of a heading counts nothing: 1.1 组织生活.
    const from = readMarker(normal, piece.from, false)?.to ?? piece.from;
    const figures = readFigures(normal, piece.from, piece.to).filter(({ numberFrom }) => numberFrom >= from);
    if (figures.length === 0) continue;
    const short = options.shorts?.get(report);
    const setting: Setting = {
      forward,
      report,
      ...(short === undefined ? {} : { short }),
      ...relations,
      ...(options.year === undefined ? {} : { year: options.year }),
    };
    for (const { sentence, figures: own, names: named } of bySentence(normal, piece, figures, places)) {
      if (passesOver(sentence.from, sentence.to, named)) continue;
      const { claims, others } = readSentence(normal, sentence, own, named, setting);
      read.claims.push(...claims);
      if (options.claimsOnly) continue;
      for (const figure of others) {
        if (read.others.length < mostOthers && isTelling(figure, normal))
          read.others.push({ sentence, figure, report });
      }
    }
  }
  return read;
}

/** The pieces that a row of a table was read from: one line, or a line for each of its cells. */
function piecesIn(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  const found: Piece[] = [];
  for (let at = low; at < pieces.length && pieces[at]!.from < to; at += 1) found.push(pieces[at]!);
  return found;
}

function isRead(target: Piece['target']): boolean {
  return target.type !== 'dropped' || target.code === 'read_table';
}

function rateRelations(
  definitions: readonly IndicatorDefinition[],
): Pick<Setting, 'doneOf' | 'totalOf' | 'around'> {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const doneOf = new Map<string, IndicatorDefinition>();
  const totalOf = new Map<string, IndicatorDefinition>();
  for (const { aggregate } of definitions) {
    if (aggregate.kind !== 'rate') continue;
    const [numerator, denominator] = [byKey.get(aggregate.numerator), byKey.get(aggregate.denominator)];
    if (numerator === undefined || denominator === undefined) continue;
    doneOf.set(denominator.key, numerator);
    totalOf.set(numerator.key, denominator);
  }
  return { doneOf, totalOf, around: namesAround(definitions) };
}

/**
 * Figures in prose and tables, those that belong to an indicator of the template with its key (design 1.7). One keyed entry
 * per indicator and report, with the other mentions beside it. Where one cannot tell the value, the entry has no key but
 * says which indicator it may be for (`suggests`), and lists what was found.
 */
export function findIndicators(
  view: TextView,
  pieces: readonly Piece[],
  definitions: readonly IndicatorDefinition[],
  matcher: SectionMatcher,
  options: FigureOptions,
): ProposedIndicator[] {
  const { claims, others } = readAllFigures(view, pieces, definitions, matcher, options);
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const group = `${claim.report}/${claim.definition.key}`;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [claim]);
    else known.push(claim);
  }
  const found = [...groups.values()].map((group) => toIndicator(view, group));
  const listed = others.map(({ sentence, figure, report }) => toOtherFigure(view, sentence, figure, report));
  return [...found, ...listed].sort((a, b) => a.offset - b.offset);
}

function toIndicator(view: TextView, group: Claim[]): ProposedIndicator {
  const { chosen, others } = choose(group);
  const shown = chosen ?? others[0]!;
  const rest = (chosen === null ? others.slice(1) : others).slice(0, mostAlternatives);
  const { definition } = shown;
  const alternatives = rest.map((claim) => ({ value: claim.value, ...quoted(view, claim) }));
  return {
    key: chosen === null ? null : definition.key,
    name: definition.name,
    value: shown.value,
    unit: definition.unit,
    ...(shown.qualifier === undefined ? {} : { qualifier: shown.qualifier }),
    ...(shown.upper === undefined ? {} : { upper: shown.upper }),
    ...quoted(view, shown),
    confidence: shown.confidence,
    report: shown.report,
    ...(chosen === null ? { suggests: definition.key } : {}),
    ...(alternatives.length === 0 ? {} : { alternatives }),
  };
}

function quoted(view: TextView, { from, to }: Claim): { quote: string; offset: number } {
  const [start, end] = view.spanOf(from, to);
  return { quote: passageOf(view.source, start, end), offset: start };
}

interface Group {
  sentence: Sentence;
  figures: Figure[];
  names: NamedPlace[];
}

/** Sentences of a piece that hold figures, each with its figures and names. */
function bySentence(normal: string, piece: Piece, figures: Figure[], names: NamedPlace[]): Group[] {
  const groups: Group[] = [];
  let [figure, name, from] = [0, 0, piece.from];
  for (const end of sentenceEnds(normal, piece)) {
    const group: Group = { sentence: { from, to: end }, figures: [], names: [] };
    while (figure < figures.length && figures[figure]!.numberFrom < end)
      group.figures.push(figures[figure++]!);
    while (name < names.length && names[name]!.from < end) group.names.push(names[name++]!);
    if (group.figures.length > 0) groups.push(group);
    from = end + 1;
  }
  return groups;
}

function* sentenceEnds(normal: string, { from, to }: Piece): Generator<number> {
  let start = from;
  for (const match of normal.slice(from, to).matchAll(sentenceEnd)) {
    const end = from + match.index;
    for (; end - start > longestSentence; start += longestSentence) yield start + longestSentence;
    yield end;
    start = end + 1;
  }
  for (; to - start > longestSentence; start += longestSentence) yield start + longestSentence;
  yield to;
}
