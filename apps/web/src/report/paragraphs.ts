import { type Passage, pieces } from './passage';
import { type Change, diffText } from './text-diff';

/** A stretch of one paragraph that looks alike throughout. */
export interface Run {
  kind: Change['kind'];
  text: string;
  /** Offset in the present text; what was deleted has none. */
  from: number | null;
  ids: string[];
  ends: string[];
}

/**
 * A section's text as paragraphs of runs, with the passages of comments in it and, where `before` is
 * given, what was inserted and deleted since.
 */
export function paragraphs(body: string, passages: Passage[], before?: string): Run[][] {
  const changes: Change[] = before === undefined ? [{ kind: 'same', text: body }] : diffText(before, body);
  const cut = pieces(body, passages);
  const result: Run[][] = [[]];
  const put = (run: Run) => {
    const [first = '', ...rest] = run.text.split('\n');
    let from = run.from;
    const push = (text: string) => {
      if (text) result.at(-1)?.push({ ...run, text, from });
      if (from !== null) from += text.length + 1;
    };
    push(first);
    for (const line of rest) {
      if (result.at(-1)?.length) result.push([]);
      push(line);
    }
  };
  let at = 0;
  for (const change of changes) {
    if (change.kind === 'del') {
      put({ kind: 'del', text: change.text, from: null, ids: [], ends: [] });
      continue;
    }
    const end = at + change.text.length;
    for (const piece of cut) {
      const from = Math.max(at, piece.from);
      const to = Math.min(end, piece.from + piece.text.length);
      if (from >= to) continue;
      const last = to === piece.from + piece.text.length;
      put({
        kind: change.kind,
        text: body.slice(from, to),
        from,
        ids: piece.ids,
        ends: last ? piece.ends : [],
      });
    }
    at = end;
  }
  return result.filter((runs) => runs.length > 0);
}
