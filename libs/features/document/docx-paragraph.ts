import { AlignmentType, BorderStyle, type IParagraphOptions, Paragraph, TextRun } from 'docx';
import type { Block, Span } from './block';
import { docxFont } from './docx-font-table';
import { twip } from './docx-styles';
import { characterPitch, millimetre } from './official-format';

const characterTwips = characterPitch * twip;
const red = 'FF0000';

/** The paragraphs of a block; tables are made elsewhere. */
export function paragraphsOfBlock(block: Exclude<Block, { kind: 'table' }>): Paragraph[] {
  switch (block.kind) {
    case 'red-head':
      return redHead(block.text, block.number);
    case 'title':
      return [paragraph('Title', [{ text: block.text, face: 'xiaobiaosong' }])];
    case 'subtitle':
      return [
        paragraph('Normal', [{ text: block.text, face: 'kaiti' }], { alignment: AlignmentType.CENTER }),
      ];
    case 'blank':
      return [paragraph('Normal', [])];
    case 'heading':
      return [paragraph(`Heading${block.level}`, [{ text: block.text, face: block.face }])];
    case 'body':
      return [paragraph('BodyText', block.spans)];
    case 'signature':
      return signature(block.org, block.date);
    case 'attachment':
      return [
        paragraph('Normal', [{ text: block.label, face: 'heiti' }], {
          pageBreakBefore: true,
          keepNext: true,
        }),
        paragraph('Normal', [], { keepNext: true }),
        paragraph('AttachmentTitle', [{ text: block.title, face: 'xiaobiaosong' }]),
        paragraph('Normal', [], { keepNext: true }),
      ];
  }
}

/** A paragraph in one of the document's styles; each run names its face, since runs of two may mix. */
export function paragraph(style: string, spans: readonly Span[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...options,
    style,
    children: spans.map((span) => new TextRun({ text: span.text, font: docxFont(span.face) })),
  });
}

/** GB/T 9704-2012, 7.3.5.2: see the PDF's signature, which reckons the same with real widths. */
function signature(org: string, date: string): Paragraph[] {
  const name = displayWidth(org);
  const day = displayWidth(date);
  const dayRight = day > name ? 2 : Math.max(0, name - day);
  const nameRight = day > name ? day - name + 4 : 2;
  const line = (words: string, right: number, keepNext: boolean): Paragraph =>
    paragraph('Normal', [{ text: words, face: 'fangsong' }], {
      keepNext,
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(right * characterTwips) },
    });
  return [
    paragraph('Normal', [], { keepNext: true }),
    line(org, nameRight, true),
    line(date, dayRight, false),
  ];
}

/** In characters of the grid: Latin letters and digits are half as wide. */
function displayWidth(words: string): number {
  return [...words].reduce((width, character) => width + (character <= '\u00FF' ? 0.5 : 1), 0);
}

/** 7.2.4 to 7.2.7: name 35 mm below the edge, number, and a rule 4 mm under it, all in the middle. */
function redHead(org: string, number: string | null): Paragraph[] {
  const size = Math.min(44, Math.floor((28 * characterPitch) / Math.max(1, [...org].length)));
  const rule = { style: BorderStyle.SINGLE, color: red, size: 12, space: Math.round(4 * millimetre) };
  return [
    new Paragraph({
      style: 'RedHead',
      spacing: { before: Math.round(35 * millimetre * twip) },
      children: [new TextRun({ text: org, font: docxFont('xiaobiaosong'), size: size * 2, color: red })],
    }),
    paragraph('Normal', []),
    paragraph('Normal', []),
    paragraph('Normal', number === null ? [] : [{ text: number, face: 'fangsong' }], {
      alignment: AlignmentType.CENTER,
      border: { bottom: rule },
    }),
    paragraph('Normal', []),
    paragraph('Normal', []),
  ];
}
