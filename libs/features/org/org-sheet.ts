import type { OrgImportRow } from '@domain/org/org-import';
import { orgKindNames } from '@domain/org/roles';
import { isProblem, problem } from '@domain/problems';
import { ZipArchive, ZipFault } from '@platform/files';
import { detect } from 'chardet';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { Workbook } from 'exceljs';
import iconv from 'iconv-lite';
import type { OrgUnit } from './org-unit';

export type SheetFormat = 'csv' | 'xlsx';

/** Most units that one file may bring. */
export const mostImportRows = 20_000;
const workbookLimits = { bytes: 64 * 1024 * 1024, entries: 1000 };
const longestCell = 500;

const headings = ['编码', '名称', '类别', '上级编码', '电话', '顺序'] as const;
const columnOf: Record<string, keyof Omit<OrgImportRow, 'line'>> = {
  编码: 'code',
  code: 'code',
  名称: 'name',
  name: 'name',
  类别: 'kind',
  kind: 'kind',
  上级编码: 'parentCode',
  parent: 'parentCode',
  电话: 'phone',
  phone: 'phone',
  顺序: 'position',
  position: 'position',
};

/**
 * Reads an import file: CSV in UTF-8 or GB18030, or the first sheet of an XLSX, told apart by content.
 * @throws unreadable_file (422), too_large (413)
 */
export async function readOrgSheet(content: Buffer): Promise<OrgImportRow[]> {
  const isZip = content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));
  let table: string[][];
  try {
    table = isZip ? await readXlsx(content) : readCsv(content);
  } catch (error) {
    if (isProblem(error)) throw error;
    throw problem('unreadable_file');
  }
  const [first, ...lines] = table;
  const columns = (first ?? []).map((heading) => columnOf[heading.trim().toLowerCase()]);
  for (const needed of ['code', 'name', 'kind', 'parentCode'] as const) {
    if (columns.filter((column) => column === needed).length !== 1) {
      throw problem('unreadable_file', {
        reason: `首行须有“编码、名称、类别、上级编码”四列，可以另有“电话、顺序”。`,
      });
    }
  }
  const rows = lines
    .map((cells, index) => rowOf(columns, cells, index + 2))
    .filter((row) => row.code !== '' || row.name !== '');
  if (rows.length > mostImportRows) throw problem('too_large', { limit: `${mostImportRows}行` });
  return rows;
}

function rowOf(columns: (keyof OrgImportRow | undefined)[], cells: string[], line: number): OrgImportRow {
  const row: OrgImportRow = { line, code: '', name: '', kind: '', parentCode: '' };
  for (const [index, column] of columns.entries()) {
    if (column !== undefined && column !== 'line')
      row[column] = (cells[index] ?? '').trim().slice(0, longestCell);
  }
  return row;
}

/** Takes back the apostrophe that {@link safeCell} put before what looks like a formula. */
function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function readCsv(content: Buffer): string[][] {
  const text = decoded(content);
  const table = parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 100_000,
    to: mostImportRows + 2,
  }) as string[][];
  return table.map((cells) => cells.map(withoutGuard));
}

function decoded(content: Buffer): string {
  const utf8 = content.toString('utf8');
  if (!utf8.includes('\uFFFD')) return utf8;
  const encoding = detect(content);
  if (encoding !== null && /^GB|Big5/i.test(encoding)) return iconv.decode(content, encoding);
  return iconv.decode(content, 'gb18030');
}

async function readXlsx(content: Buffer): Promise<string[][]> {
  // Looked through before exceljs unfolds it all into memory.
  await ZipArchive.open(content, workbookLimits).catch((error: unknown) => {
    const expands = error instanceof ZipFault && error.kind === 'expands';
    throw expands ? problem('too_large', { limit: '64 MiB（解压后）' }) : error;
  });
  const workbook = new Workbook();
  await workbook.xlsx.load(content as unknown as ArrayBuffer & Buffer, {
    ignoreNodes: [
      'drawing',
      'conditionalFormatting',
      'dataValidations',
      'hyperlinks',
      'picture',
      'tableParts',
    ],
  });
  const [sheet] = workbook.worksheets;
  if (!sheet) throw problem('unreadable_file');
  if (sheet.rowCount > mostImportRows + 1) throw problem('too_large', { limit: `${mostImportRows}行` });
  const table: string[][] = [];
  for (let line = 1; line <= sheet.rowCount; line += 1) {
    const cells: string[] = [];
    for (let column = 1; column <= Math.min(sheet.columnCount, 20); column += 1) {
      cells.push(String(sheet.getCell(line, column).text ?? ''));
    }
    table.push(cells);
  }
  return table;
}

/** Units as a file that an import takes back unchanged. */
export async function writeOrgSheet(units: readonly OrgUnit[], format: SheetFormat): Promise<Buffer> {
  const table = units.map((unit) => [
    unit.code,
    unit.name,
    orgKindNames[unit.kind],
    unit.parent?.code ?? '',
    unit.phone ?? '',
    unit.position,
  ]);
  if (format === 'csv') {
    const safe = table.map((row) => row.map((cell) => (typeof cell === 'string' ? safeCell(cell) : cell)));
    return Buffer.from(stringify([[...headings], ...safe], { bom: true, record_delimiter: '\r\n' }));
  }
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('党组织', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [16, 40, 14, 16, 16, 8].map((width) => ({ width }));
  sheet.addRow([...headings]).font = { bold: true };
  // Cells of text stay text, whatever they begin with: nothing is written as a formula (case 40).
  sheet.addRows(table);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it (case 40). */
export function safeCell(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
