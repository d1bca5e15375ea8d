import { PassThrough, type Readable } from 'node:stream';
import { Pace } from '@platform/computing';
import PDFDocument from 'pdfkit';
import { compose } from './compose';
import { linePitch, millimetre, officialRed, paper, textArea, typeSize } from './official-format';
import { cellsOf } from './pdf-cell';
import { type Bookmark, flow } from './pdf-flow';
import { type FontName, type PdfFontSet, pdfFonts } from './pdf-font';
import { isGap, type PdfLine, widthOf } from './pdf-line';
import { type PdfPage, paginate } from './pdf-page';
import { type PdfTablePart, rowHeight, tableLeading, tablePadding } from './pdf-table';
import { printableLine } from './printable-text';
import type { LayoutOptions, ReportDocument } from './report-document';

const topEdge = textArea.topMm * millimetre;
const leftEdge = textArea.leftMm * millimetre;
const textWidth = textArea.widthMm * millimetre;
const textHeight = textArea.heightMm * millimetre;
/** Where a line of 16 pt type stands in its 29 pt of the grid: share of the size above the baseline. */
const baselineShare = 0.86;

/** Metadata that the caller knows and the layout does not show. */
export interface PdfOptions extends LayoutOptions {
  /** Written into the file as its date of creation. */
  createdAt: Date;
}

/**
 * Sets a report as a PDF by GB/T 9704-2012: fonts embedded as subsets, bookmarks for title, headings and
 * attachments, language zh-CN. Characters that no font has are drawn as 〓 and keep their text for
 * copying and searching. The stream ends with the document; what goes wrong destroys it with the error.
 * Long documents are set in turns with the rest of the process.
 */
export function renderPdf(report: ReportDocument, options: PdfOptions): Readable {
  const fonts = pdfFonts();
  const document = new PDFDocument({
    size: [paper.widthMm * millimetre, paper.heightMm * millimetre],
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    pdfVersion: '1.7',
    fontLayoutCache: false,
    info: {
      Title: metadataText(report.title),
      Author: metadataText(report.orgName),
      Subject: metadataText(report.period),
      CreationDate: options.createdAt,
      ModDate: options.createdAt,
    },
  });
  const output = document.pipe(new PassThrough());
  const print = async (): Promise<void> => {
    const pace = new Pace();
    const printer = new PdfPrinter(document, fonts);
    let number = 0;
    for await (const page of paginate(flow(compose(report, options), fonts, pace))) {
      number += 1;
      printer.page(page, number);
      await pace.rest();
    }
    document.end();
  };
  print().catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return output;
}

/** pdfkit copies these into XMP, which is XML, without escaping: the wide forms mean the same. */
function metadataText(text: string): string {
  const wide: Record<string, string> = { '<': '＜', '>': '＞', '&': '＆' };
  return printableLine(text).replace(/[<>&]/g, (character) => wide[character] ?? character);
}

