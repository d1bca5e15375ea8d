/** One column that a table is to have. Data only: it crosses to another process. */
export interface TableColumn {
  key: string;
  /** What its heading may say; compared without blanks, case, stars and what stands in brackets behind. */
  names: string[];
  required: boolean;
  /** Digits count: a code, a telephone number. What a spreadsheet made of them is refused. */
  exact: boolean;
  /** A person's name or a word of a list: blanks that set its characters apart are none of it. */
  compact?: boolean;
  /** Days stand here: one that the spreadsheet keeps as a date is read as such. */
  day?: boolean;
}

export interface TableShape {
  columns: TableColumn[];
  mostRows: number;
}

/** A row under the headings, by its columns' keys; a column that the file lacks has no value. */
export interface TableRow {
  /** As a spreadsheet shows it. */
  line: number;
  values: Record<string, string>;
  /** Why a value cannot be believed, in Chinese. */
  doubts: Record<string, string>;
  /** All cells as they were read, under `Table.headings`. */
  cells: string[];
}

export interface Table {
  /** The words over all columns, also those that are not read. */
  headings: string[];
  rows: TableRow[];
  /** What somebody should know about how it was read, in Chinese. */
  notes: string[];
}

/** A cell as it was read; `doubt` says in Chinese why it cannot be believed. */
export interface Cell {
  text: string;
  doubt?: string;
  /** `YYYY-MM-DD` of a date. */
  day?: string;
}

/** A line of a file that holds something: its number, and its cells by their columns from 0. */
export interface Line {
  line: number;
  cells: Map<number, Cell>;
}

/** A row of a spreadsheet has no more columns than this that are looked at. */
export const mostColumns = 60;
/** Lines with something in them that may stand above the headings. */
export const mostTitleLines = 30;
/** Characters of a cell that are read: more than any field may have. A longer one is told as a doubt, never cut in silence. */
export const longestCell = 5000;

/** More lines or texts than a list may have, though each is sound. */
export class TooMuch extends Error {
  override name = 'TooMuch';
}

/** Excel writes characters that XML forbids, and some that it allows, as _x000D_. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
