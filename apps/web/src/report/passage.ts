/** A stretch of a text that a comment or a finding is about. */
export interface Passage {
  id: string;
  from: number;
  to: number;
}

/** Where a quotation stands: its `occurrence` (from 1), else its first; null when it is gone. */
export function locate(
  text: string,
  quote: string | undefined,
  occurrence = 1,
): { from: number; to: number } | null {
  if (!quote) return null;
  let from = -1;
  for (let n = 0; n < Math.max(1, occurrence); n++) {
    const next = text.indexOf(quote, from + 1);
    if (next < 0) return from < 0 ? null : { from, to: from + quote.length };
    from = next;
  }
  return { from, to: from + quote.length };
}

/** Which occurrence of `quote` (from 1) begins at `offset`. */
export function occurrenceAt(text: string, quote: string, offset: number): number {
  let count = 1;
  for (let at = text.indexOf(quote); at >= 0 && at < offset; at = text.indexOf(quote, at + 1)) count += 1;
  return count;
}

export interface Piece {
  text: string;
  from: number;
  /** Passages that cover this piece, in the order given. */
  ids: string[];
  /** Passages that end with this piece. */
  ends: string[];
}

/** Cuts a text at the borders of its passages, which may overlap. */
export function pieces(text: string, passages: Passage[]): Piece[] {
  const cuts = new Set([0, text.length]);
  for (const { from, to } of passages) cuts.add(Math.max(0, from)).add(Math.min(text.length, to));
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).map((from, index) => {
    const to = borders[index + 1] ?? text.length;
    const covering = passages.filter((passage) => passage.from <= from && passage.to >= to);
    return {
      text: text.slice(from, to),
      from,
      ids: covering.map(({ id }) => id),
      ends: covering.filter((passage) => passage.to === to).map(({ id }) => id),
    };
  });
}