class PdfPrinter {
  private readonly registered = new Set<FontName>();
  private readonly outlines: PDFKit.PDFOutline[];

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly fonts: PdfFontSet,
  ) {
    this.outlines = [document.outline];
  }

  page(page: PdfPage, number: number): void {
    this.document.addPage();
    for (const { row, line, bookmark, red, rule } of page.lines) {
      const top = topEdge + row * linePitch;
      if (bookmark) this.bookmark(bookmark, top);
      if (line) {
        const size = line.cells[0]?.size ?? typeSize.no3;
        const baseline = top + (line.drop ?? 0) + (linePitch - size) / 2 + size * baselineShare;
        this.document.fillColor(red ? officialRed : 'black');
        this.line(line, leftEdge, baseline);
      }
      if (rule) this.redRule(top + linePitch + 4 * millimetre);
    }
    this.document.fillColor('black');
    for (const { top, part } of page.tables) this.table(part, topEdge + top);
    this.pageNumber(number);
  }

  private bookmark({ level, title }: Bookmark, top: number): void {
    const depth = Math.min(level, this.outlines.length - 1);
    this.outlines.length = depth + 1;
    // pdfkit subtracts `left` from the page's width.
    const place = { left: this.document.page.width, top, expanded: depth < 2 };
    this.outlines.push(this.outlines[depth]!.addItem(title, place));
  }

  /** Draws neighbours that share font, spacing and fate as one piece of text. */
  private line(line: PdfLine, left: number, baseline: number): void {
    let x = left + line.x;
    let run: Run | null = null;
    line.cells.forEach((cell, index) => {
      const gap = isGap(cell, line.cells[index + 1]) ? line.stretch : 0;
      const spacing = cell.width - cell.advance + gap;
      const replaced = cell.shown !== cell.text;
      const start = x + cell.shift;
      const joins =
        run !== null &&
        run.font === cell.font.name &&
        run.replaced === replaced &&
        Math.abs(run.spacing - spacing) < 1e-6 &&
        Math.abs(run.end - start) < 1e-6;
      if (!joins || run === null) {
        this.draw(run, baseline);
        run = {
          font: cell.font.name,
          size: cell.size,
          x: start,
          end: start,
          spacing,
          replaced,
          shown: '',
          text: '',
        };
      }
      run.shown += cell.shown;
      run.text += cell.text;
      x += cell.width + gap;
      run.end = start + cell.advance + spacing;
    });
    this.draw(run, baseline);
  }

  private draw(run: Run | null, baseline: number): void {
    if (run === null || (run.shown.trim() === '' && !run.replaced)) return;
    this.setFont(run.font, run.size);
    if (run.replaced) this.document.markContent('Span', { actual: run.text });
    if (run.shown !== '') {
      this.document.text(run.shown, run.x, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: run.spacing,
      });
    }
    if (run.replaced) this.document.endMarkedContent();
  }

  private setFont(name: FontName, size: number): void {
    if (!this.registered.has(name)) {
      this.document.registerFont(name, this.fonts.get(name).source);
      this.registered.add(name);
    }
    this.document.font(name, size);
  }

  private redRule(y: number): void {
    this.document
      .moveTo(leftEdge, y)
      .lineTo(leftEdge + textWidth, y)
      .lineWidth(1.5)
      .stroke(officialRed);
  }

  private table(part: PdfTablePart, top: number): void {
    let y = top;
    for (const row of part.rows) {
      const height = rowHeight(row);
      part.columns.forEach(({ x, width }, index) => {
        this.document
          .lineWidth(0.6)
          .rect(leftEdge + x, y, width, height)
          .stroke('black');
        row[index]?.forEach((line, position) => {
          const size = line.cells[0]?.size ?? typeSize.small4;
          const lineTop = y + tablePadding + position * tableLeading;
          const baseline = lineTop + (tableLeading - size) / 2 + size * baselineShare;
          this.line(line, leftEdge + x + tablePadding, baseline);
        });
      });
      y += height;
    }
  }

  /** 7.5: 4号宋体 digits between dashes 7 mm below the text area, one character in from the outside. */
  private pageNumber(number: number): void {
    const metrics = { size: typeSize.no4, pitch: typeSize.no4 };
    const cells = cellsOf([{ text: `— ${number} —`, face: 'songti' }], metrics, this.fonts);
    const right = textWidth - typeSize.no4 - widthOf(cells);
    const line: PdfLine = { cells, x: number % 2 === 1 ? right : typeSize.no4, stretch: 0 };
    // The dash stands about a third of the size above the baseline.
    const baseline = topEdge + textHeight + 7 * millimetre + typeSize.no4 / 3;
    this.line(line, leftEdge, baseline);
  }
}

interface Run {
  font: FontName;
  size: number;
  x: number;
  end: number;
  spacing: number;
  replaced: boolean;
  shown: string;
  text: string;
}
