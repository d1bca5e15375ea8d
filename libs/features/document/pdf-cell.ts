import type { Span } from './block';
import type { Breakable } from './line-breaking';
import type { PdfFont, PdfFontSet } from './pdf-font';

/** What is drawn in place of a character that none of the fonts has; 〓 is the printers' sign for it. */
export const missingGlyph = '〓';

/** A user-perceived character with its glyphs' place in the cell that the line reserves for it. */
export interface PdfCell extends Breakable {
  /** What was typed: kept for copying and searching where something else is drawn. */
  text: string;
  /** What is drawn; empty for marks that have no shape of their own. */
  shown: string;
  font: PdfFont;
  size: number;
  /** Points from the cell's left edge to where the glyph begins. */
  shift: number;
  /** Points that the glyph itself advances. */
  advance: number;
}

/** How wide a full character is set, and how large. */
export interface CellMetrics {
  size: number;
  pitch: number;
}

// Blocks in which no character joins another: Latin, general punctuation, CJK, full-width forms.
const simple =
  /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u203A\u2100-\u214F\u2160-\u218F\u2460-\u24FF\u2500-\u25FF\u3000-\u3029\u3030-\u3096\u4E00-\u9FFF\uFF01-\uFF9D\uFFE0-\uFFEE]*$/;
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
// Joiners, variation selectors, bidirectional marks, soft hyphens: they shape text, and print nothing.
const withoutShape = /\p{Default_Ignorable_Code_Point}/gu;
const quote = /^[“”‘’]$/;

/** Turns text into cells, each with a font that has its glyph, or with 〓 where there is none. */
export function cellsOf(spans: readonly Span[], metrics: CellMetrics, fonts: PdfFontSet): PdfCell[] {
  const cells: PdfCell[] = [];
  for (const span of spans) {
    // One cell serves every place where the character stands in this face and size.
    const known = new Map<string, PdfCell>();
    for (const [segment, index] of characters(span.text)) {
      const full = quote.test(segment) && !insideWord(span.text, index);
      const key = full ? `full ${segment}` : segment;
      let cell = known.get(key);
      if (!cell) {
        cell = full ? fullQuote(segment, span, metrics, fonts) : cellOf(segment, span, metrics, fonts);
        known.set(key, cell);
      }
      cells.push(cell);
    }
  }
  return cells;
}

/** User-perceived characters with their offsets; plain Chinese and Latin text is cut without the segmenter. */
function* characters(text: string): Generator<[string, number]> {
  if (simple.test(text))
    for (let index = 0; index < text.length; index += 1) yield [text.charAt(index), index];
  else for (const { segment, index } of segmenter.segment(text)) yield [segment, index];
}

function cellOf(text: string, span: Span, metrics: CellMetrics, fonts: PdfFontSet): PdfCell {
  const shape = text.replace(withoutShape, '');
  const found = glyphsOf(shape.length > 1 ? shape.normalize('NFC') : shape, span, fonts);
  const { shown, font } = found ?? { shown: missingGlyph, font: fonts.find(span.face, 0x3013)!.font };
  const em = [...shown].reduce((sum, character) => sum + (font.advance(character.codePointAt(0)!) ?? 0), 0);
  const advance = em * metrics.size;
  const full = [...shown].length === 1 && em > 0.85;
  return {
    text,
    shown,
    font,
    size: metrics.size,
    advance,
    width: full ? metrics.pitch : advance,
    shift: full ? (metrics.pitch - advance) / 2 : 0,
  };
}

function glyphsOf(shape: string, span: Span, fonts: PdfFontSet): { shown: string; font: PdfFont } | null {
  const codePoints = [...shape].map((character) => character.codePointAt(0)!);
  const first = codePoints[0];
  if (first === undefined) return { shown: '', font: fonts.find(span.face, 0x20)!.font };
  // Narrow and ideographic spaces look alike in any font that knows the plain one.
  const found = fonts.find(span.face, first);
  if (!found) return /^\s$/u.test(shape) ? { shown: ' ', font: fonts.find(span.face, 0x20)!.font } : null;
  const complete = codePoints.every((codePoint) => found.font.advance(codePoint) !== null);
  return complete ? { shown: shape, font: found.font } : null;
}

/**
 * GB/T 15834-2011, 5.1.5: a quotation mark takes a character's place. Where the face draws it narrow, the
 * Song's is taken: a gap left beside a narrow one would come out as a space when the text is copied.
 */
function fullQuote(text: string, span: Span, metrics: CellMetrics, fonts: PdfFontSet): PdfCell {
  const cell = cellOf(text, span, metrics, fonts);
  return cell.width < metrics.pitch ? cellOf(text, { ...span, face: 'songti' }, metrics, fonts) : cell;
}

/** don’t, 5’11: an apostrophe, narrow. */
function insideWord(text: string, index: number): boolean {
  return /[A-Za-z0-9]/.test(text.charAt(index - 1)) && /[A-Za-z0-9]/.test(text.charAt(index + 1));
}
