import { PassThrough, type Readable } from 'node:stream';
import { cutText } from '@domain/text';
import { stream, type Worksheet } from 'exceljs';
import { printableText } from './printable-text';

/** How a column's values are shown. Counts and decimals stay numbers, so that they add up in the sheet. */
export type ColumnFormat = 'text' | 'count' | 'decimal' | 'percent' | 'instant';

export interface SheetColumn {
  title: string;
  /** Characters of the default font. */
  width: number;
  format: ColumnFormat;
}

/** null leaves the cell empty: missing is not zero. A decimal may come as text (75.9). */
export type SheetValue = string | number | Date | null;

export interface Sheet {
  name: string;
  /** A line above the table, e.g. cycle and time of the count. */
  caption: string;
  columns: SheetColumn[];
  rows: Iterable<SheetValue[]>;
  /** Columns from the left that stay in view. */
  frozenColumns: number;
}

const formats: Record<ColumnFormat, string> = {
  text: '@',
  count: '#,##0',
  decimal: '#,##0.00',
  percent: '0.0%',
  instant: 'yyyy-mm-dd hh:mm',
};
/** Excel refuses longer cells as damage. */
const longestCell = 32_767;
const headRow = 2;

/**
 * Writes sheets as .xlsx with the head in view and numbers as numbers. Text is always written as text: a
 * unit called =HYPERLINK(…) is that name and no formula (design 5, case 40). Streams, so that ten
 * thousand rows are never in memory at once; an error destroys the stream.
 */
export function renderWorkbook(sheets: readonly Sheet[]): Readable {
  const output = new PassThrough();
  const workbook = new stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: true,
  });
  const names = new Set<string>();
  const write = async (): Promise<void> => {
    for (const sheet of sheets) {
      const worksheet = workbook.addWorksheet(sheetName(sheet.name, names), {
        views: [{ state: 'frozen', xSplit: sheet.frozenColumns, ySplit: headRow }],
        pageSetup: {
          paperSize: 9,
          orientation: 'landscape',
          fitToPage: true,
          fitToHeight: 0,
          printTitlesRow: '2:2',
        },
      });
      await writeSheet(worksheet, sheet);
    }
    await workbook.commit();
  };
  write().catch((error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return output;
}

async function writeSheet(worksheet: Worksheet, sheet: Sheet): Promise<void> {
  worksheet.columns = sheet.columns.map(({ width, format }) => ({
    width,
    style: { numFmt: formats[format] },
  }));
  const caption = worksheet.addRow([cellText(sheet.caption)]);
  caption.getCell(1).numFmt = '@';
  caption.font = { bold: true, size: 13 };
  caption.commit();
  const head = worksheet.addRow(sheet.columns.map((column) => cellText(column.title)));
  head.eachCell((cell) => {
    cell.font = { bold: true };
    cell.numFmt = '@';
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
    cell.border = { bottom: { style: 'thin' } };
  });
  head.commit();
  let count = 0;
  for (const values of sheet.rows) {
    worksheet
      .addRow(values.map((value, index) => cellValue(value, sheet.columns[index]?.format ?? 'text')))
      .commit();
    count += 1;
    // Lets the reader of the stream keep up.
    if (count % 1000 === 0) await new Promise(setImmediate);
  }
  worksheet.autoFilter = {
    from: { row: headRow, column: 1 },
    to: { row: headRow + Math.max(count, 1), column: sheet.columns.length },
  };
  worksheet.commit();
}

function cellValue(value: SheetValue, format: ColumnFormat): string | number | Date | null {
  if (value === null || value instanceof Date || typeof value === 'number') return value;
  if (format === 'text' || format === 'instant') return cellText(value);
  return exactNumber(value) ?? cellText(value);
}

/** A decimal of more digits than a spreadsheet's number holds stays text, so that no figure changes. */
function exactNumber(text: string): number | null {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text)) return null;
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length <= 15 ? Number(text) : null;
}

function cellText(text: string): string {
  const printable = printableText(text);
  return cutText(printable, longestCell, '…');
}

/** Excel's rules: 31 characters, none of []:*?/\, no apostrophe at the ends, each name once. */
function sheetName(name: string, taken: Set<string>): string {
  const base =
    printableText(name)
      .replace(/[[\]:*?/\\\n]/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, '') || '表';
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `（${count}）`;
    const unique = `${cutText(base, 31 - suffix.length)}${suffix}`;
    if (taken.has(unique.toLowerCase())) continue;
    taken.add(unique.toLowerCase());
    return unique;
  }
}
