type Kind = 'han' | 'digits' | 'sign' | 'other';

const hanCharacter = /\p{Script=Han}/u;
/** Blanks that a gap between letters has at most; columns of a table stand farther apart. */
const widestGap = 2;
/** So many gaps one after another are letter spacing also where the rest of the line is set tight. */
const longRun = 4;
const shortRun = 3;

/**
 * Calls `close` for each stretch of blanks between letters set apart (召 开 支 委 会 1 5 次) in the line `[from, to)` of a
 * folded text: all of them where most of the line is so, else those of long runs.
 */
export function closeLetterSpacing(
  text: string,
  from: number,
  to: number,
  close: (from: number, to: number) => void,
): void {
  const gaps: Gap[] = [];
  const runs: Array<[first: number, last: number]> = [];
  let [tight, han, run] = [0, 0, 0];
  let previous: Kind | null = null;
  const endRun = () => {
    if (run >= longRun) runs.push([gaps.length - run, gaps.length]);
    run = 0;
  };
  for (let at = from; at < to; ) {
    const start = at;
    while (at < to && text.charCodeAt(at) === 32) at += 1;
    const blanks = at - start;
    if (at >= to) break;
    const first = at;
    const kind = kindAt(text, at);
    if (kind === 'han') han += 1;
    at += 1;
    if (kind === 'digits') while (at < to && isDigit(text.charCodeAt(at))) at += 1;
    // 11 12 are two numbers, 1 5 may be one set apart.
    const numbers =
      previous === 'digits' && kind === 'digits' && (at - first > 1 || isDigit(text.charCodeAt(start - 2)));
    if (blanks > 0 && blanks <= widestGap && isLetter(previous) && isLetter(kind) && !numbers) {
      gaps.push({ from: start, to: first, single: blanks === 1 });
      if (blanks === 1) run += 1;
      else endRun();
    } else {
      endRun();
      if (blanks === 0 && previous === 'han' && kind === 'han') tight += 1;
    }
    previous = kind;
  }
  endRun();
  const single = gaps.filter((gap) => gap.single).length;
  const spaced = single >= shortRun && single >= 2 * tight && han * 2 > gaps.length;
  const chosen = spaced ? gaps : runs.flatMap(([first, last]) => gaps.slice(first, last));
  for (const gap of chosen) close(gap.from, gap.to);
}

interface Gap {
  from: number;
  to: number;
  single: boolean;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(kind: Kind | null): boolean {
  return kind === 'han' || kind === 'digits' || kind === 'sign';
}

function kindAt(text: string, at: number): Kind {
  const code = text.charCodeAt(at);
  if (code >= 0x4e00 && code <= 0x9fff) return 'han';
  if (isDigit(code)) return 'digits';
  if (/[,。;:、()“”《》.%〇]/.test(text.charAt(at))) return 'sign';
  return hanCharacter.test(text.charAt(at)) ? 'han' : 'other';
}
