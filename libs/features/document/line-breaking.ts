/** One unit that is never split: usually a character. Widths in any one unit. */
export interface Breakable {
  /** What decides the rules: the first character counts. */
  text: string;
  width: number;
}

export interface BrokenLine {
  /** Cells [from, to), white space at the end left out. */
  from: number;
  to: number;
  /** Room left on the line, never below 0 unless one cell alone is wider than the line. */
  slack: number;
  /** The last line of its paragraph is not justified. */
  last: boolean;
}

/*
 * GB/T 15834-2011, 5.1: what may not begin a line (points, closing halves, 间隔号, 连接号, 分隔号, and
 * units that belong to the number before them), what may not end one (opening halves, 分隔号), and what
 * may not be split (破折号, 省略号).
 */
const notAtStart = new Set('。，、；：！？．）〕］】》〉」』”’)]},.;:!?·•・～–-/／％%‰℃°〗﹞﹚﹜…—');
const notAtEnd = new Set('（〔［【《〈「『“‘([{/／￥¥$№§〖﹝﹙﹛');
const unsplit = new Set('—…');
const ideograph = /^[\u4E00-\u9FFF]/;
const space = /^[ \u3000\u2000-\u200A]$/;
const wordCharacter = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}0-9'’.,:%+_@#&=?~-]/u;

/** A word wider than this share of a line may be split anywhere. */
const widestWordShare = 0.5;

/**
 * Breaks a paragraph greedily, as Word's 首尾字符 rule does: a character that may not begin a line takes
 * the one before it along, so a line never holds more than fits. Latin words and numbers stay whole
 * unless they are wider than half a line. Returns no line for an empty paragraph.
 */
export function breakLines(cells: readonly Breakable[], firstWidth: number, width: number): BrokenLine[] {
  const allowed = breakOpportunities(cells, width * widestWordShare);
  const lines: BrokenLine[] = [];
  let from = 0;
  while (from < cells.length) {
    const room = lines.length === 0 ? firstWidth : width;
    const to = endOfLine(cells, allowed, from, room);
    const last = to >= cells.length;
    let end = to;
    while (end > from + 1 && space.test(cells[end - 1]!.text)) end -= 1;
    lines.push({ from, to: end, slack: room - widthOf(cells, from, end), last });
    from = to;
    while (!last && from < cells.length && cells[from]!.text === ' ') from += 1;
  }
  return lines;
}

/** The lines of a centred title: as few as fit, and of nearly equal length (7.3.1: 排列对称). */
export function balanceLines(cells: readonly Breakable[], width: number): BrokenLine[] {
  let best = breakLines(cells, width, width);
  let low = widthOf(cells, 0, cells.length) / Math.max(1, best.length);
  let high = width;
  for (let step = 0; step < 12 && best.length > 1; step += 1) {
    const middle = (low + high) / 2;
    const tried = breakLines(cells, middle, middle);
    if (tried.length > best.length) low = middle;
    else {
      best = tried;
      high = middle;
    }
  }
  return best.map((line) => ({ ...line, slack: width - widthOf(cells, line.from, line.to) }));
}

function endOfLine(cells: readonly Breakable[], allowed: boolean[], from: number, room: number): number {
  let used = 0;
  let lastAllowed = -1;
  for (let index = from; index < cells.length; index += 1) {
    const cell = cells[index]!;
    if (index > from && allowed[index]) lastAllowed = index;
    used += cell.width;
    // A rounding error of many additions must not cost the line its 28th character.
    if (used > room + 1e-6 && index > from && !space.test(cell.text)) {
      return lastAllowed > from ? lastAllowed : index;
    }
  }
  return cells.length;
}

/** allowed[i]: a line may begin with cell i. */
function breakOpportunities(cells: readonly Breakable[], widestWord: number): boolean[] {
  const allowed = cells.map((cell, index) => index > 0 && mayBreak(cells[index - 1]!.text, cell.text));
  let start = 0;
  for (let index = 0; index <= cells.length; index += 1) {
    if (index < cells.length && wordCharacter.test(cells[index]!.text)) continue;
    if (widthOf(cells, start, index) > widestWord) {
      for (let inside = start + 1; inside < index; inside += 1) allowed[inside] = true;
    }
    start = index + 1;
  }
  return allowed;
}

function mayBreak(before: string, after: string): boolean {
  if (unsplit.has(after)) return before !== after && !notAtEnd.has(before);
  if (notAtStart.has(after) || notAtEnd.has(before)) return false;
  if (ideograph.test(before) && ideograph.test(after)) return true;
  if (space.test(after) || before === '\u00A0' || after === '\u00A0') return false;
  return !(wordCharacter.test(before) && wordCharacter.test(after));
}

function widthOf(cells: readonly Breakable[], from: number, to: number): number {
  let width = 0;
  for (let index = from; index < to; index += 1) width += cells[index]!.width;
  return width;
}
