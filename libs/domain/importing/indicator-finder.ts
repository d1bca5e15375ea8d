import type { IndicatorDefinition } from '../cycle/template-definition';
import { type Figure, isTelling, readFigures } from './figure';
import { type FigureContext, judgeFigure, type Sentence } from './figure-context';
import { IndicatorNames, type NamedPlace, valueInUnit } from './indicator-name';
import { type Pairing, pairFigures } from './indicator-pairing';
import { toOtherFigure } from './other-figure';
import type { ProposedIndicator } from './proposal';
import type { Piece } from './section-mapper';
import type { SectionMatcher } from './section-matcher';

/** Figures without an indicator that one proposal lists; a report has some dozens. */
const mostOthers = 500;
const sentenceEnd = /[。;!?\n]/g;
/**
 * Figures in prose, those that belong to an indicator of the template with its key (design 1.7). One
 * keyed entry per indicator and report: the surest, with the other mentions beside it.
 */
export function findIndicators(
  text: string,
  normal: string,
  pieces: Piece[],
  definitions: IndicatorDefinition[],
  matcher: SectionMatcher,
  year?: number,
): ProposedIndicator[] {
  const names = new IndicatorNames(definitions);
  const keyed = new Map<string, ProposedIndicator[]>();
  const others: ProposedIndicator[] = [];
  for (const piece of pieces) {
    const { target } = piece;
    const table = target.type === 'dropped' && target.code === 'read_table';
    if ((target.type === 'dropped' && !table) || (target.type === 'unplaced' && target.kind === 'title'))
      continue;
    const forward = target.type === 'section' && matcher.serves(target.key, 'plan', 'outlook');
    const figures = readFigures(normal, piece.from, piece.to);
    if (figures.length === 0) continue;
    const places = names.find(normal, piece.from, piece.to);
    for (const group of bySentence(normal, piece, figures, places)) {
      readSentence(text, normal, group, { forward, year, report: piece.report, table }, keyed, others);
    }
  }
  const chosen = [...keyed.values()].map(choose);
  return [...chosen, ...others].sort((a, b) => a.offset - b.offset);
}

interface Group {
  sentence: Sentence;
  figures: Figure[];
  names: NamedPlace[];
}

/** Sentences of a piece that hold figures, each with its figures and names. */
function bySentence(normal: string, piece: Piece, figures: Figure[], names: NamedPlace[]): Group[] {
  const ends = [...normal.slice(piece.from, piece.to).matchAll(sentenceEnd)].map(
    (match) => piece.from + match.index,
  );
  ends.push(piece.to);
  const groups: Group[] = [];
  let [figure, name, from] = [0, 0, piece.from];
  for (const end of ends) {
    const group: Group = { sentence: { from, to: end }, figures: [], names: [] };
    while (figure < figures.length && figures[figure]!.numberFrom < end)
      group.figures.push(figures[figure++]!);
    while (name < names.length && names[name]!.from < end) group.names.push(names[name++]!);
    if (group.figures.length > 0) groups.push(group);
    from = end + 1;
  }
  return groups;
}

interface Setting {
  /** In a table of indicators, which counts for more than prose. */
  table: boolean;
  forward: boolean;
  year?: number;
  report: number;
}

function readSentence(
  text: string,
  normal: string,
  { sentence, figures, names }: Group,
  setting: Setting,
  keyed: Map<string, ProposedIndicator[]>,
  others: ProposedIndicator[],
): void {
  const contexts = new Map<number, FigureContext>();
  const kept = figures.filter((figure) => {
    const context = judgeFigure(normal, sentence, figure, setting.forward, setting.year);
    contexts.set(figure.numberFrom, context);
    return !context.isRule;
  });
  const paired = new Set<number>();
  const results = kept.filter((figure) => !contexts.get(figure.numberFrom)!.isOther);
  for (const pairing of pairFigures(normal, sentence, results, names)) {
    const context = contexts.get(pairing.figure.numberFrom)!;
    paired.add(pairing.figure.numberFrom);
    const entry = toKeyed(text, pairing, context, setting);
    const group = `${setting.report}/${entry.key}`;
    const mentions = keyed.get(group);
    if (mentions === undefined) keyed.set(group, [entry]);
    else mentions.push(entry);
  }
  for (const figure of kept) {
    if (others.length >= mostOthers) return;
    if (!paired.has(figure.numberFrom) && isTelling(figure, normal)) {
      others.push(toOtherFigure(text, normal, sentence, figure, setting.report));
    }
  }
}

function toKeyed(
  text: string,
  { figure, name, value, confidence }: Pairing,
  context: FigureContext,
  { forward, report, table }: Setting,
): ProposedIndicator {
  const doubts = (context.partial ? 0.25 : 0) + (forward ? 0.1 : 0) + (figure.chinese ? 0.03 : 0);
  const sure = table ? 0.99 : Math.min(0.98, confidence - doubts + (context.total ? 0.03 : 0));
  const from = Math.min(name.from, figure.from);
  const upper =
    figure.upper === undefined ? null : valueInUnit(figure.upper, figure.unit, name.definition.unit);
  return {
    key: name.definition.key,
    name: name.definition.name,
    value,
    unit: name.definition.unit,
    ...(figure.qualifier === undefined ? {} : { qualifier: figure.qualifier }),
    ...(upper === null ? {} : { upper }),
    quote: text.slice(from, Math.max(name.to, figure.to)),
    offset: from,
    confidence: Math.round(Math.max(0.1, sure) * 100) / 100,
    report,
  };
}

function choose(entries: ProposedIndicator[]): ProposedIndicator {
  const best = entries.reduce((left, right) => (right.confidence > left.confidence ? right : left));
  const rest = entries
    .filter((entry) => entry !== best)
    .slice(0, 20)
    .map(({ value, quote, offset }) => ({ value, quote, offset }));
  return rest.length === 0 ? best : { ...best, alternatives: rest };
}
