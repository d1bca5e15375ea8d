import type { ParagraphChange, WordChange } from '@domain/comparison';
import { type Passage, pieces } from './passage';

/** A stretch of one paragraph that looks alike throughout. */
export interface Run {
  kind: 'same' | 'ins' | 'del';
  text: string;
  /** Offset in the present text; what was deleted has none. */
  from: number | null;
  ids: string[];
  ends: string[];
  /** The first of one change, however many stretches it has: where stepping through the changes stops. */
  opens?: boolean;
}

/** A paragraph as it is shown; `moved` says that it came from, or went to, another place. */
export interface Paragraph {
  runs: Run[];
  moved?: 'here' | 'away';
}

/**
 * A section's text as paragraphs of runs, with the passages of comments in it and, where `changes` are given, what
 * was inserted and deleted since.
 */
export function paragraphs(body: string, passages: Passage[], changes?: ParagraphChange[]): Paragraph[] {
  const lines = body.split('\n');
  const offsets: number[] = [];
  for (let at = 0, line = 0; line < lines.length; line += 1) {
    offsets.push(at);
    at += (lines[line]?.length ?? 0) + 1;
  }
  const cut = pieces(body, passages);
  const lineOf = (b: number, words?: WordChange[], kind: 'same' | 'ins' = 'same'): Run[] => {
    const from = offsets[b] ?? 0;
    if (!words) return present(body, cut, kind, from, from + (lines[b]?.length ?? 0));
    let at = from;
    return words.flatMap(({ change, text }): Run[] => {
      if (change === 'delete') return [gone(text)];
      const start = at;
      at += text.length;
      return present(body, cut, change === 'insert' ? 'ins' : 'same', start, at);
    });
  };
  const shown = (paragraph: ParagraphChange): Paragraph => {
    switch (paragraph.change) {
      case 'same':
        return { runs: lineOf(paragraph.b) };
      case 'insert':
        return { runs: lineOf(paragraph.b, undefined, 'ins') };
      case 'change':
        return { runs: lineOf(paragraph.b, paragraph.words) };
      case 'moved_here':
        return { runs: lineOf(paragraph.b, paragraph.words), moved: 'here' };
      case 'moved_away':
        return { runs: paragraph.text ? [gone(paragraph.text)] : [], moved: 'away' };
      case 'delete':
        return { runs: paragraph.text ? [gone(paragraph.text)] : [] };
    }
  };
  const unchanged = () => lines.map((text, b): ParagraphChange => ({ change: 'same', a: b, b, text }));
  return opened((changes ?? unchanged()).map(shown).filter(({ runs }) => runs.length > 0));
}

const gone = (text: string): Run => ({ kind: 'del', text, from: null, ids: [], ends: [] });

/** A stretch of the present text, cut where passages begin and end. */
function present(
  body: string,
  cut: ReturnType<typeof pieces>,
  kind: 'same' | 'ins',
  start: number,
  end: number,
): Run[] {
  return cut.flatMap((piece): Run[] => {
    const until = piece.from + piece.text.length;
    const from = Math.max(start, piece.from);
    const to = Math.min(end, until);
    if (from >= to) return [];
    return [{ kind, text: body.slice(from, to), from, ids: piece.ids, ends: to === until ? piece.ends : [] }];
  });
}

/** Says which run begins each change: neighbours without anything unchanged between them are one. */
function opened(list: Paragraph[]): Paragraph[] {
  let within = false;
  for (const { runs, moved } of list)
    for (const [index, run] of runs.entries()) {
      const changed = run.kind !== 'same' || (moved === 'here' && index === 0);
      if (changed && !within) run.opens = true;
      within = changed;
    }
  return list;
}

/**
 * What of a comparison with another year's text helps: wordings of one paragraph beside each other. What is new, gone
 * or elsewhere is so every year and would only colour the page.
 */
export function matchingOnly(changes: ParagraphChange[]): ParagraphChange[] {
  return changes.flatMap((change): ParagraphChange[] => {
    switch (change.change) {
      case 'delete':
      case 'moved_away':
        return [];
      case 'insert':
        return [{ ...change, change: 'same', a: change.b }];
      case 'moved_here':
        return [
          change.words
            ? { change: 'change', a: change.b, b: change.b, words: change.words }
            : { change: 'same', a: change.b, b: change.b, text: change.text },
        ];
      default:
        return [change];
    }
  });
}
