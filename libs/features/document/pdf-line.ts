import { type BrokenLine, balanceLines, breakLines } from './line-breaking';
import type { PdfCell } from './pdf-cell';

/** A line of cells and where it stands: x in points from the text area's left edge. */
export interface PdfLine {
  cells: PdfCell[];
  x: number;
  /** Points added to each gap between two cells of the line, so that it reaches the right edge. */
  stretch: number;
  /** Points that the line stands lower than the grid says. */
  drop?: number;
}

/** Most that a gap is widened: beyond it a ragged line reads better than a torn one. */
const widestStretch = 0.35;

/** Text with both edges straight; the last line keeps its natural width. */
export function justifiedLines(cells: PdfCell[], indent: number, width: number): PdfLine[] {
  return breakLines(cells, width - indent, width).map((line, index) => {
    const part = cells.slice(line.from, line.to);
    return { cells: part, x: index === 0 ? indent : 0, stretch: line.last ? 0 : stretchOf(part, line) };
  });
}

/** Lines of nearly equal length, each in the middle. */
export function centredLines(cells: PdfCell[], width: number): PdfLine[] {
  return balanceLines(cells, width).map((line) => ({
    cells: cells.slice(line.from, line.to),
    x: Math.max(0, line.slack / 2),
    stretch: 0,
  }));
}

/** Lines of a table's cell. */
export function alignedLines(cells: PdfCell[], width: number, align: 'left' | 'center' | 'right'): PdfLine[] {
  const share = { left: 0, center: 0.5, right: 1 }[align];
  return breakLines(cells, width, width).map((line) => ({
    cells: cells.slice(line.from, line.to),
    x: Math.max(0, line.slack * share),
    stretch: 0,
  }));
}

/** Natural width of cells set in one line. */
export function widthOf(cells: readonly PdfCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** Whether the gap after a cell may be widened: not inside words and numbers. */
export function isGap(before: PdfCell, after: PdfCell | undefined): boolean {
  if (!after) return false;
  const letters = /^[\p{Script=Latin}0-9.,%]/u;
  return !(letters.test(before.text) && letters.test(after.text));
}

function stretchOf(cells: PdfCell[], line: BrokenLine): number {
  const gaps = cells.filter((cell, index) => isGap(cell, cells[index + 1])).length;
  const size = cells[0]?.size ?? 0;
  if (gaps === 0 || line.slack <= 0) return 0;
  const stretch = line.slack / gaps;
  return stretch > size * widestStretch ? 0 : stretch;
}
