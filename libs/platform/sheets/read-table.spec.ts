import { isProblem } from '@domain/problems';
import { archiveOf } from '@features/importing/archive-fixture';
import { encode } from 'iconv-lite';
import { readTable } from './read-table';
import type { TableShape } from './table';

const shape: TableShape = {
  mostRows: 20_000,
  columns: [
    { key: 'code', names: ['编码', 'code'], required: true, exact: true },
    { key: 'name', names: ['名称', 'name'], required: true, exact: false },
    { key: 'parent', names: ['上级编码', 'parent'], required: true, exact: true },
    { key: 'phone', names: ['电话', 'phone'], required: false, exact: true },
  ],
};
const heading = ['编码', '名称', '上级编码', '电话'];

interface Sheet {
  rows: string;
  name?: string;
  state?: string;
  more?: string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const related = (list: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;

/** A workbook of sheets as raw XML, so that specs can make it say what no library would write. */
function book(sheets: Sheet[], formats: string[] = []): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const custom = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`);
  const styles = [
    '<xf numFmtId="0"/>',
    ...formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`),
    '<xf numFmtId="14"/>',
  ];
  return archiveOf([
    { name: '_rels/.rels', data: related([relation('r', 'officeDocument', 'xl/workbook.xml')]) },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${name ?? `表${at + 1}`}" state="${state ?? 'visible'}" r:id="s${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: related(sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`))),
    },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${main}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs><cellStyles/></styleSheet>`,
    },
    ...sheets.map(({ rows, more }, at) => ({
      name: `xl/worksheets/sheet${at}.xml`,
      data: `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${more ?? ''}</worksheet>`,
    })),
  ]);
}

const letters = 'ABCDEFGHIJ';
const text = (value: string) => `<is><t xml:space="preserve">${value}</t></is>`;
/** A row of texts; an entry that begins with `<` is a whole cell. */
const row = (line: number, cells: string[], attributes = '') =>
  `<row r="${line}" ${attributes}>${cells
    .map((cell, at) =>
      cell.startsWith('<')
        ? cell
        : cell === ''
          ? ''
          : `<c r="${letters[at]}${line}" t="inlineStr">${text(cell)}</c>`,
    )
    .join('')}</row>`;
