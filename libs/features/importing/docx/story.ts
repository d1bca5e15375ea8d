import { maxImportLength } from '@domain/importing';
import { problem } from '@domain/problems';
import { visibleLength } from '../source-loss';
import type { Line } from './heading-number';
import type { DocxNumbering } from './numbering';
import type { StyleSheet } from './style-sheet';

/** A paragraph that is being read. */
interface Paragraph {
  style?: string;
  numbering?: string;
  level?: number;
  outline?: number;
  /** Its mark is deleted or hidden: what remains of it runs on into the next. */
  runsOn: boolean;
  /** What Word shows before it; undefined until its properties are known. */
  number?: string;
  parts: string[];
  /** The lines of text boxes that hang on it. */
  boxes: Line[];
}

/** What holds paragraphs: the body, a cell, a text box, a note. */
interface Container {
  lines: Line[];
  open: Paragraph[];
  /** Text of paragraphs that run on, or that stands in none. */
  pending: string;
}

interface Row {
  cells: Line[][];
  /** Columns that the cell being read takes, and those that the cells before it took further, not yet put in. */
  span: number;
  owed: number;
  deleted: boolean;
  hidden: boolean;
}

/** A cell with more paragraphs holds prose: the table only lays it out. */
const mostCellParagraphs = 3;
/** Columns of a table in Word. */
const mostColumns = 63;
const headingStyle = /^(?:heading|标题) ?([1-9])$/i;

/** Puts the pieces of a document together to lines, in the order of the document, however they nest. */
export class Story {
  private readonly containers: Container[] = [{ lines: [], open: [], pending: '' }];
  private readonly rows: Row[] = [];
  private length = 0;
  /** Characters of automatic numbers that rows took in. */
  generated = 0;

  constructor(
    private readonly styles: StyleSheet,
    private readonly numbering: DocxNumbering,
    private readonly longest = maxImportLength,
  ) {}

  /** The innermost paragraph that is open here. */
  get paragraph(): Paragraph | undefined {
    return this.container.open.at(-1);
  }

  get row(): Row | undefined {
    return this.rows.at(-1);
  }

  openParagraph(): void {
    this.container.open.push({ runsOn: false, parts: [], boxes: [] });
  }

  /** The paragraph's properties are known: its number is counted now, before those of its text boxes. */
  settle(): void {
    const { paragraph } = this;
    if (paragraph === undefined || paragraph.number !== undefined) return;
    paragraph.number = paragraph.runsOn ? '' : this.numberOf(paragraph);
    this.grow(paragraph.number);
  }

  closeParagraph(): void {
    this.settle();
    const { container } = this;
    const paragraph = container.open.pop();
    if (paragraph === undefined) return;
    const text = container.pending + withoutLastBreaks(paragraph.parts);
    container.pending = paragraph.runsOn ? text : '';
    // A paragraph that holds nothing but text boxes shows no line of its own.
    const holdsBoxes = paragraph.boxes.length > 0 && text.trim() === '';
    if (!paragraph.runsOn && !holdsBoxes) {
      this.place({ number: paragraph.number ?? '', text, rank: this.rankOf(paragraph) });
    }
    for (const line of paragraph.boxes) this.place(line);
  }

  append(text: string): void {
    this.grow(text);
    const { paragraph } = this;
    if (paragraph === undefined) this.container.pending += text;
    else paragraph.parts.push(text);
  }

  /** A break between pages ends a line where one has begun. */
  endLine(): void {
    if ((this.paragraph?.parts.length ?? 0) > 0) this.append('\n');
  }

  openRow(): void {
    this.flush();
    this.rows.push({ cells: [], span: 1, owed: 0, deleted: false, hidden: false });
  }

  /** A merged cell stands over several columns: those below would else stand under the wrong one. */
  spanColumns(count: number): void {
    if (this.row && count > 1) this.row.span = Math.min(count, mostColumns);
  }

  closeRow(): void {
    const row = this.rows.pop();
    if (row === undefined || row.cells.length === 0) return;
    const { cells } = row;
    if (row.deleted && cells.every((lines) => lines.length === 0)) return;
    if (cells.length === 1 || cells.some((lines) => lines.length > mostCellParagraphs)) {
      for (const line of cells.flat()) this.place(line);
      return;
    }
    const text = cells.map((lines) => this.cellText(lines)).join('\t');
    this.place({ number: '', text, rank: 0 });
  }

  openContainer(): void {
    this.settle();
    this.containers.push({ lines: [], open: [], pending: '' });
  }

  closeBox(): void {
    for (const line of this.closeContainer()) this.place(line);
  }

  closeCell(): void {
    const lines = this.closeContainer().filter(({ text }) => text.trim() !== '');
    if (this.row === undefined) for (const line of lines) this.place(line);
    else {
      const { row } = this;
      for (; row.owed > 0 && row.cells.length < mostColumns; row.owed -= 1) row.cells.push([]);
      row.cells.push(lines);
      row.owed = row.span - 1;
      row.span = 1;
    }
  }

  closeContainer(): Line[] {
    this.flush();
    return this.containers.pop()?.lines ?? [];
  }

  /** All lines of the outermost container. */
  finish(): Line[] {
    this.flush();
    return this.container.lines;
  }

  /** Numbers count as well: a few bytes say how they are written, and each paragraph shows one. */
  private grow(text: string): void {
    this.length += text.length;
    if (this.length > this.longest) throw problem('import_too_long', { limit: this.longest });
  }

  private get container(): Container {
    return this.containers.at(-1)!;
  }

  private place(line: Line): void {
    const { paragraph } = this;
    if (paragraph !== undefined) paragraph.boxes.push(line);
    else this.container.lines.push(line);
  }

  private flush(): void {
    const { container } = this;
    if (container.open.length > 0 || container.pending === '') return;
    const text = container.pending;
    container.pending = '';
    if (text.trim() !== '') this.place({ number: '', text, rank: 0 });
  }

  private cellText(lines: Line[]): string {
    return lines
      .map(({ number, text }) => {
        this.generated += visibleLength(number);
        return (number + text).replace(/[\t\n]/g, ' ');
      })
      .join(' ');
  }

  private numberOf({ style, numbering, level }: Paragraph): string {
    const id = numbering ?? this.styles.inherited(style, 'numbering');
    if (id === undefined || id === '0') return '';
    const at = level ?? this.numbering.levelOfStyle(id, style) ?? this.styles.inherited(style, 'level') ?? 0;
    return this.numbering.next(id, at);
  }

  private rankOf({ style, outline }: Paragraph): number {
    const named = headingStyle.exec(this.styles.inherited(style, 'name') ?? style ?? '');
    if (named !== null) return Number(named[1]);
    const rank = outline ?? this.styles.inherited(style, 'outline');
    return rank !== undefined && rank >= 0 && rank < 9 ? rank + 1 : 0;
  }
}

/** Breaks at the end of a paragraph show no line of their own. */
function withoutLastBreaks(parts: string[]): string {
  while (parts.at(-1) === '\n') parts.pop();
  return parts.join('');
}
