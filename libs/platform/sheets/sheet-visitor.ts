import type { XmlElement, XmlVisitor } from '@platform/files';
import { type FirstDay, type NumberFormat, numberCell } from './cell-format';
import { doubts } from './doubt';
import { type Cell, type Line, longestCell, mostColumns, TooMuch, unescaped } from './table';

/** Steps that filling merged cells may take in all: they are for those who lay tables out, not to multiply. */
const mostFilling = 1_000_000;

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  hasValue: boolean;
  formula: boolean;
}

interface Range {
  column: number;
  first: number;
  last: number;
}

/** Reads the cells of a sheet that hold something. */
export class SheetVisitor implements XmlVisitor {
  readonly hiddenLines: number[] = [];
  private readonly lines: Line[] = [];
  private readonly merges: Range[] = [];
  private readonly path: string[] = [];
  private line = 0;
  private column = -1;
  private cells = new Map<number, Cell>();
  private cell: OpenCell | null = null;
  private hidden = false;

  constructor(
    private readonly shared: readonly string[],
    private readonly formats: readonly NumberFormat[],
    private readonly firstDay: FirstDay,
    private readonly mostLines: number,
  ) {}

  open(element: XmlElement): void {
    const { name } = element;
    this.path.push(name);
    if (name === 'row') this.beginRow(element);
    else if (name === 'c') this.beginCell(element);
    else if (name === 'f' && this.cell) this.cell.formula = true;
    else if (name === 'mergeCell') this.merge(element.attribute('ref') ?? '');
  }

  text(text: string): void {
    const { cell } = this;
    const name = this.path.at(-1);
    if (cell === null || (name !== 'v' && name !== 't') || this.path.includes('rPh')) return;
    cell.hasValue = true;
    if (cell.value.length <= longestCell) cell.value += text;
  }

  close(): void {
    const name = this.path.pop();
    if (name === 'row') this.endRow();
    else if (name === 'c') this.endCell();
  }

  /** The lines, in order, with what merged cells show in each of their rows. */
  merged(): Line[] {
    this.lines.sort((a, b) => a.line - b.line);
    let filled = 0;
    for (const { column, first, last } of this.merges) {
      const at = this.indexFrom(first);
      const shown = this.lines[at]?.line === first ? this.lines[at].cells.get(column) : undefined;
      for (let next = at + 1; next < this.lines.length && this.lines[next]!.line <= last; next += 1) {
        filled += 1;
        if (filled > mostFilling) throw new TooMuch();
        if (shown && !this.lines[next]!.cells.has(column)) this.lines[next]!.cells.set(column, shown);
      }
    }
    return this.lines;
  }

  private beginRow(element: XmlElement): void {
    // A row without a number is the next one.
    this.line = positive(element.attribute('r')) ?? this.line + 1;
    this.column = -1;
    this.cells = new Map();
    this.hidden = /^(?:1|true)$/i.test(element.attribute('hidden') ?? '');
  }

  private endRow(): void {
    if (this.cells.size === 0) return;
    if (this.lines.length >= this.mostLines) throw new TooMuch();
    this.lines.push({ line: this.line, cells: this.cells });
    if (this.hidden) this.hiddenLines.push(this.line);
  }

  private beginCell(element: XmlElement): void {
    const reference = placeOf(element.attribute('r') ?? '');
    this.column = reference?.column ?? this.column + 1;
    this.cell = {
      column: this.column,
      type: element.attribute('t') ?? 'n',
      style: Number(element.attribute('s') ?? 0),
      value: '',
      hasValue: false,
      formula: false,
    };
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = null;
    if (cell === null || cell.column >= mostColumns) return;
    const read = this.valueOf(cell);
    if (read !== null && read.text.trim() !== '') this.cells.set(cell.column, read);
    else if (read?.doubt !== undefined) this.cells.set(cell.column, read);
  }

  private valueOf({ type, value, style, hasValue, formula }: OpenCell): Cell | null {
    if (!hasValue) return formula ? { text: '', doubt: doubts.uncomputed() } : null;
    if (type === 's') return { text: this.shared[Number(value)] ?? '' };
    if (type === 'str' || type === 'inlineStr') return { text: unescaped(value) };
    if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' };
    if (type === 'e') return { text: value, doubt: doubts.error(value) };
    if (type === 'd') {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
      return { text: value, doubt: doubts.date(value), ...(day === undefined ? {} : { day }) };
    }
    return numberCell(value, this.formats[style] ?? { kind: 'plain' }, this.firstDay);
  }

  private merge(reference: string): void {
    const [from, to] = reference.split(':').map(placeOf);
    // Only downwards: a title across the columns is no title of each of them.
    if (!from || !to || from.column >= mostColumns || to.line <= from.line) return;
    this.merges.push({ column: from.column, first: from.line, last: to.line });
  }

  private indexFrom(line: number): number {
    let [low, high] = [0, this.lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle]!.line < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function positive(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

/** D12 as column 3, line 12. */
function placeOf(reference: string): { column: number; line: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,8})$/i.exec(reference);
  if (match === null) return null;
  const letters = match[1]!.toUpperCase();
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, line: Number(match[2]) };
}