const number = (place: string, value: string, style = 0) =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`;

const rowsOf = async (content: Buffer | string) =>
  (await readTable(content, shape)).rows.map(({ line, values }) => [
    line,
    values.code,
    values.name,
    values.parent,
  ]);
async function reasonOf(content: Buffer | string): Promise<string> {
  const refused: unknown = await readTable(content, shape).catch((error: unknown) => error);
  if (!isProblem(refused)) throw new Error(`It was read, or failed: ${String(refused)}`);
  return `${refused.code} ${refused.detail()}`;
}

describe('lists as CSV', () => {
  it.each([',', '\t', ';', '，'])('are read with %j between cells', async (separator) => {
    const lines = [heading, ['b1', '甲', 'sf', '1'], ['b2', '乙', 'sf']].map((cells) =>
      cells.join(separator),
    );
    expect(await rowsOf(lines.join('\r\n'))).toEqual([
      [2, 'b1', '甲', 'sf'],
      [3, 'b2', '乙', 'sf'],
    ]);
  });

  it('find their headings below titles, whatever they are dressed in', async () => {
    const list =
      '某区党组织名单,,,\n填表说明：编码不要改,,,\n\n*编 码,名称（必填）,上级编码:,电话*\nb1,甲,sf,\n';
    expect(await rowsOf(list)).toEqual([[5, 'b1', '甲', 'sf']]);
    expect(await rowsOf('sep=;\nCode;Name;Parent\nb1;甲;sf\n')).toEqual([[2, 'b1', '甲', 'sf']]);
  });

  it('keep the numbers of lines as a spreadsheet shows them, and pass over empty and repeated ones', async () => {
    const list = '编码,名称,上级编码\n\n,,\nb1,"甲\n乙",sf\n编码,名称,上级编码\nb2,丙,sf\n,,,,\n';
    expect(await rowsOf(list)).toEqual([
      [4, 'b1', '甲\n乙', 'sf'],
      [6, 'b2', '丙', 'sf'],
    ]);
  });

  it('leave out sums and signatures below the rows, and say so', async () => {
    const list =
      '编码,名称,上级编码\nb1,甲,sf\n,合计,\n合计,1,\n填表人：张三,,审核人：李四\n备注,b1,sf\n注：以上为全部支部,,\n';
    const { rows, notes } = await readTable(list, shape);
    // What has everything that a row must have is a row, whatever it is called.
    expect(rows.map(({ line }) => line)).toEqual([2, 6]);
    expect(notes).toEqual(['第3、4、5、7行是合计、说明、示例、分组标题或落款，没有导入。']);
  });

  it('read codes and telephones that were typed wide', async () => {
    const { rows } = await readTable('编码,名称,上级编码,电话\nｂ１,甲１,ｓｆ,０５７１－８８\n', shape);
    expect(rows[0]?.values).toEqual({ code: 'b1', name: '甲１', parent: 'sf', phone: '0571-88' });
  });

  it.each([
    ['黨支部名單', 'big5'],
    ['編碼,名稱,上級編碼\nb1,實驗小學支部,sf\n', 'big5'],
  ])('refuse %j in an encoding that they do not read', async (list, encoding) => {
    expect(await reasonOf(encode(list, encoding))).toMatch(/编码不能识别/);
  });

  it('are read in GB18030 also where most of their bytes could be letters of UTF-8', async () => {
    const list = encode('编码,名称,上级编码\n学校,学校学校,学校\n教师,学校学校学校,学校\n', 'gb18030');
    expect(await rowsOf(list)).toEqual([
      [2, '学校', '学校学校', '学校'],
      [3, '教师', '学校学校学校', '学校'],
    ]);
  });

  it('do not count what is empty against the limit', async () => {
    expect(await rowsOf(`编码,名称,上级编码\nb1,甲,sf\n${',,\n'.repeat(100_000)}`)).toHaveLength(1);
  });

  it.each([
    ['UTF-8', Buffer.from('编码,名称,上级编码\nb1,医院,sf\n')],
    ['UTF-8 with its mark', Buffer.from('\uFEFF编码,名称,上级编码\nb1,医院,sf\n')],
    ['GB18030', encode('编码,名称,上级编码\nb1,医院,sf\n', 'gb18030')],
    ['UTF-16 of “Unicode text”', Buffer.from('\uFEFF编码\t名称\t上级编码\nb1\t医院\tsf\n', 'utf16le')],
  ])('are read in %s', async (_, content) => {
    expect(await rowsOf(content)).toEqual([[2, 'b1', '医院', 'sf']]);
  });

  it('refuse bytes that mean one thing in UTF-8 and another in GBK, showing both', async () => {
    const reason = await reasonOf(encode('code,name,parent\nb1,医院,sf\n', 'gb18030'));
    expect(reason).toMatch(/^import_ambiguous_encoding .*ҽԺ.*医院/);
  });

  it('doubt what a spreadsheet has spoilt, and take back what guards a cell', async () => {
    const list =
      '编码,名称,上级编码,电话\n3.30106E+17,甲,sf,1.38E+10\n="000101",\'=1,sf,\nb3,二中\uFFFD支部,sf,\n';
    const { rows } = await readTable(list, shape);
    expect(rows.map(({ doubts }) => Object.keys(doubts))).toEqual([['code', 'phone'], [], ['name']]);
    expect(rows[0]?.doubts.phone).toMatch(/1\.38E\+10.*科学计数法.*文本/);
    expect(rows[2]?.doubts.name).toMatch(/乱码/);
    expect(rows[1]?.values).toMatchObject({ code: '000101', name: '=1' });
  });

  it.each([
    ['nothing', '', /空/],
    ['no headings', '1,2,3\n', /没有找到表头.*编码、名称、上级编码/],
    ['a missing heading', '编码,名称\nb1,甲\n', /第1行的表头缺少“上级编码”一列；读到的是：编码、名称/],
    ['a heading twice', '编码,编码,名称,上级编码\n', /“编码”在A列和B列都有.*删去多余的一列/],
    ['headings alone', '编码,名称,上级编码\n', /没有数据行/],
    ['an unclosed quote', '编码,名称,上级编码\nb1,"甲,sf\n', /引号不成对/],
  ])('say what is wrong with %s', async (_, content, reason) => {
    expect(await reasonOf(content)).toMatch(reason);
  });
});

describe('lists as XLSX', () => {
  it('show numbers as their cells do, digit by digit', async () => {
    const rows =
      row(1, heading) +
      row(2, [number('A2', '101', 1), '甲', number('C2', '7', 2), number('D2', '13800000001')]) +
      row(3, [
        number('A3', '330106001001000', 0),
        '乙',
        number('C3', '1.2E3', 3),
        number('D3', '057187654321', 4),
      ]);
    const { rows: read } = await readTable(
      book([{ rows }], ['000000', '&quot;sf&quot;00', '0_ ', '0000\\-00000000']),
      shape,
    );
    expect(read.map(({ values }) => values)).toEqual([
      { code: '000101', name: '甲', parent: 'sf07', phone: '13800000001' },
      { code: '330106001001000', name: '乙', parent: '1200', phone: '0571-87654321' },
    ]);
  });

  it('never take digits that a number cannot hold, a date, an error or a formula without result', async () => {
    const rows =
      row(1, heading) +
      row(2, [
        number('A2', '330106001001000100'),
        '甲',
        '<c r="C2" t="e"><v>#REF!</v></c>',
        '<c r="D2"><f>A1</f></c>',
      ]) +
      row(3, [number('A3', '45000', 1), '330106001001000123', 'sf', number('D3', '3.3010600100100012E17')]);
    const { rows: read } = await readTable(book([{ rows }]), shape);
    expect(read.map(({ doubts }) => Object.keys(doubts))).toEqual([
      ['code', 'parent', 'phone'],
      ['code', 'phone'],
    ]);
    expect(read[0]?.doubts.code).toMatch(/330106001001000100.*15位/);
    expect(read[1]?.doubts.code).toMatch(/日期/);
    expect(read[1]?.values.name).toBe('330106001001000123');
  });

  it('come from the first visible sheet with the headings, which is said', async () => {
    const list = (code: string) => row(1, heading) + row(2, [code, '甲', 'sf']);
    const sheets = [
      { name: '旧表', rows: list('old'), state: 'hidden' },
      { name: '更旧', rows: list('older'), state: 'veryHidden' },
      { name: '填写说明', rows: row(1, ['请在下一张表填写']) },
      { name: '名单', rows: list('b1') },
      { name: '备用', rows: list('b9') },
    ];
    const { rows, notes } = await readTable(book(sheets), shape);
    expect(rows.map(({ values }) => values.code)).toEqual(['b1']);
    expect(notes.join()).toMatch(/“名单”表.*“填写说明”、“备用”.*“旧表”、“更旧”/);
    expect(await reasonOf(book(sheets.slice(0, 3)))).toMatch(/“填写说明”表：没有找到表头/);
  });

  it('give each row what merged cells show in it, and say which rows are hidden', async () => {
    const rows =
      row(1, ['名单']) +
      row(2, heading) +
      row(3, ['b1', '甲', 'sf01'], 'hidden="1"') +
      row(4, ['b2', '乙', '<c r="C4"/>']) +
      row(6, ['b3', '丙']) +
      row(7, ['b4', '丁', 'sf02']);
    const more = '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="C3:C6"/></mergeCells>';
    const { rows: read, notes } = await readTable(book([{ rows, more }]), shape);
    expect(read.map(({ line, values }) => [line, values.parent])).toEqual([
      [3, 'sf01'],
      [4, 'sf01'],
      [6, 'sf01'],
      [7, 'sf02'],
    ]);
    expect(notes.join()).toMatch(/第3行.*隐藏/);
  });

  it('put rich text together without its pronunciation, and take rows and cells without their places', async () => {
    const rich = '<c t="inlineStr"><is><r><t>党</t></r><r><t>支部</t></r><rPh><t>dǎng</t></rPh></is></c>';
    const plain = (value: string) => `<c t="inlineStr">${text(value)}</c>`;
    const rows = `<row>${heading.map(plain).join('')}</row><row>${plain('b_x0031_')}${rich}${plain('sf')}</row>`;
    expect(await rowsOf(book([{ rows }]))).toEqual([[2, 'b1', '党支部', 'sf']]);
  });

  it('refuse what they are not, with the cause', async () => {
    expect(await reasonOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toMatch(/旧版.*xlsx/);
    expect(await reasonOf(Buffer.from('%PDF-1.7'))).toMatch(/PDF/);
    expect(await reasonOf(Buffer.from('PK\u0003\u0004 and nothing'))).toMatch(/已损坏/);
    expect(await reasonOf(book([{ rows: row(1, heading), state: 'hidden' }]))).toMatch(/没有可见的工作表/);
  });
});

describe('lists of any size', () => {
  const large = (count: number) =>
    row(1, heading) + Array.from({ length: count }, (_, at) => row(at + 2, [`b${at}`, '甲', 'sf'])).join('');
  const cost = async (content: Buffer) => {
    const started = process.cpuUsage();
    await readTable(content, shape);
    return process.cpuUsage(started).user;
  };

  it('cost in proportion to it, also where each row is merged with the next', async () => {
    const merges = (count: number) =>
      `<mergeCells>${Array.from({ length: count }, (_, at) => `<mergeCell ref="C${at + 2}:C${at + 3}"/>`).join('')}</mergeCells>`;
    const content = (count: number) => book([{ rows: large(count), more: merges(count) }]);
    await cost(content(1000));
    const [small, all] = [await cost(content(1500)), await cost(content(15_000))];
    // Ten times as much; with the square it would be a hundred times.
    expect(all).toBeLessThan(30 * small);
  });

  it('are not grown by what a sheet says of itself', async () => {
    const more = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:A1048576"/></mergeCells>';
    const styled = Array.from(
      { length: 50_000 },
      (_, at) => `<row r="${at + 5000}"><c r="A${at + 5000}" s="1"/></row>`,
    ).join('');
    const rows = row(1, heading) + row(2, ['b1', '甲', 'sf']) + styled + row(1_048_576, ['', '乙']);
    const before = process.memoryUsage().rss;
    expect(await rowsOf(book([{ rows, more }]))).toEqual([
      [2, 'b1', '甲', 'sf'],
      [1_048_576, '编码', '乙', ''],
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('are refused beyond the limits', async () => {
    expect(await reasonOf(book([{ rows: large(20_001) }]))).toMatch(/^too_large .*20000行/);
    const lines = Array.from({ length: 20_001 }, (_, at) => `b${at},甲,sf`);
    expect(await reasonOf(['编码,名称,上级编码', ...lines].join('\n'))).toMatch(/^too_large/);
    const merges = Array.from({ length: 200 }, () => '<mergeCell ref="B2:B15001"/>').join('');
    expect(
      await reasonOf(book([{ rows: large(15_000), more: `<mergeCells>${merges}</mergeCells>` }])),
    ).toMatch(/^too_large/);
  });
});
