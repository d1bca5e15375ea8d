import type { OrgImportRow } from '@domain/org/org-import';
import { orgKindNames } from '@domain/org/roles';
import type { FieldProblem } from '@domain/problems';
import type { Table, TableShape } from '@platform/sheets';
import { stringify } from 'csv-stringify/sync';
import { Workbook } from 'exceljs';
import type { OrgUnit } from './org-unit';

export type SheetFormat = 'csv' | 'xlsx';

const headings = ['编码', '名称', '类别', '上级编码', '电话', '顺序'] as const;

/** What a list of units has. */
export const orgTable: TableShape = {
  mostRows: 20_000,
  columns: [
    {
      key: 'code',
      names: ['编码', '党组织编码', '单位编码', '组织编码', '支部编码', '党支部编码', 'code'],
      required: true,
      exact: true,
    },
    {
      key: 'name',
      names: ['名称', '党组织名称', '单位名称', '组织名称', '支部名称', '党支部名称', 'name'],
      required: true,
      exact: false,
    },
    {
      key: 'kind',
      names: [
        '类别',
        '类型',
        '组织类别',
        '党组织类别',
        '党组织类型',
        '组织类型',
        '单位类别',
        '性质',
        '组织性质',
        'kind',
      ],
      required: true,
      exact: false,
      compact: true,
    },
    {
      key: 'parentCode',
      // A code, or the name as the superior is called.
      names: [
        '上级编码',
        '上级党组织编码',
        '上级单位编码',
        'parent',
        '上级党组织',
        '上级党组织名称',
        '上级单位',
        '上级组织编码',
        '上级组织',
        '上级党委',
        '上级党总支',
        '上级',
      ],
      required: true,
      exact: true,
    },
    {
      key: 'phone',
      names: ['电话', '联系电话', '办公电话', '电话号码', 'phone'],
      required: false,
      exact: true,
    },
    { key: 'position', names: ['顺序', '排序', 'position'], required: false, exact: false },
  ],
};

/** The rows of a list, and a fault for each value that a spreadsheet has spoilt. */
export function orgRows(table: Table): { rows: OrgImportRow[]; faults: FieldProblem[] } {
  const faults = table.rows.flatMap(({ line, doubts }) =>
    Object.entries(doubts).map(([column, doubt]) => ({
      pointer: `/rows/${line}/${column}`,
      code: 'unreliable_value',
      detail: `第${line}行：${doubt}`,
    })),
  );
  const rows = table.rows
    .filter(({ values }) => values.code !== '' || values.name !== '')
    .map(({ line, values }) => ({
      line,
      code: values.code ?? '',
      name: values.name ?? '',
      kind: values.kind ?? '',
      parentCode: values.parentCode ?? '',
      ...(values.phone === undefined ? {} : { phone: values.phone }),
      ...(values.position === undefined ? {} : { position: values.position }),
    }));
  return { rows, faults };
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
