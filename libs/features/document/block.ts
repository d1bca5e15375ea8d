import type { Typeface } from './official-format';

/** A stretch of a paragraph in one typeface. */
export interface Span {
  text: string;
  face: Typeface;
}

/**
 * The document as a list of paragraphs and tables, the same for every format. `heading` carries the
 * level for outline and bookmarks; a heading that runs on into text (（一）加强学习。…) is a `body`
 * whose first span is in the heading's face.
 */
export type Block =
  | { kind: 'red-head'; text: string; number: string | null }
  | { kind: 'title'; text: string }
  | { kind: 'subtitle'; text: string }
  | { kind: 'blank' }
  | { kind: 'heading'; level: 1 | 2 | 3; text: string; face: Typeface }
  | { kind: 'body'; spans: Span[] }
  | { kind: 'signature'; org: string; date: string }
  | { kind: 'attachment'; label: string; title: string }
  | { kind: 'table'; columns: TableColumn[]; rows: string[][] };

export interface TableColumn {
  title: string;
  /** Share of the width; all of a table together are 1. */
  share: number;
  align: 'left' | 'center' | 'right';
}
