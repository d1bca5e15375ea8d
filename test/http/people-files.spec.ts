import { apiHarness } from '@testing/http';
import { Workbook } from 'exceljs';

interface Imported extends Record<string, unknown> {
  code: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
  created: { username: string; unit: string; temporaryPassword: string }[];
  passwordFile: string | null;
  rows: object[];
  notes: string[];
  refused: { pointer: string; detail: string }[];
  restFile: string | null;
  appointments: number;
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

  it('read the posts under each heading that a bureau gives them', async () => {
    for (const heading of ['角色', '任职', '职务', '党内职务']) {
      const list = `姓名,账号,单位,${heading}\n甲,post.a,sf0101,党支部书记、填报人\n`;
      const { body } = await send(list, '名单.csv');
      expect([heading, body.appointments]).toEqual([heading, 2]);
    }
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

  it('give the passwords with the unit of each person, to be handed out unit by unit', async () => {
    const [unit] = await api.database.query<{ name: string }>(
      `SELECT name FROM org_unit WHERE code = 'sf0101'`,
    );
    const list = `账号,姓名,单位,角色\nhand.a,甲,sf0101,填报人\nhand.b,乙,${unit?.name},书记\nhand.c,丙,SF0101,\n`;
    const { body } = await send(list, '名单.csv', '');
    expect(body.created.map((person) => person.unit)).toEqual([unit?.name, unit?.name, unit?.name]);
    expect(body.passwordFile).toMatch(
      new RegExp(`姓名.*账号.*临时密码.*单位"\\s+"甲","hand\\.a",.*"${unit?.name}"`),
    );
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

  const mixed = [
    '账号,姓名,党组织编码,角色,手机',
    'part.a,甲,sf0101,填报人、书记,13900000001',
    'part.b,乙,sf0101,填表员,13900000002',
    'part.c,丙,sf0102,填报人,13900000003',
    'part.c,丙,nowhere,书记,13900000003',
    'part.d,丁,sf0102,,无',
  ].join('\n');

  it('show with partial which lines are right and which are not, and write nothing in a rehearsal', async () => {
    const { status, body } = await send(mixed, '名单.csv', '?dryRun=true&partial=true');
    expect(status).toBe(200);
    expect(body.rows).toMatchObject([
      { line: 2, username: 'part.a', act: 'create' },
      { line: 2, username: 'part.a', act: 'appoint' },
      { line: 6, username: 'part.d' },
    ]);
    expect(body.refused.map(({ pointer }) => pointer)).toEqual(['/3/role', '/5/org']);
    expect(body.created.map(({ temporaryPassword }) => temporaryPassword)).toEqual(['', '']);
    expect((await (await api.as('sf.admin')).get<{ total: number }>('/users?search=part.')).body.total).toBe(
      0,
    );
  });

  it('take with partial whom no line is wrong of, and give the others back to be mended and sent again', async () => {
    expect((await send(mixed, '名单.csv', '')).status).toBe(422);
    const { status, body } = await send(mixed, '名单.csv', '?partial=true');
    expect(status).toBe(200);
    expect(body.created.map(({ username }) => username)).toEqual(['part.a', 'part.d']);
    expect(body.appointments).toBe(2);
    const lines = body.restFile?.trim().split('\r\n') ?? [];
    expect(lines[0]).toBe('"退回原因","账号","姓名","党组织编码","角色","手机"');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^"不认识的角色“填表员”.*","part\.b","乙","sf0101","填表员","13900000002"$/),
      // A person's lines stay together.
      expect.stringMatching(/^"同一账号的第5行没有导入，这一行一并退回。","part\.c"/),
      expect.stringMatching(/^"没有编码或名称为“nowhere”的党组织。","part\.c"/),
    ]);
    const mended = (body.restFile ?? '').replace('填表员","', '填报人","').replace(',"nowhere"', ',"SF0101"');
    const again = await send(mended, '退回.csv', '?partial=true');
    expect(again.body).toMatchObject({ appointments: 3, refused: [], restFile: null });
    expect(again.body.created.map(({ username }) => username)).toEqual(['part.b', 'part.c']);
  });

  it('refuse with partial what has no sound line at all', async () => {
    const list = '账号,姓名,党组织编码\nonly.a,甲,nowhere\n';
    const { status, body } = await send(list, '名单.csv', '?partial=true');
    expect([status, body.code]).toEqual([422, 'rule_broken']);
  });

  it('take units by their names, posts as people call them, and name units that share one', async () => {
    const rename = 'UPDATE org_unit SET name = $1 WHERE code = ANY($2)';
    await api.database.query(rename, ['同名党支部（东）', ['sf0201', 'sf0202']]);
    await api.database.query(rename, ['独名党支部（西）', ['sf0102']]);
    const list = [
      '账号,姓名,所属党组织,角色',
      'named.a,甲,独名党支部（西）,支部书记',
      'named.b,乙,同名党支部（东）,书记（支部）',
    ].join('\n');
    const { body } = await send(list, '名单.csv', '?dryRun=true&partial=true');
    expect(body.rows).toMatchObject([{ line: 2, changes: ['sf0102', '书记'] }]);
    expect(body.refused).toMatchObject([
      { pointer: '/3/org', detail: expect.stringMatching(/有2个党组织叫.*sf0201.*sf0202/) },
    ]);
  });

  it('say which heading is missing', async () => {
    const { status, body } = await send('账号,姓名\na,甲\n', '名单.csv');
    expect([status, body.code]).toEqual([422, 'unreadable_file']);
    expect(body.detail).toMatch(/缺少“党组织编码”/);
  });
});
