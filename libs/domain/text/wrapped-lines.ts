/** A line of a folded text without the blanks around it. */
export interface TextLine {
  from: number;
  to: number;
  /** Whether blanks stand before it on its line: a paragraph begins. */
  indented: boolean;
  /** Whether an empty line stands before it. */
  apart: boolean;
}

const closed = /[。;:!?…”』」》】)]$/;
/** What begins a line of its own: a number of a heading, a bullet, a label. */
const beginsLine =
  /^(?:[一二三四五六七八九十]{1,3} ?[、.]|第[一二三四五六七八九十\d]{1,3}(?:部分|章|篇|[,、:])|\( ?[一二三四五六七八九十\d]{1,3} ?\)|\d{1,2} ?[.、)](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3} ?\D|[\u2160-\u216B\u2460-\u249B\u2776-\u277F\u3220-\u3229\u3280-\u3289]|[一二三四五六七八九十]{1,2}是|[#*•·●■◆▪►>\-【[]|附件|目录)/;
const unitStart =
  /^(?:\d{1,4}(?:\.\d+)? ?)?(?:人次|万元|场次|次|场|节|名|人|份|个|条|项|篇|期|件|讲|堂)(?=$|[,。;、:!?) ])/;
const digitsThenUnit = /^\d{1,3} ?(?:余|多)?(?:人次|万元|场次|次|场|节|名|人|份|个|条|项|篇|期|件)/;
const narrowest = 24;
const widest = 130;
/** Columns by which lines of one column of text differ: a mark that may not begin a line is pulled along. */
const slack = 4;
const prose = 30;
const longestRow = 400;

/** Cells set apart by tabs, pipes or gaps of blanks. */
function isTabular(line: string): boolean {
  return /\t|\||\S {2,}\S/.test(line);
}

/** Columns of a line: Han count two. Longer lines than `limit` are not measured to their end. */
function widthOf(text: string, { from, to }: TextLine, limit: number): number {
  let width = 0;
  for (let at = from; at < to && width <= limit; at += 1) width += text.charCodeAt(at) < 0x2e80 ? 1 : 2;
  return width;
}

/** How wide the column is into which a text was wrapped, or null where its lines are paragraphs. */
function columnWidth(widths: number[], open: boolean[]): number | null {
  const counts = new Uint32Array(widest + 2);
  for (const width of widths) counts[Math.min(width, widest + 1)]! += 1;
  const allowed = widths.length * 0.05;
  let above = counts[widest + 1]!;
  for (let width = widest; width >= narrowest && above <= allowed; width -= 1) {
    let near = 0;
    for (let at = Math.max(0, width - slack); at <= width; at += 1) near += counts[at]!;
    if (near >= Math.max(3, widths.length * 0.2)) {
      const full = widths.filter((own, at) => own >= width - slack && open[at]).length;
      return full >= 3 && full >= widths.length * 0.25 ? width : null;
    }
    above += counts[width]!;
  }
  return null;
}

/**
 * The numbers of the lines that go on in the next one, though the text breaks there: a PDF's lines, a number parted from
 * what it counts. Linear; looks at the beginnings and ends of lines only.
 */
export function wrappedLines(text: string, lines: readonly TextLine[]): number[] {
  const tabular = lines.map(({ from, to }) => isTabular(text.slice(from, Math.min(to, from + longestRow))));
  const widths = lines.map((line, at) => (tabular[at] ? 0 : widthOf(text, line, widest)));
  const tails = lines.map(({ from, to }) => text.slice(Math.max(from, to - 4), to));
  const open = tails.map((tail) => !closed.test(tail));
  const column = columnWidth(widths, open);
  const wrapped: number[] = [];
  for (let at = 0; at + 1 < lines.length; at += 1) {
    const next = lines[at + 1]!;
    if (next.apart || !open[at] || tabular[at] || tabular[at + 1]) continue;
    const head = text.slice(next.from, Math.min(next.to, next.from + 12));
    if (beginsLine.test(head) && !digitsThenUnit.test(head)) continue;
    if (goesOn(text, lines[at]!, { head, tail: tails[at]!, width: widths[at]!, next, column }))
      wrapped.push(at);
  }
  return wrapped;
}

interface Seam {
  head: string;
  tail: string;
  width: number;
  next: TextLine;
  column: number | null;
}

function goesOn(text: string, line: TextLine, { head, tail, width, next, column }: Seam): boolean {
  if (/[A-Za-z]$/.test(tail) && /^[A-Za-z]/.test(head)) return false;
  if (unitStart.test(head) && /[\p{Script=Han}\d]$/u.test(tail) && !/\d$/.test(tail) === /^\d/.test(head))
    return true;
  if (next.indented) return false;
  if (/\d$/.test(tail) && /^\d/.test(head)) return width >= prose && digitsThenUnit.test(head);
  if (column !== null && width >= column - slack) return true;
  // A long line of prose that ends inside a sentence.
  const inside = /[,、\p{Script=Han}]$/u.test(tail) && width >= prose && width <= widest;
  return inside && /[,。;]/.test(text.slice(line.from, Math.min(line.to, line.from + 60)));
}
