import { deflateRawSync } from 'node:zlib';
import { readTable } from '@platform/sheets';
import { Workbook } from 'exceljs';
import iconv from 'iconv-lite';
import { orgRows, orgTable, safeCell, writeOrgSheet } from './org-sheet';
import type { OrgUnit } from './org-unit';

const unit = (change: Partial<OrgUnit>): OrgUnit => ({
  id: 'i',
  code: 'b1',
  name: '第一党支部',
  kind: 'branch',
  path: '1.2',
  parent: { id: 'p', code: 'sf', name: '局党委' },
  position: 3,
  phone: '0571-1234567',
  version: 1,
  dissolvedOn: null,
  childCount: 0,
  mergedInto: null,
  createdAt: new Date(0),
  ...change,
});
const readOrgSheet = async (content: Buffer) => orgRows(await readTable(content, orgTable)).rows;
const oddNames = ['=1+1', "''=x", '@sum', '+1', '-1', "'=x", '"引号"', '甲,乙', '一\n二', '𠮷‮', '</a>'];

async function xlsx(rows: unknown[][]): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.addWorksheet('x').addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A zip archive with one entry, which declares whatever size it likes. */
function archive(packed: Buffer, declared: number): Buffer {
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(1, 26);
  local.write('x', 30);
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(declared, 24);
  entry.writeUInt16LE(1, 28);
  entry.write('x', 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe('headings of other offices', () => {
  it.each([
    '支部全称,组织代码,组织类型,上级党组织代码',
    '党组织全称,组织机构编码,党组织类别,隶属党组织',
    '名称,代码,性质,上级代码',
  ])('are known: %s', async (heading) => {
    expect(await readOrgSheet(Buffer.from(`${heading}\n第一党支部,b1,党支部,sf\n`))).toEqual([
      { line: 2, code: 'b1', name: '第一党支部', kind: '党支部', parentCode: 'sf' },
    ]);
  });
});

describe('files of units', () => {
  it.each(['csv', 'xlsx'] as const)(
    'reads a %s back as it was written, whatever the names (case 40)',
    async (format) => {
      const units = oddNames.map((name, index) =>
        unit({ code: `c${index}`, name, phone: null, position: index }),
      );
      const rows = await readOrgSheet(await writeOrgSheet(units, format));
      expect(rows.map((row) => [row.code, row.kind, row.parentCode, row.position])).toEqual(
        units.map((written) => [written.code, '党支部', 'sf', String(written.position)]),
      );
      expect(rows.map((row) => row.name)).toEqual(oddNames);
    },
  );

  it('writes no cell that a spreadsheet would run', () => {
    for (const text of ['=1', '+1', '-1', '@x', '\t=1', '\r=1']) expect(safeCell(text)).toBe(`'${text}`);
    for (const text of ['1=1', '甲', '']) expect(safeCell(text)).toBe(text);
  });

  it('takes columns in any order, in Chinese or English, and leaves absent ones alone', async () => {
    const [row] = await readOrgSheet(Buffer.from('名称,parent,编码,Kind,备注\n甲,sf,b1,branch,无\n'));
    expect(row).toEqual({ line: 2, code: 'b1', name: '甲', kind: 'branch', parentCode: 'sf' });
  });

  it('reads GB18030 as people’s spreadsheets save it', async () => {
    const [row] = await readOrgSheet(
      iconv.encode('编码,名称,类别,上级编码\nb1,第一党支部,党支部,sf\n', 'gb18030'),
    );
    expect(row?.name).toBe('第一党支部');
  });

  it('counts lines as the file has them, blank ones too', async () => {
    const rows = await readOrgSheet(Buffer.from('编码,名称,类别,上级编码\n\n,,,\nb1,甲,党支部,sf\n'));
    expect(rows.map((row) => row.line)).toEqual([4]);
  });

  it('reads numbers, dates and results of formulas as their text', async () => {
    const content = await xlsx([
      ['编码', '名称', '类别', '上级编码'],
      [101, { formula: 'A2', result: '甲' }, { richText: [{ text: '党' }, { text: '支部' }] }, 'sf'],
    ]);
    expect(await readOrgSheet(content)).toMatchObject([{ code: '101', name: '甲', kind: '党支部' }]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no heading', Buffer.from('1,2,3\n')],
    ['a heading twice', Buffer.from('编码,编码,名称,类别,上级编码\n')],
    ['an unclosed quote', Buffer.from('编码,名称,类别,上级编码\nb1,"甲,党支部,sf\n')],
    ['a broken archive', Buffer.from('PK\u0003\u0004 and then nothing')],
    ['an archive that is no workbook', archive(deflateRawSync(Buffer.from('x')), 1)],
  ])('refuses %s', async (_, content) => {
    await expect(readOrgSheet(content)).rejects.toMatchObject({ code: 'unreadable_file' });
  });

  it('refuses an archive that unfolds too far, whatever it declares (case 39)', async () => {
    const bomb = archive(deflateRawSync(Buffer.alloc(80 * 1024 * 1024)), 10);
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readOrgSheet(bomb)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('refuses more rows than a file may bring', async () => {
    const lines = Array.from({ length: 20_002 }, (_, index) => `b${index},甲,党支部,sf`);
    const content = Buffer.from(['编码,名称,类别,上级编码', ...lines].join('\n'));
    await expect(readOrgSheet(content)).rejects.toMatchObject({ code: 'too_large' });
  });
});
