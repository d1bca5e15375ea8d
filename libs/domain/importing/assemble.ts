import { isBlankAt } from '../text/fold';
import type { TextView } from '../text/text-view';
import {
  type DroppedText,
  dropReasons,
  type ProposedSection,
  type Span,
  type UnplacedText,
} from './proposal';
import type { Piece } from './sections/section-mapper';

export interface AssembledText {
  sections: ProposedSection[];
  unplaced: UnplacedText[];
  dropped: DroppedText[];
}

/**
 * Puts pieces in order of the text together into sections, unplaced and dropped text. Neighbours with the same target and
 * only blanks between them become one span. Pieces lie in the view; what is answered lies in the source.
 */
export function assemble(view: TextView, pieces: Piece[], order: string[]): AssembledText {
  const builders = new Map<string, SectionBuilder>();
  const others: OtherText[] = [];
  const sources = new SourceSpans(view);
  let previous: Piece | null = null;
  let span: Span | null = null;
  for (const piece of pieces) {
    if (previous !== null && span !== null && sameTarget(previous, piece) && isOneGroup(builders, piece)) {
      span[1] = piece.to;
    } else {
      span = [piece.from, piece.to];
      place(builders, others, piece, span);
    }
    previous = piece;
  }
  const result: AssembledText = { sections: [], unplaced: [], dropped: [] };
  for (const { target, span: held } of others) {
    const spans = sources.of(joinSpans(view.text, [held]));
    const text = cut(view, [held]);
    if (target.type === 'unplaced') result.unplaced.push({ text, spans, kind: target.kind });
    else result.dropped.push({ text, spans, reason: dropReasons[target.code], code: target.code });
  }
  const { marks } = view;
  if (marks.length > 0) result.dropped.push(droppedMarks(view));
  result.sections = [...builders.values()].map((builder) => builder.finish(view, sources));
  const rank = new Map(order.map((key, index) => [key, index]));
  result.sections.sort((a, b) => a.report - b.report || rank.get(a.key)! - rank.get(b.key)!);
  return result;
}

/** Marks of Markdown and invisible characters: no words, and yet nothing of the source may be lost. */
function droppedMarks({ source, marks }: TextView): DroppedText {
  const spans = marks.map(([from, to]): Span => [from, to]);
  const text = spans.map(([from, to]) => source.slice(from, to)).join('');
  return { text, spans, reason: dropReasons.markup, code: 'markup' };
}

interface OtherText {
  target: Exclude<Piece['target'], { type: 'section' }>;
  span: Span;
}

function sameTarget(left: Piece, right: Piece): boolean {
  const [a, b] = [left.target, right.target];
  if (left.report !== right.report) return false;
  if (a.type === 'section' && b.type === 'section') return a.key === b.key && a.heading === b.heading;
  if (a.type === 'unplaced' && b.type === 'unplaced') return a.kind === b.kind;
  return a.type === 'dropped' && b.type === 'dropped' && a.code === b.code;
}

/** Only the headings in front of a section's first text are its heading; later ones stay in the text. */
function isOneGroup(builders: Map<string, SectionBuilder>, piece: Piece): boolean {
  if (piece.target.type !== 'section' || !piece.target.heading) return true;
  return builders.get(builderKey(piece))?.bodySpans.length === 0;
}

function builderKey(piece: Piece): string {
  return piece.target.type === 'section' ? `${piece.report}/${piece.target.key}` : '';
}

function place(builders: Map<string, SectionBuilder>, others: OtherText[], piece: Piece, span: Span): void {
  const { target } = piece;
  if (target.type !== 'section') {
    others.push({ target, span });
    return;
  }
  const key = builderKey(piece);
  const builder = builders.get(key) ?? new SectionBuilder(target.key, piece.report);
  builders.set(key, builder);
  if (target.confidence > builder.confidence) {
    builder.confidence = target.confidence;
    builder.why = target.why;
  }
  if (target.heading && builder.bodySpans.length === 0) builder.headingSpans.push(span);
  else builder.bodySpans.push(span);
}

class SectionBuilder {
  readonly headingSpans: Span[] = [];
  readonly bodySpans: Span[] = [];
  confidence = -1;
  why: string | undefined;

  constructor(
    private readonly key: string,
    private readonly report: number,
  ) {}

  finish(view: TextView, sources: SourceSpans): ProposedSection {
    return {
      key: this.key,
      heading: cut(view, this.headingSpans),
      body: cut(view, this.bodySpans),
      spans: sources.of(joinSpans(view.text, [...this.headingSpans, ...this.bodySpans])),
      confidence: this.confidence,
      report: this.report,
      ...(this.why === undefined ? {} : { why: this.why }),
    };
  }
}

function cut(view: TextView, spans: Span[]): string {
  return joinSpans(view.text, spans)
    .map(([from, to]) => view.wordsOf(from, to))
    .join('\n');
}

/** Spans in order, joined where only blanks lie between them, without blanks at their ends. */
function joinSpans(text: string, spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && isBlankBetween(text, last[1], from)) last[1] = to;
    else joined.push([from, to]);
  }
  return joined.map((span) => trimSpan(text, span)).filter(([from, to]) => to > from);
}

function isBlankBetween(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isBlankAt(text, at)) return false;
  return true;
}

function trimSpan(text: string, [from, to]: Span): Span {
  let start = from;
  let end = to;
  while (start < end && isBlankAt(text, start)) start += 1;
  while (end > start && isBlankAt(text, end - 1)) end -= 1;
  return [start, end];
}

/** Leads spans of a view into its source, around the marks that were taken out. */
class SourceSpans {
  constructor(private readonly view: TextView) {}

  of(spans: Span[]): Span[] {
    return spans.flatMap(([from, to]) => this.around(this.view.spanOf(from, to)));
  }

  private around([from, to]: Span): Span[] {
    const { marks } = this.view;
    const parts: Span[] = [];
    let start = from;
    for (let index = this.firstBehind(from); index < marks.length && marks[index]![0] < to; index += 1) {
      const [markFrom, markTo] = marks[index]!;
      if (markFrom > start) parts.push([start, markFrom]);
      start = Math.max(start, markTo);
    }
    if (to > start) parts.push([start, to]);
    return parts;
  }

  /** The first mark that ends behind a place, by bisection. */
  private firstBehind(at: number): number {
    const { marks } = this.view;
    let [low, high] = [0, marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle]![1] > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
