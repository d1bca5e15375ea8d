import { isProblem } from '@domain/problems';
import { Workbook } from 'exceljs';
import { readTable } from './read-table';
import { restFile } from './rest-file';
import type { TableShape } from './table';

const shape: TableShape = {
  mostRows: 100,
  columns: [
    { key: 'org', names: ['单位编码', '单位', '单位名称'], required: true, exact: true },
    { key: 'problem', names: ['问题', '存在问题'], required: true, exact: false },
    { key: 'measure', names: ['整改措施'], required: false, exact: false },
    { key: 'person', names: ['责任人'], required: false, exact: false, compact: true },
    { key: 'phone', names: ['手机', '联系电话'], required: false, exact: true },
  ],
};

async function read(list: string | Buffer) {
  const { rows, notes } = await readTable(list, shape);
  return { rows: rows.map(({ line, values }) => [line, ...Object.values(values)]), notes };
}

async function reasonOf(list: string): Promise<string> {
  try {
    await readTable(list, shape);
  } catch (error) {
    if (isProblem(error)) return error.detail();
    throw error;
  }
  return '';
}

describe('headings as people write them', () => {
  it('of two columns that mean the same, the surer one is read and the other is told', async () => {
    const { rows, notes } = await read('单位名称,单位编码,问题\n第九小学,sf0101,读书少\n');
    expect(rows).toEqual([[2, 'sf0101', '读书少']]);
    expect(notes).toEqual(['没有读的列：“单位名称”（已读“单位编码”）。']);
  });

  it('say the same in other words', async () => {
    expect((await read('\u200B所属单位代码,存在问题\nsf0101,读书少\n')).rows).toEqual([
      [2, 'sf0101', '读书少'],
    ]);
    expect((await read('单位全称,问题\n第九小学,读书少\n')).rows).toEqual([[2, '第九小学', '读书少']]);
  });

  it('two columns of one name are refused by their letters', async () => {
    expect(await reasonOf('单位,问题,手机,手机\n')).toMatch(/“手机”在C列和D列都有.*删去多余的一列/);
    expect(await reasonOf('单位,问题,,单位,问题\n')).toMatch(/“单位编码”在A列和D列都有.*上下排成一份/);
  });

  it('columns that nobody reads are told where they say something', async () => {
    const list = '序号,单位,存在的问题,进展,备注\n1,sf0101,读书少,已开展3次,\n';
    expect(await read(list)).toEqual({
      rows: [[2, 'sf0101', '读书少']],
      notes: ['没有读的列：“进展”。'],
    });
  });

  it.each([
    ['merged across', true],
    ['blank', false],
  ])('a second line that divides the first is read with it: %s', async (_, merged) => {
    const book = new Workbook();
    const sheet = book.addWorksheet('台账');
    sheet.addRow(['序号', '单位', '问题', '整改情况']);
    sheet.addRow([null, null, null, '整改措施', '责任人']);
    sheet.addRow([1, 'sf0101', '读书少', '每月一本', '何静']);
    if (merged) for (const range of ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1']) sheet.mergeCells(range);
    const { rows } = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(rows).toEqual([[3, 'sf0101', '读书少', '每月一本', '何静']]);
  });
});

describe('signs of no width', () => {
  it('that pages and address books leave are no part of codes, names and telephones', async () => {
    const list = '单位,问题,手机\n\u200Bsf0101\uFEFF,读\u200B书少,\u202D13800000001\u202C\n';
    expect((await read(list)).rows).toEqual([[2, 'sf0101', '读书少', '13800000001']]);
  });
});

describe('two lists in one sheet', () => {
  it('are read each by its own headings', async () => {
    const list = [
      '单位,问题,责任人',
      'sf0101,读书少,何静',
      '',
      '二、总支部分,,',
      '序号,问题,单位',
      '1,家访少,sf0102',
      '2,走访少,sf0103',
    ].join('\n');
    const { rows, notes } = await read(list);
    expect(rows).toEqual([
      [2, 'sf0101', '读书少', '何静'],
      [6, 'sf0102', '家访少', ''],
      [7, 'sf0103', '走访少', ''],
    ]);
    expect(notes).toContain('第5行是另一份名单的表头，下面的行按它读。');
  });
});

describe('what is no row of a list', () => {
  it.each([
    '单位负责人（签字）：,,,',
    '2026年11月30日,,,',
    '一、学习方面,,,',
    '（二）组织方面,,,',
    '合计：,3,,',
    '（示例）sf0101,读书少,每月一本,何静',
    '必填,必填，写一句话,选填,选填',
  ])('%s', async (line) => {
    const { rows, notes } = await read(`单位,问题,整改措施,责任人\n${line}\nsf0101,读书少,,\n`);
    expect(rows.map(([at]) => at)).toEqual([3]);
    expect(notes).toEqual(['第2行是合计、说明、示例、分组标题或落款，没有导入。']);
  });

  it('but a row whose unit was forgotten is one', async () => {
    expect((await read('单位,问题\n,一、二年级家访少\nsf0101,读书少\n')).rows).toHaveLength(2);
  });
});

describe('cells as people fill them', () => {
  it('同上 says what stands above, and what says nothing is empty', async () => {
    const list = '单位,问题,责任人,手机\nsf0101,读书少,何  静,无\n同上,家访少,〃,/\nsf0102,走访少,暂无,—\n';
    expect(await read(list)).toEqual({
      rows: [
        [2, 'sf0101', '读书少', '何静', ''],
        [3, 'sf0101', '家访少', '何静', ''],
        [4, 'sf0102', '走访少', '', ''],
      ],
      notes: ['第3行的“同上”按上一行读。'],
    });
  });

  it('stand between pipes', async () => {
    expect((await read('| 单位 | 问题 |\n|---|:-:|\n| sf0101 | 读书少 |\n')).rows).toEqual([
      [3, 'sf0101', '读书少'],
    ]);
  });

  it('keep the brackets of a name in a column of codes', async () => {
    expect((await read('单位,问题\n一中党支部（东校区）,读书少\nｓｆ０１,家访少\n')).rows).toEqual([
      [2, '一中党支部（东校区）', '读书少'],
      [3, 'sf01', '家访少'],
    ]);
  });
});

describe('sheets beside the one that is read', () => {
  it('with the same headings are named, since their rows are not read', async () => {
    const book = new Workbook();
    for (const code of ['sf0101', 'sf0102'])
      book.addWorksheet(code).addRows([
        ['单位', '问题'],
        [code, '读书少'],
      ]);
    const { notes } = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(notes.at(-1)).toMatch(/“sf0102”表也有同样的表头.*合到一张表里/);
  });
});

describe('the lines that were not taken', () => {
  it('come back with their reasons, and are read again as they were', async () => {
    const list = '单位,问题,手机,备注\n000101,"读,书少",0571123,=1\nsf0101,家访少,13900000000,甲\n';
    const table = await readTable(list, shape);
    const rest = restFile(table, new Map([[2, ['第2行：没有这个单位。', '第2行：电话不对。']]])) ?? '';
    expect(rest.split('\r\n')[1]).toBe(
      '"没有这个单位。；电话不对。","=""000101""","读,书少","=""0571123""","\'=1"',
    );
    const again = await readTable(rest, shape);
    expect(again.rows[0]?.values).toEqual(table.rows[0]?.values);
    expect(again.notes).toEqual(['没有读的列：“备注”。']);
    // What is sent again and refused again has one column of reasons.
    expect(restFile(again, new Map([[2, ['电话不对。']]]))?.split('\r\n')[0]).toBe(
      '\uFEFF"退回原因","单位","问题","手机","备注"',
    );
    expect(restFile(table, new Map())).toBeNull();
    // The page counts the rows of the file by their ends.
    const lines = await readTable('单位,问题\r\nsf0101,"一、读书少\r\n二、谈心少"\r\n', shape);
    expect(
      restFile(lines, new Map([[2, ['没有这个单位。']]]))
        ?.trim()
        .split('\r\n'),
    ).toHaveLength(2);
  });
});

describe('other sheets of a workbook', () => {
  it('are told where they hold such a list, and may be larger than one that is read', async () => {
    const book = new Workbook();
    book.addWorksheet('人员').addRows([
      ['单位编码', '问题'],
      ['sf0101', '读书少'],
    ]);
    book
      .addWorksheet('总表')
      .addRows([
        ['单位编码', '问题'],
        ...Array.from({ length: 400 }, (_, index) => [`sf${index}`, '读书少']),
      ]);
    const { rows, notes } = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(rows).toEqual([[2, 'sf0101', '读书少']]);
    expect(notes.join('')).toContain('“总表”表也有同样的表头');
  });
});
