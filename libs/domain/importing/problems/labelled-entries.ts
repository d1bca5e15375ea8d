import type { TextView } from '../../text/text-view';
import type { ProposedProblem } from '../proposal';
import { statesLack } from '../sections/evidence';
import type { Piece } from '../sections/section-mapper';
import type { SectionMatcher } from '../sections/section-matcher';
import { type Marker, readMarker } from '../structure/marker';
import type { ReadReport } from '../structure/read-report';
import { itemMarkAt } from './item-mark';
import { leadingLabel, type ProblemField, splitFields } from './problem-field';
import { setField } from './problem-row';

const mostEntries = 60;
/** What a problem shows in is part of the problem above it. */
const detail = /^[【[(]?(?:具体|主要)?表现/;

/** A row whose fields are labelled, and the stretch of the view that it was read from. */
export interface LabelledEntry {
  row: ProposedProblem;
  from: number;
  to: number;
}

interface Line {
  from: number;
  to: number;
  marker: Marker | null;
  inIssues: boolean;
  /** A heading of the report, whose words are no label of an entry. */
  heads: boolean;
}

/**
 * Entries of which every field has its label, wherever they stand: 1.…。整改措施：…责任人：… on one line, or 【问题】, 【措施】 line
 * by line.
 */
export function labelledEntries(
  view: TextView,
  report: ReadReport,
  matcher: SectionMatcher,
  year: number | undefined,
): LabelledEntry[] {
  const found: LabelledEntry[] = [];
  let open: OpenEntry | null = null;
  const end = () => {
    if (open !== null && found.length < mostEntries && open.isWhole()) found.push(open.entry);
    open = null;
  };
  for (const line of linesOf(view, report.pieces, matcher)) {
    const start = line.marker?.to ?? line.from;
    const words = view.text.slice(start, line.to);
    if (line.heads) {
      end();
      continue;
    }
    const label = leadingLabel(words.slice(0, 24));
    if (label?.field === 'problem' && open !== null && detail.test(words)) open.goOn(line);
    else if (label?.field === 'problem') {
      end();
      open = new OpenEntry(view, line, report.number, year);
      open.take('problem', start + label.from, line.to);
    } else if (label !== null) {
      // Above all labels stood an entry, or nothing that they could belong to.
      open?.take(label.field, start + label.from, line.to);
    } else if (line.marker !== null) {
      end();
      open = new OpenEntry(view, line, report.number, year);
      open.take('problem', start, line.to);
    } else open?.goOn(line);
  }
  end();
  return found;
}

function linesOf(view: TextView, pieces: readonly Piece[], matcher: SectionMatcher): Line[] {
  return pieces.flatMap(({ from, to, target }): Line[] => {
    if (target.type === 'dropped') return [];
    const marker = readMarker(view.text, from, false);
    const inIssues = target.type === 'section' && matcher.serves(target.key, 'issues', 'causes');
    const own = marker !== null && marker.to <= to ? marker : null;
    const first = own !== null && (own.kind === 'comma' || own.kind === 'part' || own.kind === 'roman');
    const named = target.type === 'section' && target.heading && !/[:】\]]/.test(view.text.slice(from, to));
    const starts = closedLabels(view, from, to);
    const line = { from, to: starts[0] ?? to, marker: own, inIssues, heads: first || named };
    const below = starts.map((start, index) => {
      return { from: start, to: starts[index + 1] ?? to, marker: null, inIssues, heads: false };
    });
    return [line, ...below];
  });
}

/** Where a label began a line that was closed up with the one above, as one that a page's edge had broken. */
function closedLabels(view: TextView, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from + 1; at < to; at += 1) {
    const closed = view.offsetOf(at) !== view.offsetOf(at - 1) + 1;
    if (closed && /[\n\r]/.test(view.source.slice(view.offsetOf(at - 1), view.offsetOf(at)))) {
      if (leadingLabel(view.text.slice(at, Math.min(to, at + 24))) !== null) found.push(at);
    }
  }
  return found;
}

class OpenEntry {
  readonly entry: LabelledEntry;
  private pending: ProblemField | null = null;
  private headsList = false;

  constructor(
    private readonly view: TextView,
    private readonly line: Line,
    report: number,
    private readonly year: number | undefined,
  ) {
    const row: ProposedProblem = {
      problem: '',
      spans: { problem: view.spanOf(line.from, line.from) },
      confidence: 0.8,
      report,
    };
    this.entry = { row, from: line.from, to: line.to };
  }

  /** Takes a field's text and what is labelled behind it on the same line. */
  take(field: ProblemField, from: number, to: number): void {
    const text = this.view.wordsOf(from, to);
    const item = { text, span: this.view.spanOf(from, to) };
    this.pending = text.trim() === '' ? field : null;
    splitFields(text).forEach((part, index) => {
      setField(
        this.entry.row,
        item,
        index === 0 && part.field === 'problem' ? { ...part, field } : part,
        this.year,
      );
    });
    this.entry.to = to;
  }

  /** A line without a label is the text of a label that stood alone. */
  goOn({ from, to }: Line): void {
    // 【存在的问题】 above marked lines heads their list.
    if (this.pending === 'problem' && itemMarkAt(this.view.text, from) !== undefined) this.headsList = true;
    if (this.pending !== null) this.take(this.pending, from, to);
  }

  /** An entry that says a problem and what is done about it or why. */
  isWhole(): boolean {
    const { row } = this.entry;
    if (this.headsList || row.problem === '' || (row.measure === undefined && row.cause === undefined))
      return false;
    return (
      this.line.inIssues ||
      /^关于|(?:问题|不足)[。]?$/.test(row.problem) ||
      statesLack(row.problem) ||
      (row.measure !== undefined &&
        leadingLabel(
          this.view.text.slice(this.line.marker?.to ?? this.line.from, this.line.to).slice(0, 24),
        ) !== null)
    );
  }
}
