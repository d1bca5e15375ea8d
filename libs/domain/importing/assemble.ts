import { isBlankAt } from './normal-text';
import {
  type DroppedText,
  dropReasons,
  type ProposedSection,
  type Span,
  type UnplacedText,
} from './proposal';
import type { Piece } from './section-mapper';

export interface AssembledText {
  sections: ProposedSection[];
  unplaced: UnplacedText[];
  dropped: DroppedText[];
}

/**
 * Puts pieces in order of the text together into sections, unplaced and dropped text. Neighbours with
 * the same target and only blanks between them become one span.
 */
export function assemble(text: string, pieces: Piece[], order: string[]): AssembledText {
  const result: AssembledText = { sections: [], unplaced: [], dropped: [] };
  const builders = new Map<string, SectionBuilder>();
  let previous: Piece | null = null;
  let span: Span | null = null;
  for (const piece of pieces) {
    if (previous !== null && span !== null && sameTarget(previous, piece) && isOneGroup(builders, piece)) {
      span[1] = piece.to;
    } else {
      span = [piece.from, piece.to];
      place(result, builders, piece, span);
    }
    previous = piece;
  }
  for (const entry of [...result.unplaced, ...result.dropped]) entry.text = cut(text, entry.spans);
  result.sections = [...builders.values()].map((builder) => builder.finish(text));
  const rank = new Map(order.map((key, index) => [key, index]));
  result.sections.sort((a, b) => a.report - b.report || rank.get(a.key)! - rank.get(b.key)!);
  return result;
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

function place(result: AssembledText, builders: Map<string, SectionBuilder>, piece: Piece, span: Span): void {
  const { target } = piece;
  if (target.type === 'unplaced') result.unplaced.push({ text: '', spans: [span], kind: target.kind });
  else if (target.type === 'dropped') {
    const reason = dropReasons[target.code];
    result.dropped.push({ text: '', spans: [span], reason, code: target.code });
  } else {
    const key = builderKey(piece);
    const builder = builders.get(key) ?? new SectionBuilder(target.key, piece.report);
    builders.set(key, builder);
    builder.confidence = Math.max(builder.confidence, target.confidence);
    if (target.heading && builder.bodySpans.length === 0) builder.headingSpans.push(span);
    else builder.bodySpans.push(span);
  }
}

class SectionBuilder {
  readonly headingSpans: Span[] = [];
  readonly bodySpans: Span[] = [];
  confidence = 0;

  constructor(
    private readonly key: string,
    private readonly report: number,
  ) {}

  finish(text: string): ProposedSection {
    return {
      key: this.key,
      heading: cut(text, this.headingSpans),
      body: cut(text, this.bodySpans),
      spans: joinSpans(text, [...this.headingSpans, ...this.bodySpans]),
      confidence: this.confidence,
      report: this.report,
    };
  }
}

function cut(text: string, spans: Span[]): string {
  return joinSpans(text, spans)
    .map(([from, to]) => text.slice(from, to))
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
