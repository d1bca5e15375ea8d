import type { Pace } from '@platform/computing';
import type { Block, Span } from './block';
import { characterPitch, linePitch, millimetre, textArea, typeSize } from './official-format';
import { cellsOf, type PdfCell } from './pdf-cell';
import type { PdfFontSet } from './pdf-font';
import { centredLines, justifiedLines, type PdfLine, widthOf } from './pdf-line';
import { layTable, type PdfTable } from './pdf-table';

export interface Bookmark {
  level: 0 | 1 | 2 | 3;
  title: string;
}

/** What stands in the grid, top to bottom. Every line is one of the page's 22. */
export type FlowItem =
  | {
      kind: 'line';
      line: PdfLine | null;
      keepNext: boolean;
      bookmark?: Bookmark;
      red?: boolean;
      rule?: boolean;
    }
  | { kind: 'page-break' }
  | { kind: 'table'; table: PdfTable };

const width = textArea.widthMm * millimetre;
const text = { size: typeSize.no3, pitch: characterPitch };
const indent = 2 * characterPitch;
const blank: LineItem = { kind: 'line', line: null, keepNext: false };

/**
 * Sets each block in lines, as they are asked for, so that of a long report only a few are in memory; which page they
 * fall on is decided by `paginate`.
 */
export async function* flow(
  blocks: readonly Block[],
  fonts: PdfFontSet,
  pace: Pace,
): AsyncGenerator<FlowItem> {
  for (const block of blocks) {
    if (block.kind === 'table') {
      yield { kind: 'table', table: await layTable(block, width, fonts, pace) };
    } else yield* itemsOf(block, fonts);
    await pace.rest();
  }
}

function itemsOf(block: Exclude<Block, { kind: 'table' }>, fonts: PdfFontSet): FlowItem[] {
  switch (block.kind) {
    case 'red-head':
      return redHead(block.text, block.number, fonts);
    case 'title':
      return title(block.text, { level: 0, title: block.text }, fonts);
    case 'subtitle':
      return centred([{ text: block.text, face: 'kaiti' }], fonts);
    case 'blank':
      return [blank];
    case 'heading': {
      const bookmark: Bookmark = { level: block.level, title: block.text };
      return paragraph([{ text: block.text, face: block.face }], fonts).map((item, index) => ({
        ...item,
        keepNext: true,
        ...(index === 0 ? { bookmark } : {}),
      }));
    }
    case 'body':
      return paragraph(block.spans, fonts);
    case 'signature':
      return signature(block.org, block.date, fonts);
    case 'attachment': {
      const label = cellsOf([{ text: block.label, face: 'heiti' }], text, fonts);
      const bookmark: Bookmark = { level: 1, title: `${block.label}　${block.title}` };
      // 7.3.4: the label at the top left, the title in the third line.
      return [
        { kind: 'page-break' },
        { kind: 'line', line: { cells: label, x: 0, stretch: 0 }, keepNext: true },
        blank,
        ...title(block.title, bookmark, fonts),
        blank,
      ];
    }
  }
}

type LineItem = Extract<FlowItem, { kind: 'line' }>;

function paragraph(spans: readonly Span[], fonts: PdfFontSet): LineItem[] {
  // A note that is set with ideographic spaces aligns under the line before it; it is indented like it.
  return justifiedLines(cellsOf(spans, text, fonts), indent, width).map((line) => ({
    kind: 'line',
    line,
    keepNext: false,
  }));
}

function title(words: string, bookmark: Bookmark, fonts: PdfFontSet): LineItem[] {
  const metrics = { size: typeSize.no2, pitch: typeSize.no2 };
  const cells = cellsOf([{ text: words, face: 'xiaobiaosong' }], metrics, fonts);
  return centredLines(cells, width).map((line, index) => ({
    kind: 'line',
    line,
    keepNext: true,
    ...(index === 0 ? { bookmark } : {}),
  }));
}

function centred(spans: readonly Span[], fonts: PdfFontSet): LineItem[] {
  return centredLines(cellsOf(spans, text, fonts), width).map((line) => ({
    kind: 'line',
    line,
    keepNext: true,
  }));
}

/**
 * 7.3.5.2, without a seal: the name two characters in from the right, the date one line below, beginning
 * two characters right of the name's first; a date longer than the name ends two characters in instead,
 * and the name moves left with it.
 */
function signature(org: string, date: string, fonts: PdfFontSet): FlowItem[] {
  const set = (words: string): PdfCell[] => cellsOf([{ text: words, face: 'fangsong' }], text, fonts);
  const name = set(org);
  const day = set(date);
  const dayLonger = widthOf(day) > widthOf(name);
  const dayX = dayLonger
    ? width - indent - widthOf(day)
    : Math.min(width - indent - widthOf(name) + indent, width - widthOf(day));
  const nameX = dayLonger ? dayX - indent : width - indent - widthOf(name);
  const lines: PdfLine[] =
    nameX >= 0 ? [{ cells: name, x: nameX, stretch: 0 }] : justifiedLines(name, 0, width);
  lines.push({ cells: day, x: Math.max(0, dayX), stretch: 0 });
  const items = lines.map((line, index): FlowItem => {
    return { kind: 'line', line, keepNext: index < lines.length - 1 };
  });
  return [{ ...blank, keepNext: true }, ...items];
}

/**
 * 7.2.4 to 7.2.7: the red name 35 mm below the text area's edge, the number two lines below it, the red
 * rule 4 mm under the number, two lines before the title.
 */
function redHead(org: string, number: string | null, fonts: PdfFontSet): FlowItem[] {
  const size = Math.min(44, width / Math.max(1, [...org].length));
  const name = cellsOf([{ text: org, face: 'xiaobiaosong' }], { size, pitch: size }, fonts);
  const distance = 35 * millimetre - (linePitch - size) / 2;
  const linesAbove = Math.floor(distance / linePitch);
  const drop = distance - linesAbove * linePitch;
  const above = Array.from({ length: linesAbove }, () => blank);
  const heads = centredLines(name, width).map((line): FlowItem => {
    return { kind: 'line', line: { ...line, drop }, keepNext: true, red: true };
  });
  const numbered = centred(number ? [{ text: number, face: 'fangsong' }] : [], fonts);
  const under: LineItem[] = numbered.length > 0 ? numbered : [{ kind: 'line', line: null, keepNext: true }];
  return [
    ...above,
    ...heads,
    blank,
    blank,
    ...under.map((item, index) => ({ ...item, rule: index === under.length - 1 })),
    blank,
    blank,
  ];
}
