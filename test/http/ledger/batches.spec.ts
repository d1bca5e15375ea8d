import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { Workbook } from 'exceljs';

interface Told {
  written: boolean;
  rows: { line: number; ok: boolean; faults?: { pointer: string; detail: string }[] }[];
  errors?: { pointer: string; detail: string }[];
  code?: string;
}

describe('batches of the ledger (design 8.1)', () => {
  const api = apiHarness();
  const newBatch = async (more: object = {}) => {
    const { status, body } = await (await api.as('sf.admin')).post<{ id: string; version: number }>(
      '/rectification-batches',
      {
        org: 'sf',
        title: '巡察反馈整改',
        source: 'inspection',
        planDueOn: '2025-12-05',
        closeBy: '2026-03-31',
        ...more,
      },
    );
    expect(status).toBe(201);
    return body;
  };
  const count = async (batch: string) => {
    const { body } = await (await api.as('sf.admin')).get<{ total: number }>(
      `/rectifications?batch=${batch}`,
    );
    return body.total;
  };

  it('offers to change it and to import into it only to who administers its unit', async () => {
    const { id } = await newBatch();
    const offered = async (who: string) =>
      (await (await api.as(who)).get<{ allowedActions: string[] }>(`/rectification-batches/${id}`)).body
        .allowedActions;
    expect([await offered('sf.admin'), await offered('sf01.reviewer'), await offered('sf.observer')]).toEqual(
      [['change', 'import'], [], []],
    );
  });

  it('case 50: 200 rows with a wrong unit in one: nothing is written, that row is named', async () => {
    const { id } = await newBatch();
    const units = ['sf0101', 'sf0102', 'sf0201', 'sf0202'];
    const table = (wrong: number | null) =>
      [
        '单位编码\t问题\t原因分析\t整改措施\t责任人\t整改时限',
        ...Array.from(
          { length: 200 },
          (_, index) =>
            `${index === wrong ? 'sf9999' : units[index % 4]}\t第${index + 1}个问题\t重视不够\t建立制度\t李明\t2026年2月底前`,
        ),
      ].join('\n');
    const admin = await api.as('sf.admin');
    const refused = await admin.post<Told>(`/rectification-batches/${id}/import`, { text: table(120) });
    expect([refused.status, refused.body.code]).toEqual([422, 'rule_broken']);
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ pointer: '/122/org', detail: expect.stringContaining('第122行') }),
    ]);
    expect(await count(id)).toBe(0);

    const rehearsed = await admin.post<Told>(`/rectification-batches/${id}/import?dryRun=true`, {
      text: table(120),
    });
    expect(rehearsed.status).toBe(200);
    expect(rehearsed.body.rows.filter(({ ok }) => !ok).map(({ line }) => line)).toEqual([122]);
    expect(await count(id)).toBe(0);

    const written = await admin.post<Told>(`/rectification-batches/${id}/import`, { text: table(null) });
    expect([written.status, written.body.written]).toEqual([200, true]);
    expect(await count(id)).toBe(200);
    const numbers = await api.database.query<{ serial: number }>(
      'SELECT serial FROM rectification ORDER BY serial',
    );
    expect(numbers.map(({ serial }) => serial)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    const book = await admin.download(`/rectifications.xlsx?batch=${id}`);
    expect(book.status).toBe(200);
    expect(book.body.subarray(0, 2).toString()).toBe('PK');
  });

  it('reads the dates of a workbook, and tells of each cell that cannot be believed', async () => {
    const { id } = await newBatch();
    const book = new Workbook();
    const sheet = book.addWorksheet('问题清单');
    sheet.addRow(['单位编码', '问题', '整改时限']);
    sheet.addRow(['sf0101', '台账不全', new Date('2026-02-28')]).getCell(3).numFmt = 'yyyy"年"m"月"d"日"';
    sheet.addRow(['ｓｆ０１０２', '谈心少', '2026.2.27']);
    sheet.addRow(['sf0101', '学习少', '尽快']);
    sheet.addRow(['sf0101', '记录\uFFFD全', '2026-02-28']);
    sheet.addRow(['合计', '4']);
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(Buffer.from(await book.xlsx.writeBuffer()))]), '问题.xlsx');
    const told = await (await api.as('sf.admin')).post<Told>(
      `/rectification-batches/${id}/import?dryRun=true`,
      form,
    );
    expect(told.body.rows).toMatchObject([
      { line: 2, ok: true, dueOn: '2026-02-28' },
      { line: 3, ok: true, org: { code: 'sf0102' }, dueOn: '2026-02-27' },
      { line: 4, ok: false, faults: [{ pointer: '/4/dueOn', detail: expect.stringContaining('尽快') }] },
      { line: 5, ok: false, faults: [{ pointer: '/5/problem', detail: expect.stringContaining('乱码') }] },
    ]);
  });

  it('takes with partial the rows without a fault, and gives the others back', async () => {
    const { id } = await newBatch();
    const admin = await api.as('sf.admin');
    const text = [
      '责任单位\t存在的问题\t整改举措\t责任人\t整改完成时限\t进展',
      'sf0101\t台账不全\t补齐台账\t李　明\t立行立改\t已补一半',
      'sf0999\t谈心少\t每季一谈\t李明\t2026年2月底\t',
      'sf0102\t学习少\t每月一学\t李明\t长期坚持\t',
      'sf0102\t走访少\t每月一访\t李明\t9月底\t',
      'sf0102\t会议少\t每月一会\t李明\t\t',
    ].join('\n');
    const path = `/rectification-batches/${id}/import`;
    expect((await admin.post<Told>(path, { text })).status).toBe(422);
    const told = await admin.post<Told & { restFile: string; notes: string[] }>(`${path}?partial=true`, {
      text,
    });
    expect([told.status, told.body.written, await count(id)]).toEqual([200, true, 3]);
    const immediate = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(told.body.rows).toMatchObject([
      { line: 2, ok: true, dueOn: immediate },
      { line: 3, ok: false, faults: [{ pointer: '/3/org' }] },
      { line: 4, ok: true, dueOn: '2026-03-31' },
      {
        line: 5,
        ok: false,
        faults: [{ pointer: '/5/dueOn', detail: expect.stringContaining('没有写是哪一年') }],
      },
      { line: 6, ok: true, dueOn: '2026-03-31' },
    ]);
    expect(told.body.notes).toEqual(['没有读的列：“进展”。']);
    const lines = told.body.restFile.split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFF"退回原因","责任单位","存在的问题","整改举措","责任人","整改完成时限","进展"',
    );
    expect(lines[1]).toMatch(/^"没有编码或名称为“sf0999”的单位.*","sf0999","谈心少"/);
    const { body } = await admin.get<{ items: { id: string; problem: string }[] }>(
      `/rectifications?batch=${id}`,
    );
    const of = async (problem: string) => {
      const { id: item } = body.items.find((each) => each.problem === problem) ?? { id: '' };
      return (await admin.get(`/rectifications/${item}`)).body;
    };
    expect(await of('台账不全')).toMatchObject({
      term: 'immediate',
      measures: [{ text: '补齐台账', person: '李明', dueOn: immediate }],
    });
    expect(await of('学习少')).toMatchObject({ term: 'long_term', measures: [{ text: '每月一学' }] });
    // A measure without a day of its own is due with its item: it is not lost.
    expect(await of('会议少')).toMatchObject({ measures: [{ text: '每月一会', dueOn: '2026-03-31' }] });
  });

  it('takes a unit by its name, and names the alternatives where several have it', async () => {
    const { id } = await newBatch();
    const admin = await api.as('sf.admin');
    const [one] = await api.database.query<{ name: string }>(
      `SELECT name FROM org_unit WHERE code = 'sf0101'`,
    );
    await api.database.query(`UPDATE org_unit SET name = '机关党支部' WHERE code IN ('sf0102', 'sf0202')`);
    const text = [
      '责任单位\t问题\t整改时限',
      `${one?.name}\t台账不全\t2026-02-28`,
      '机关党支部\t谈心少\t2026-02-28',
      '无此党支部\t学习少\t2026-02-28',
    ].join('\n');
    const told = await admin.post<Told>(`/rectification-batches/${id}/import?dryRun=true`, { text });
    expect(told.body.rows).toMatchObject([
      { line: 2, ok: true, org: { code: 'sf0101' } },
      {
        line: 3,
        ok: false,
        faults: [
          {
            pointer: '/3/org',
            detail: expect.stringMatching(
              /有2个单位叫“机关党支部”，请改写编码：sf0102（.+）、sf0202（.+）。/,
            ),
          },
        ],
      },
      {
        line: 4,
        ok: false,
        faults: [{ detail: expect.stringContaining('没有编码或名称为“无此党支部”的单位') }],
      },
    ]);
  });

  it('gives dates, evidence and visibility to its items, and moves those that took its date', async () => {
    const batch = await newBatch({ evidence: true, visibility: 'committee' });
    const item = await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      batch: batch.id,
      dueOn: undefined,
    });
    expect(await item.get()).toMatchObject({
      dueOn: '2026-03-31',
      planDueOn: '2025-12-05',
      visibility: 'committee',
    });
    const reporter = await (await api.as('sf0101.reporter')).get(`/rectifications/${item.id}`);
    expect(reporter.status).toBe(404);
    const moved = await (await api.as('sf.admin')).patch(
      `/rectification-batches/${batch.id}`,
      { closeBy: '2026-04-30' },
      { headers: { 'if-match': String(batch.version) } },
    );
    expect(moved.status).toBe(200);
    expect(await item.get()).toMatchObject({ dueOn: '2026-04-30' });

    const claimed = await item.act('sf0101.secretary', 'claim', {
      term: 'limited',
      measures: [{ text: '建立制度', person: '李明', dueOn: '2026-04-30' }],
    });
    await item.act('sf0101.secretary', 'progress', {
      month: '2025-11',
      text: '制度已建立。',
      done: claimed.measures.map(({ id }) => id),
    });
    const bare = await item.try('sf0101.secretary', 'close', { result: '完成' });
    expect([bare.status, bare.body.code]).toEqual([409, 'evidence_required']);
    const form = new FormData();
    form.append('file', new Blob(['制度正文']), '制度.txt');
    const added = await (await api.as('sf0101.secretary')).send(
      'POST',
      `/rectifications/${item.id}/attachments`,
      form,
    );
    expect(added.status).toBe(201);
    expect((await item.act('sf0101.secretary', 'close', { result: '完成' })).state).toBe('in_verification');
  });

  it('shows what it wants on the workbench', async () => {
    const item = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0301' });
    const kinds = async (who: string) => {
      const { body } = await (await api.as(who)).get<{
        rectifications: { kind: string; items: { id: string }[] }[];
      }>('/tasks');
      return body.rectifications
        .filter(({ items }) => items.some(({ id }) => id === item.id))
        .map(({ kind }) => kind);
    };
    expect(await kinds('sf0301.secretary')).toEqual(['claim']);
    await item.handIn('sf0301');
    expect(await kinds('sf03.reviewer')).toEqual(['verify']);
    expect(await kinds('sf01.reviewer')).toEqual([]);
  });
});
