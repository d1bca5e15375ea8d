import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block } from './block';
import { compose } from './compose';
import { docxFont, fontTableXml } from './docx-font-table';
import { paragraph, paragraphsOfBlock } from './docx-paragraph';
import { linePitchTwips, stylesXml, twip } from './docx-styles';
import { grid, millimetre, paper, type Typeface, textArea, typeSize } from './official-format';
import { printableLine } from './printable-text';
import type { LayoutOptions, ReportDocument } from './report-document';

const twips = (mm: number): number => Math.round(mm * millimetre * twip);
const textWidthTwips = twips(textArea.widthMm);

/**
 * `w:charSpace` counts 4096ths of a point on top of the Normal style's size (ECMA-376, 17.6.5): 16 pt
 * type on a pitch of 15.79 pt. Rounded down, so that the 28th character fits.
 */
const charSpace = Math.floor((textWidthTwips / twip / grid.charactersPerLine - typeSize.no3) * 4096);

// A function, so that the package waits for the first document.
const page = (): ISectionOptions['properties'] => ({
  page: {
    size: { width: twips(paper.widthMm), height: twips(paper.heightMm) },
    margin: {
      top: twips(textArea.topMm),
      left: twips(textArea.leftMm),
      right: twips(paper.widthMm - textArea.leftMm - textArea.widthMm),
      bottom: twips(paper.heightMm - textArea.topMm - textArea.heightMm),
      header: twips(15),
      // Puts the dashes of the page number 7 mm below the text area.
      footer: twips(25.6),
      gutter: 0,
    },
  },
  grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: linePitchTwips, charSpace },
});

/**
 * Sets a report as a .docx by GB/T 9704-2012, in the order that `compose` gives. Headings carry outline
 * levels; page numbers stand outside on facing pages. Fonts are named, not embedded: see the font table.
 */
export async function renderDocx(report: ReportDocument, options: LayoutOptions = {}): Promise<Buffer> {
  const document = new Document({
    title: printableLine(report.title),
    creator: printableLine(report.orgName),
    lastModifiedBy: printableLine(report.orgName),
    subject: printableLine(report.period),
    externalStyles: stylesXml(),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: page(),
        footers: {
          default: pageNumber(AlignmentType.RIGHT),
          even: pageNumber(AlignmentType.LEFT),
        },
        children: compose(report, options).flatMap(childrenOf),
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }]);
}

function childrenOf(block: Block): Array<Paragraph | Table> {
  return block.kind === 'table' ? [tableOf(block)] : paragraphsOfBlock(block);
}

/** 7.5: 4号宋体, a dash on both sides, one character in from the outside. */
function pageNumber(side: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer {
  const inset = typeSize.no4 * twip;
  return new Footer({
    children: [
      new Paragraph({
        alignment: side,
        indent: side === AlignmentType.LEFT ? { left: inset } : { right: inset },
        style: 'Footer',
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: docxFont('songti') })],
      }),
    ],
  });
}

function tableOf(block: Extract<Block, { kind: 'table' }>): Table {
  const widths = block.columns.map((column) => Math.floor(column.share * textWidthTwips));
  const cell = (text: string, index: number, face: Typeface): TableCell =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      verticalAlign: face === 'heiti' ? VerticalAlign.CENTER : VerticalAlign.TOP,
      children: text.split('\n').map((line) =>
        paragraph('TableText', [{ text: line, face }], {
          alignment: face === 'heiti' ? 'center' : block.columns[index]!.align,
        }),
      ),
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column, index) => cell(column.title, index, 'heiti')),
  });
  const rows = block.rows.map(
    (row) => new TableRow({ children: row.map((text, index) => cell(text, index, 'fangsong')) }),
  );
  return new Table({
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: textWidthTwips, type: WidthType.DXA },
    margins: { top: 80, bottom: 80, left: 80, right: 80 },
    rows: [head, ...rows],
  });
}
