import { foldText, fromUnits, isBlankAt, lineEnds } from './fold';
import { closeLetterSpacing } from './letter-spacing';
import { type TextLine, wrappedLines } from './wrapped-lines';

/** `[from, to)` in UTF-16 code units. */
export type Span = [from: number, to: number];

/** Nothing to see and nothing to keep; what joins an emoji or turns the direction of writing stays (case 38). */
const invisible = /[\u200B\u2060\uFEFF\u00AD]/g;
/** Bold, struck and code marks of Markdown, always in pairs around something; one * or _ may be a placeholder. */
// Stars beside others or just inside of quotation marks stand for words: ***新时代, “**”.
const emphasis = /(?<!\*)(\*{2,3}|~~|`)(?=[^\s*~`”’》」])([^*~`\n\r]{1,200})(?<![“‘《「])\1(?!\*)/g;
const lineEnd = new RegExp(`[${lineEnds}]`, 'g');
/** More marks than a report has; beyond, the text is read as it stands. */
const mostMarks = 5000;
const mostLines = 20_000;

/**
 * A text as import, checks and likeness read it: folded (`foldText`), with letter spacing and wrapped lines closed up and
 * marks of Markdown taken out. Every place of it leads back into the source, and nothing of the source is lost:
 * `marks` are the characters taken out that are no blanks.
 */
export class TextView {
  constructor(
    readonly source: string,
    /** The reading form. */
    readonly text: string,
    /** Where each unit of `text` stands in the source; null where nothing was taken out. */
    private readonly offsets: Uint32Array | null,
    readonly marks: readonly Span[],
  ) {}

  /** The source's offset of a place in `text`. */
  offsetOf(at: number): number {
    if (at >= this.text.length) return this.source.length;
    return this.offsets === null ? at : this.offsets[at]!;
  }

  /** The source's stretch that `[from, to)` was read from. */
  spanOf(from: number, to: number): Span {
    if (to <= from) return [this.offsetOf(from), this.offsetOf(from)];
    return [this.offsetOf(from), this.offsetOf(to - 1) + 1];
  }

  /** The source's words of `[from, to)` as one reads them: closed up, without marks, in their own characters. */
  wordsOf(from: number, to: number): string {
    if (this.offsets === null) return this.source.slice(from, to);
    let words = '';
    let start = from;
    for (let at = from + 1; at <= to; at += 1) {
      if (at < to && this.offsets[at] === this.offsets[at - 1]! + 1) continue;
      words += this.source.slice(this.offsets[start]!, this.offsets[at - 1]! + 1);
      start = at;
    }
    return words;
  }
}

/** Reads a text; linear in its length. `plain` closes nothing up: for checks, which accuse of what stands there. */
export function readView(source: string, plain = false): TextView {
  const folded = foldText(source);
  const gone = new Uint8Array(source.length);
  const marks = joined([...takeOutMarks(folded, gone), ...nextLines(source)].sort((a, b) => a[0] - b[0]));
  const lines = linesOf(folded);
  let any = marks.length > 0;
  const close = (from: number, to: number) => {
    gone.fill(1, from, to);
    any = true;
  };
  for (const { from, to } of lines) closeLetterSpacing(folded, from, to, close);
  if (!plain) for (const at of wrappedLines(folded, lines)) close(lines[at]!.to, lines[at + 1]!.from);
  return any ? without(source, folded, gone, marks) : new TextView(source, folded, null, []);
}

function without(source: string, folded: string, gone: Uint8Array, marks: Span[]): TextView {
  const units = new Uint16Array(source.length);
  const offsets = new Uint32Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (gone[at] === 1) continue;
    units[length] = folded.charCodeAt(at);
    offsets[length] = at;
    length += 1;
  }
  return new TextView(source, fromUnits(units.subarray(0, length)), offsets.slice(0, length), marks);
}

/** The invisible characters and paired marks of Markdown in a text, in order. */
export function readMarks(source: string): Span[] {
  return joined(takeOutMarks(foldText(source), new Uint8Array(source.length)).sort((a, b) => a[0] - b[0]));
}

function takeOutMarks(folded: string, gone: Uint8Array): Span[] {
  const marks: Span[] = [];
  const take = (from: number, to: number) => {
    marks.push([from, to]);
    gone.fill(1, from, to);
  };
  for (const match of folded.matchAll(invisible)) {
    if (marks.length >= mostMarks) break;
    take(match.index, match.index + 1);
  }
  for (const match of folded.matchAll(emphasis)) {
    if (marks.length >= mostMarks) break;
    const size = match[1]!.length;
    const end = match.index + match[0].length;
    take(match.index, match.index + size);
    take(end - size, end);
  }
  return marks;
}

/** NEL ends a line, yet not everybody counts it as blank: it is kept as a mark. */
function nextLines(source: string): Span[] {
  return Array.from(source.matchAll(/\u0085/g), ({ index }): Span => [index, index + 1]).slice(0, mostMarks);
}

function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const [from, to] of spans) {
    const last = result.at(-1);
    if (last !== undefined && last[1] >= from) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The first lines of a text that are not blank. */
function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let [at, empty] = [0, false];
  while (at < text.length && lines.length < mostLines) {
    lineEnd.lastIndex = at;
    const stop = lineEnd.exec(text)?.index ?? text.length;
    let [from, to] = [at, stop];
    while (from < to && isBlankAt(text, from)) from += 1;
    while (to > from && isBlankAt(text, to - 1)) to -= 1;
    if (to > from) lines.push({ from, to, indented: from > at, apart: empty });
    // CR and LF together end one line.
    const next = text.charAt(stop) === '\r' && text.charAt(stop + 1) === '\n' ? stop + 2 : stop + 1;
    empty = to === from;
    at = next;
  }
  return lines;
}
