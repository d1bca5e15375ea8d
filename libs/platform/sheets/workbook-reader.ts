import { posix } from 'node:path';
import { OfficePackage, type XmlElement, XmlFault, type XmlVisitor, ZipFault } from '@platform/files';
import { type FirstDay, type NumberFormat, numberFormat } from './cell-format';
import { SheetVisitor } from './sheet-visitor';
import { type Line, TooMuch, unescaped } from './table';

const mebibyte = 1024 * 1024;
const limits = { bytes: 64 * mebibyte, entries: 1000, partBytes: 64 * mebibyte };
const partLimits = { elements: 5_000_000, depth: 40 };
/** What all texts of a workbook may hold. */
const mostSharedCharacters = 20_000_000;

export interface SheetName {
  name: string;
  part: string;
  hidden: boolean;
}

/**
 * A workbook, sheet by sheet, piece by piece: what is kept is the text of cells that hold something, whatever the
 * sheet says of its size, and merged cells cost what the rows cost that are there.
 */
export class WorkbookReader {
  readonly sheets: SheetName[] = [];
  private readonly shared: string[] = [];
  private readonly formats: NumberFormat[] = [];
  private firstDay: FirstDay = '1899-12-30';

  private constructor(private readonly opened: OfficePackage) {}

  /** @throws ZipFault, XmlFault, TooMuch */
  static async open(bytes: Buffer): Promise<WorkbookReader> {
    const reader = new WorkbookReader(await OfficePackage.open(bytes, limits));
    await reader.readContents();
    return reader;
  }

  /** @throws TooMuch where more lines than this hold something */
  async lines(sheet: SheetName, mostLines: number): Promise<{ lines: Line[]; hiddenLines: number[] }> {
    const visitor = new SheetVisitor(this.shared, this.formats, this.firstDay, mostLines);
    await this.visit(sheet.part, visitor);
    return { lines: visitor.merged(), hiddenLines: visitor.hiddenLines };
  }

  /** Its first lines that hold something, as far as it can be read. */
  async top(sheet: SheetName, mostLines: number): Promise<Line[]> {
    const visitor = new SheetVisitor(this.shared, this.formats, this.firstDay, mostLines);
    try {
      await this.visit(sheet.part, visitor);
    } catch (error) {
      if (!(error instanceof TooMuch || error instanceof XmlFault || error instanceof ZipFault)) throw error;
    }
    return visitor.merged();
  }

  private async readContents(): Promise<void> {
    const main = (await this.opened.mainPart('xl/workbook.xml')) ?? '';
    const relations = await this.opened.relations(main);
    const partOf = (type: string) =>
      [...relations.values()].find((relation) => relation.type === type)?.part ??
      posix.join(posix.dirname(main), `${type}.xml`);
    await this.visit(
      main,
      visitorOf((element) => {
        if (element.name === 'workbookPr' && /^(?:1|true)$/i.test(element.attribute('date1904') ?? ''))
          this.firstDay = '1904-01-01';
        if (element.name !== 'sheet') return;
        const part = relations.get(element.attribute('id') ?? '');
        // Sheets of charts and of old macros are none.
        if (part?.part === undefined || part.type !== 'worksheet') return;
        const hidden = /hidden/i.test(element.attribute('state') ?? '');
        this.sheets.push({ name: element.attribute('name') ?? '', part: part.part, hidden });
      }),
    );
    await this.visit(partOf('styles'), this.stylesVisitor());
    await this.visit(partOf('sharedStrings'), this.sharedVisitor());
  }

  private visit(part: string, visitor: XmlVisitor): Promise<void> {
    return this.opened.visit(part, visitor, partLimits);
  }

  private stylesVisitor(): XmlVisitor {
    const codes = new Map<number, string>();
    let inCells = false;
    return {
      open: (element) => {
        const id = Number(element.attribute('numFmtId') ?? 0);
        if (element.name === 'numFmt') codes.set(id, element.attribute('formatCode') ?? '');
        else if (element.name === 'cellXfs') inCells = true;
        else if (element.name === 'cellStyles') inCells = false;
        else if (element.name === 'xf' && inCells) this.formats.push(numberFormat(id, codes.get(id)));
      },
      close: () => undefined,
      text: () => undefined,
    };
  }

  /** Rich text is put together; how it is pronounced is left out. */
  private sharedVisitor(): XmlVisitor {
    const path: string[] = [];
    let [characters, text] = [0, ''];
    return {
      open: ({ name }) => {
        path.push(name);
        if (name === 'si') text = '';
      },
      close: () => {
        if (path.pop() === 'si') this.shared.push(unescaped(text));
      },
      text: (piece) => {
        if (path.at(-1) !== 't' || path.includes('rPh')) return;
        characters += piece.length;
        if (characters > mostSharedCharacters) throw new TooMuch();
        text += piece;
      },
    };
  }
}

function visitorOf(open: (element: XmlElement) => void): XmlVisitor {
  return { open, close: () => undefined, text: () => undefined };
}
