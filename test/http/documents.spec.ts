import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { ExportPacker } from '@features/document';
import { Queues } from '@platform/queues';
import { ObjectStore } from '@platform/storage';
import { describeWithProgram, withFile } from '@testing/external-program';
import { apiHarness } from '@testing/http';
import { type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';
import { Workbook } from 'exceljs';

interface Export {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  total: number;
  written: number;
  file: string | null;
}

describe('documents over HTTP', () => {
  const api = apiHarness({ imports: [WorkerPartsModule] });
  let cycle: OpenedCycle;
  const id = (code: string) => cycle.reports.get(code) ?? '';
  const reportOf = (code: string) => new ReportDriver(api, id(code));

  beforeAll(async () => {
    cycle = await openCycle(api, { allTiers: true });
    await reportOf('sf0101').handIn('sf0101');
    await reportOf('sf0102').handIn('sf0102');
    await reportOf('sf0103').save('sf0103.reporter');
  });

  describe('of a report', () => {
    it('is a revision for others and a marked working copy for its authors', async () => {
      const reviewer = await api.as('sf01.reviewer');
      const submitted = await reviewer.get<string>(`/reports/${id('sf0101')}/document?format=txt`);
      expect(submitted.status).toBe(200);
      expect(submitted.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(submitted.body).toContain('\n一、主要工作完成情况\n');
      expect(submitted.body).not.toContain('草稿');
      const author = await api.as('sf0103.reporter');
      const draft = await author.get<string>(`/reports/${id('sf0103')}/document?format=txt`);
      expect(draft.body).toContain('\n草稿\n');
      expect((await reviewer.get(`/reports/${id('sf0103')}/document?format=txt`)).status).toBe(404);
      expect((await (await api.as('sf02.reviewer')).get(`/reports/${id('sf0101')}/document`)).status).toBe(
        404,
      );
    });

    it('comes as Word and PDF under its own name, revision by revision', async () => {
      const reviewer = await api.as('sf01.reviewer');
      const word = await reviewer.download(`/reports/${id('sf0101')}/document?revision=1`);
      expect(word.headers.get('content-type')).toContain('wordprocessingml');
      expect(word.body.subarray(0, 2).toString()).toBe('PK');
      const name = decodeURIComponent(word.headers.get('content-disposition')?.split("UTF-8''")[1] ?? '');
      expect(name).toMatch(/^示范第1党总支第1党支部.+（第1版）\.docx$/);
      const pdf = await reviewer.download(`/reports/${id('sf0101')}/document?format=pdf`);
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
      expect((await reviewer.get(`/reports/${id('sf0101')}/document?revision=2`)).status).toBe(404);
      expect((await reviewer.get(`/reports/${id('sf0101')}/document?format=rtf`)).status).toBe(400);
    });

    it('of a unit with a hostile name neither breaks the header nor leaves the folder (case 40)', async () => {
      const hostile = '=HYPERLINK("x")\r\n../党支部';
      const [before] = await api.database.query<{ org: object }>(
        'SELECT org FROM revision WHERE report_id = $1',
        [id('sf0102')],
      );
      await api.database.query(
        `UPDATE revision SET org = jsonb_set(org, '{name}', $2) WHERE report_id = $1`,
        [id('sf0102'), JSON.stringify(hostile)],
      );
      const answer = await (await api.as('sf.admin')).download(
        `/reports/${id('sf0102')}/document?format=txt`,
      );
      await api.database.query('UPDATE revision SET org = $2 WHERE report_id = $1', [
        id('sf0102'),
        JSON.stringify(before?.org),
      ]);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toMatch(
        /^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[^"\s]+$/,
      );
      expect(answer.body.toString()).toContain('=HYPERLINK("x") ../党支部');
    });
  });

  it('of a public edition come to anybody, with its number, and go when it is retracted', async () => {
    const report = reportOf('sf0102');
    for (const reviewer of ['sf01.reviewer', 'sf.reviewer'])
      await report.act(reviewer, 'approve', { revision: 1 });
    await report.act('sf.leader', 'approve', { revision: 1, grade: '好' });
    const review = { secrecy: true, necessity: true, accuracy: true };
    await report.act('sf.publisher', 'publish', { audience: 'public', review });
    const text = await api.anonymous.get<string>('/bulletin/2025-1/document?format=txt');
    expect(text.body).toContain('\n〔2025〕1号\n');
    const word = await api.anonymous.download('/bulletin/2025-1/document');
    expect(word.headers.get('content-type')).toContain('wordprocessingml');
    await report.act('sf.publisher', 'retract', { reason: '数据有误。' });
    expect((await api.anonymous.get('/bulletin/2025-1/document')).status).toBe(404);
  });

  describe('as spreadsheets', () => {
    const read = async (path: string, as = 'sf.admin'): Promise<Workbook> => {
      const { body, status } = await (await api.as(as)).download(path);
      expect(status).toBe(200);
      const workbook = new Workbook();
      await workbook.xlsx.load(
        body.buffer.slice(body.byteOffset, body.byteOffset + body.length) as ArrayBuffer,
      );
      return workbook;
    };

    it('show completion of the caller’s subtree, tier by tier', async () => {
      const workbook = await read(`/cycles/${cycle.code}/completion.xlsx`);
      expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
        '党支部完成情况',
        '党支部明细',
        '党总支完成情况',
        '党总支明细',
        '教育局党委完成情况',
        '教育局党委明细',
      ]);
      const [tree, list] = workbook.worksheets;
      expect([tree?.getCell('A3').value, tree?.getCell('C3').value]).toEqual(['sf', 14]);
      expect(list?.rowCount).toBe(16);
      const own = await read(`/cycles/${cycle.code}/completion.xlsx?tier=branch`, 'sf01.secretary');
      expect(own.worksheets[0]?.getCell('A3').value).toBe('sf01');
      expect(own.worksheets[1]?.rowCount).toBe(5);
      expect(own.worksheets[1]?.getCell('I3').value).toBe('示范第1党总支审核人');
    });

    it('name in the list exactly the units that the counts call overdue, in the order of the counts', async () => {
      const before = api.clock.now();
      api.clock.set(new Date(before.getTime() + 400 * 86_400_000));
      const [tree, list] = (await read(`/cycles/${cycle.code}/completion.xlsx?tier=branch`)).worksheets;
      api.clock.set(before);
      const column = (sheet: typeof tree, head: string) => {
        const at = ((sheet?.getRow(2).values ?? []) as string[]).indexOf(head);
        return Array.from(
          { length: (sheet?.rowCount ?? 2) - 2 },
          (_, row) => sheet?.getCell(row + 3, at).value,
        );
      };
      const units = column(list, '编码');
      const overdue = units.filter((_, row) => column(list, '逾期')[row] === '是');
      expect(overdue).toHaveLength(Number(column(tree, '逾期')[0]));
      expect(overdue).not.toContain('sf0101');
      expect(overdue).toContain('sf0103');
      expect(units).toEqual(column(tree, '编码').filter((code) => units.includes(code)));
    });

    it('show a publisher no report that is not approved', async () => {
      const workbook = await read(`/cycles/${cycle.code}/completion.xlsx?tier=branch`, 'sf.publisher');
      expect(workbook.worksheets[0]?.getCell('C3').value).toBe(14);
      expect(workbook.worksheets[1]?.rowCount).toBe(3);
    });

    it('show indicators with their contributors', async () => {
      const workbook = await read(`/cycles/${cycle.code}/rollup.xlsx?under=sf&tier=branch`);
      const heads = workbook.worksheets[0]?.getRow(2).values as string[];
      expect(heads).toContain('主题党日（次）合计');
      expect(heads).toContain('整改完成率比率');
    });

    it('stay hidden from other subtrees', async () => {
      const answer = await (await api.as('sf02.secretary')).get(
        `/cycles/${cycle.code}/completion.xlsx?under=sf01`,
      );
      expect(answer.status).toBe(404);
    });
  });

  describe('as a zip', () => {
    /** A try that waits for its turn after a failure gets it at once. */
    const hasten = async () => {
      const queues = await api.application.get(Queues, { strict: false }).all();
      const waiting = await queues.find(({ name }) => name === 'documents')?.getDelayed();
      for (const job of waiting ?? []) await job.promote().catch(() => undefined);
    };
    const finished = async (as: string, exportId: string): Promise<Export> => {
      const client = await api.as(as);
      let seen: Export | undefined;
      const over = async () => {
        await hasten();
        seen = (await client.get<Export>(`/exports/${exportId}`)).body;
        return ['done', 'failed'].includes(seen.state) && seen;
      };
      const found = await until('the export is over', over, { everyMs: 10, state: () => seen });
      return found as Export;
    };

    describeWithProgram('unzip', { package: 'unzip' }, (unzip) => {
      it('holds what was handed in below the unit, in folders, and is its requester’s alone', async () => {
        const reviewer = await api.as('sf01.reviewer');
        const ordered = await reviewer.post<Export>('/exports', {
          cycle: cycle.code,
          under: 'sf01',
          format: 'pdf',
        });
        expect([ordered.status, ordered.body.total, ordered.body.file]).toEqual([202, 2, null]);
        const done = await finished('sf01.reviewer', ordered.body.id);
        expect(done).toMatchObject({ state: 'done', written: 2, file: `/api/v1/exports/${done.id}/file` });
        const { body, headers } = await reviewer.download(`/exports/${done.id}/file`);
        expect(headers.get('content-type')).toBe('application/zip');
        const names = await withFile('export.zip', body, (path) => {
          expect(unzip(['-t', path])).toContain('No errors');
          return unzip(['-l', path]);
        });
        expect(names.match(/\.pdf/g)).toHaveLength(2);
        expect((await (await api.as('sf.admin')).get(`/exports/${done.id}`)).status).toBe(404);
        const listed = await reviewer.get<{ items: Export[] }>('/exports');
        expect(listed.body.items[0]).toEqual(done);
        expect((await (await api.as('sf.admin')).get('/exports')).body).toMatchObject({
          items: [],
          total: 0,
        });
      });
    });

    it('is packed again after a failure, once whatever runs twice, and says so when it never works', async () => {
      const store = api.application.get(ObjectStore);
      const packer = api.application.get(ExportPacker);
      const order = { cycle: cycle.code, format: 'txt' };
      const reviewer = await api.as('sf01.reviewer');
      const kept = jest.spyOn(store, 'putFile').mockRejectedValueOnce(new Error('The disk is full.'));
      const { body } = await reviewer.post<Export>('/exports', order);
      const done = await finished('sf01.reviewer', body.id);
      expect([done.state, done.written]).toEqual(['done', done.total]);
      expect(kept).toHaveBeenCalledTimes(2);
      await packer.pack({ exportId: body.id }, { id: 'a second run' });
      await packer.giveUp({ exportId: body.id });
      expect(kept).toHaveBeenCalledTimes(2);
      expect((await reviewer.get<Export>(`/exports/${body.id}`)).body.state).toBe('done');
      kept.mockRejectedValue(new Error('The disk is full.'));
      const lost = await reviewer.post<Export>('/exports', order);
      const failed = await finished('sf01.reviewer', lost.body.id);
      kept.mockRestore();
      expect([failed.state, failed.file]).toEqual(['failed', null]);
      const refused = await reviewer.get(`/exports/${lost.body.id}/file`);
      expect([refused.status, refused.body.code]).toEqual([409, 'export_not_ready']);
    });

    it('is gone after its time, and with the right to it (case 12)', async () => {
      const order = { cycle: cycle.code, format: 'txt' };
      const { body } = await (await api.as('sf01.reviewer')).post<Export>('/exports', order);
      await finished('sf01.reviewer', body.id);
      const path = `/exports/${body.id}/file`;
      const held = `id IN (SELECT a.id FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE u.username = 'sf01.reviewer')`;
      await api.database.query(`UPDATE appointment SET ends_at = $1 WHERE ${held}`, [api.clock.now()]);
      const refused = (await (await api.as('sf01.reviewer')).get(path)).status;
      await api.database.query(`UPDATE appointment SET ends_at = NULL WHERE ${held}`);
      expect([403, 404]).toContain(refused);
      expect((await (await api.as('sf01.reviewer')).get(path)).status).toBe(200);
      api.clock.advance(8 * 86_400_000);
      expect((await (await api.as('sf01.reviewer')).get(path)).status).toBe(404);
    });

    it('is refused where nothing lies in the range, or it is not the caller’s', async () => {
      const secretary = await api.as('sf02.secretary');
      const empty = await secretary.post('/exports', { cycle: cycle.code });
      expect([empty.status, empty.body.code]).toEqual([422, 'export_empty']);
      expect((await secretary.post('/exports', { cycle: cycle.code, under: 'sf01' })).status).toBe(404);
      expect((await secretary.post('/exports', { cycle: cycle.code, format: 'exe' })).status).toBe(400);
    });
  });
});
