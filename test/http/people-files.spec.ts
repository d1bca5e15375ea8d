import { apiHarness } from '@testing/http';
import { Workbook } from 'exceljs';

interface Imported extends Record<string, unknown> {
  code: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
  created: { username: string; temporaryPassword: string }[];
  rows: object[];
  notes: string[];
}

describe('lists of people as people keep them', () => {
  const api = apiHarness();
  const send = async (content: string | Buffer, name: string, query = '?dryRun=true') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
    return (await api.as('sf.admin')).send<Imported>('POST', `/users/import${query}`, form);
  };

  it('read blank, short and empty rows, and name lines as a spreadsheet shows them', async () => {
    const list = [
      '\uFEFF某区人员名单,,,,,',
      '账号,姓名,党组织编码,角色,手机,邮箱',
      'list.a,甲,sf0101,填报人,13900000000,',
      'list.b,乙,sf0101,填报人',
      '',
      'list.c,丙,sf0101,填表员,13900000002,',
      'list.d,丁,nowhere,填报人,13900000003,',
      'list.e,戊,sf0101,填报人,1.39E+10,',
      ',,,,,',
    ].join('\r\n');
    const { status, body } = await send(list, '名单.csv');
    expect([status, body.code]).toEqual([422, 'rule_broken']);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/6/role', '/7/org', '/8/phone']);
    expect(body.errors.map(({ detail }) => detail).join()).toMatch(
      /第6行.*填表员.*第7行.*nowhere.*第8行.*科学计数法/,
    );
  });

  it('refuse two people under one username in whatever case, naming both lines', async () => {
    const list =
      '账号,姓名,党组织编码,角色,手机\nTwin.A,张三,sf0101,填报人,139\ntwin.a,李四,sf0102,填报人,138\n';
    const { status, body } = await send(list, '名单.csv');
    expect(status).toBe(422);
    expect(body.errors[0]?.detail).toMatch(/第3行.*第2行.*张三.*李四.*139.*138/);
    const same = '账号,姓名,党组织编码,角色\nTwin.A,张三,sf0101,填报人\ntwin.a,张三,sf0102,书记\n';
    expect((await send(same, '名单.csv')).body).toMatchObject({
      created: [{ username: 'Twin.A' }],
      appointments: 2,
    });
  });

  it('show first what each line would do, also from XLSX, and write nothing before', async () => {
    const workbook = new Workbook();
    workbook.addWorksheet('填写说明').addRow(['请在“名单”表填写']);
    workbook.addWorksheet('名单').addRows([
      ['账号', '姓名', '党组织编码', '角色', '手机'],
      ['book.a', '甲', 'sf0101', '填报人', 13900000001],
      ['book.a', '甲', 'sf0102', '书记', null],
    ]);
    const content = Buffer.from(await workbook.xlsx.writeBuffer());
    const dry = await send(content, '名单.xlsx');
    expect(dry.body.rows).toEqual([
      { line: 2, username: 'book.a', name: '甲', act: 'create', changes: ['sf0101', '填报人'] },
      { line: 3, username: 'book.a', name: '甲', act: 'appoint', changes: ['sf0102', '书记'] },
    ]);
    expect(dry.body.notes.join()).toContain('“名单”表');
    const admin = await api.as('sf.admin');
    expect((await admin.get<{ total: number }>('/users?search=book.a')).body.total).toBe(0);
    const done = await send(content, '名单.xlsx', '');
    expect(done.body.created[0]?.temporaryPassword).not.toBe('');
    const { items } = (await admin.get<{ items: { phone: string }[] }>('/users?search=book.a')).body;
    expect(items.map(({ phone }) => phone)).toEqual(['13900000001']);
  });

  it('say which heading is missing', async () => {
    const { status, body } = await send('账号,姓名\na,甲\n', '名单.csv');
    expect([status, body.code]).toEqual([422, 'unreadable_file']);
    expect(body.detail).toMatch(/缺少“党组织编码”/);
  });
});
