import { type ApiClient, apiHarness } from '@testing/http';
import { testPassword, unsoundUnits } from '@testing/organisation';
import { Workbook } from 'exceljs';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}
interface Unit extends Record<string, unknown> {
  name: string;
  parent: { code: string } | null;
}

describe('org units in files', () => {
  const api = apiHarness();
  let admin: ApiClient;
  beforeAll(async () => {
    admin = await api.as('sf.admin');
  });

  const unit = async (code: string) => (await admin.get<Unit>(`/org-units/${code}`)).body;
  const send = (content: string | Buffer, name: string, query = '') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
    return admin.send<Problem & { created: number; updated: number; unchanged: number }>(
      'POST',
      `/org-units/import${query}`,
      form,
    );
  };

  it('imports all of a file or nothing, with a pointer for each fault', async () => {
    const faulty = [
      '编码,名称,类别,上级编码',
      'i01,甲总支,党总支,sf',
      'i0101,乙支部,小组,i01',
      'i0102,丙支部,党支部,none',
      'i01,丁,党支部,sf',
    ];
    const refused = await send(faulty.join('\n'), 'units.csv');
    expect([refused.status, refused.body.code]).toEqual([422, 'import_rejected']);
    expect(refused.body.errors.map((fault) => fault.pointer)).toEqual([
      '/rows/3/kind',
      '/rows/5/code',
      '/rows/4/parentCode',
    ]);
    expect((await admin.get('/org-units/i01')).status).toBe(404);
  });

  it('takes with partial the rows without a fault, and nothing that hangs below the others', async () => {
    const file = [
      '编码,名称,类别,上级党组织,电话',
      'q01,甲总支,总支,sf,057188881234',
      'q0101,乙支部,支部,甲总支,',
      'q02,丙总支,小组,sf,',
      'q0201,丁支部,党支部,q02,057188885678',
      'q0102,己支部,直属党支部,没有的总支,',
    ].join('\n');
    interface Partial extends Problem {
      created: number;
      rows: { line: number }[];
      refused: Problem['errors'];
      restFile: string;
    }
    const partial = async (content: string, query = '') =>
      (await send(content, 'units.csv', `?partial=true${query}`)).body as unknown as Partial;
    const dry = await partial(file, '&dryRun=true');
    expect(dry.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(dry.refused.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/rows/4/kind', 'kind'],
      ['/rows/5/parentCode', 'parent_refused'],
      ['/rows/6/parentCode', 'unknown_unit'],
    ]);
    expect((await admin.get('/org-units/q01')).status).toBe(404);
    const done = await partial(file);
    expect(done.created).toBe(2);
    expect((await unit('q0101')).parent?.code).toBe('q01');
    const lines = done.restFile.split('\r\n');
    expect(lines[0]).toBe('\uFEFF"退回原因","编码","名称","类别","上级党组织","电话"');
    expect(lines[1]).toMatch(/^"不认识的类别“小组”.*","q02","丙总支","小组","sf",/);
    expect(lines[2]).toMatch(/^"上级“q02”所在的第4行有错，请先改正那一行。","q0201".*057188885678/);
    const mended = done.restFile.replace('"小组"', '"总支"').replace('"没有的总支"', '"q01"');
    expect(await partial(mended)).toMatchObject({ created: 3, refused: [], restFile: null });
    expect(await api.database.query(unsoundUnits)).toEqual([]);
  });

  it('takes rows in any order, shows first what it would do, and does it once', async () => {
    const file =
      '编码,名称,类别,上级编码\ni0201,乙支部,党支部,i02\ni02,甲总支,general_branch,sf\nsf92,更名后的支部,党支部,sf\n';
    const dry = await send(file, 'units.csv', '?dryRun=true');
    expect(dry.body).toMatchObject({ dryRun: true, created: 2, updated: 1, unchanged: 0 });
    expect((await admin.get('/org-units/i02')).status).toBe(404);
    expect((await send(file, 'units.csv')).body).toMatchObject({ created: 2, updated: 1 });
    expect((await unit('i0201')).parent?.code).toBe('i02');
    expect((await unit('sf92')).name).toBe('更名后的支部');
    expect((await send(file, 'units.csv')).body).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await api.database.query(unsoundUnits)).toEqual([]);
  });

  it('reads GB18030, and refuses what is no table', async () => {
    const gb = Buffer.from('b1e0c2eb2cc3fbb3c62cc0e0b1f02cc9cfbcb6b1e0c2eb0a', 'hex');
    const row = Buffer.concat([gb, Buffer.from('gb01,plain,branch,sf\n')]);
    expect((await send(row, 'gb.csv')).body).toMatchObject({ created: 1 });
    expect((await send('no,table\n1,2\n', 'x.csv')).body.code).toBe('unreadable_file');
    expect((await send('PK\u0003\u0004broken', 'x.xlsx')).body.code).toBe('unreadable_file');
    expect((await admin.post<Problem>('/org-units/import', {})).status).toBe(415);
  });

  it.each(['csv', 'xlsx'])(
    'hands out %s that comes back unchanged and runs no formula (case 40)',
    async (format) => {
      const name = '=HYPERLINK("http://x.test","点我"),\n"引号"';
      await admin.post('/org-units', { code: `f-${format}`, parent: 'sf', kind: 'branch', name });
      const issued = await api.anonymous.post<{ token: string }>('/auth/tokens', {
        name: format,
        username: 'sf.admin',
        password: testPassword,
      });
      const response = await fetch(`${admin.address}/api/v1/org-units/export?format=${format}`, {
        headers: { authorization: `Bearer ${issued.body.token}` },
      });
      expect(response.headers.get('content-disposition')).toContain(`org-units.${format}`);
      const content = Buffer.from(await response.arrayBuffer());
      if (format === 'csv') expect(content.toString('utf8')).toContain(`"'=HYPERLINK`);
      else {
        const workbook = new Workbook();
        await workbook.xlsx.load(content as unknown as ArrayBuffer & Buffer);
        const formulas: string[] = [];
        workbook.worksheets[0]?.eachRow((row) =>
          row.eachCell((cell) => cell.formula && formulas.push(cell.address)),
        );
        expect(formulas).toEqual([]);
      }
      const back = await send(content, `units.${format}`);
      expect(back.body).toMatchObject({ created: 0, updated: 0 });
    },
  );

  it('shows first what each row would do, and how the file was read', async () => {
    const workbook = new Workbook();
    workbook.addWorksheet('填写说明').addRow(['请在“名单”表填写']);
    const sheet = workbook.addWorksheet('名单');
    sheet.addRows([
      ['2026年党组织名单'],
      ['编码', '名称', '类别', '上级编码'],
      [101, '零一总支', '党总支', 'sf'],
      [102, '零二支部', '党支部', 101],
      [103, '零三支部', '党支部'],
    ]);
    for (const cell of ['A3', 'A4', 'A5', 'D4']) sheet.getCell(cell).numFmt = '000000';
    sheet.mergeCells('D4:D5');
    const content = Buffer.from(await workbook.xlsx.writeBuffer());
    const { status, body } = await send(content, 'units.xlsx', '?dryRun=true');
    expect(status).toBe(200);
    expect(body.rows).toEqual([
      { line: 3, code: '000101', name: '零一总支', act: 'create', changes: ['党总支', '上级 sf'] },
      { line: 4, code: '000102', name: '零二支部', act: 'create', changes: ['党支部', '上级 000101'] },
      { line: 5, code: '000103', name: '零三支部', act: 'create', changes: ['党支部', '上级 000101'] },
    ]);
    expect(JSON.stringify(body.notes)).toMatch(/“名单”表，表头在第2行.*填写说明/);
    expect((await admin.get('/org-units/000101')).status).toBe(404);
  });

  it('refuses what a spreadsheet has spoilt, row by row, and bytes that nobody can read for certain', async () => {
    const spoilt =
      '编码,名称,类别,上级编码,电话\ni0901,二中\uFFFD支部,党支部,sf,\ni0902,乙,党支部,sf,5.71E+10\n';
    const { status, body } = await send(spoilt, 'units.csv');
    expect([status, body.code]).toEqual([422, 'import_rejected']);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/rows/2/name', '/rows/3/phone']);
    const gbk = Buffer.concat([
      Buffer.from('code,name,kind,parent\ni0903,'),
      Buffer.from([0xd2, 0xbd, 0xd4, 0xba]),
      Buffer.from(',branch,sf\n'),
    ]);
    expect((await send(gbk, 'units.csv')).body.code).toBe('import_ambiguous_encoding');
  });

  it('reads a sheet of any claim beside the requests, which wait for nothing', async () => {
    const waits: number[] = [];
    let done = false;
    const asking = (async () => {
      while (!done) {
        const asked = performance.now();
        await fetch(`${admin.address}/api/health/live`);
        waits.push(performance.now() - asked);
      }
    })();
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('x');
    sheet.addRow(['编码', '名称', '类别', '上级编码']);
    for (let at = 0; at < 10_000; at += 1) sheet.addRow([`big${at}`, '甲', '党支部', 'nowhere']);
    const content = Buffer.from(await workbook.xlsx.writeBuffer());
    waits.length = 0;
    const { body } = await send(content, 'units.xlsx', '?dryRun=true');
    done = true;
    await asking;
    expect(body.code).toBe('import_rejected');
    // A sheet read on the spot let through one request or two.
    expect(waits.length).toBeGreaterThan(20);
  });
});
