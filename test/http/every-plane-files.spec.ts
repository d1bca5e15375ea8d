import { readDocument } from '@features/importing';
import { readTable, type TableColumn } from '@platform/sheets';
import { describeWithProgram, type Opener, withFile } from '@testing/external-program';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';
import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { asPrinted, legible, onPaper, planeLines, planeTexts } from './plane-texts';

const without = (text: string) => legible(text.replace(/\s/g, ''));

/** What leaves the product as a file says what was typed, whatever characters it has. */
describe('files of texts of every plane', () => {
  const api = apiHarness();
  let report: ReportDriver;

  beforeAll(async () => {
    const opened = await openCycle(api);
    report = new ReportDriver(api, opened.reports.get('sf0101') ?? '');
  });

  const download = async (path: string, who = 'sf.admin') => {
    const { status, body } = await (await api.as(who)).download(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${body.toString()}`);
    return body;
  };
  const cellsOf = async (bytes: Buffer): Promise<string[]> => {
    const workbook = new Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const cells: string[] = [];
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) => row.eachCell((cell) => cells.push(without(cell.text))));
    return cells;
  };
  /** Saves a report that has the texts wherever it takes some; answers what a reader must find. */
  const write = async (text: string, line: string): Promise<string[]> => {
    const body = `开头${text}结尾`;
    const problem = { problem: `问题${line}一`, cause: `原因${line}一`, measure: `措施${line}一` };
    const content = goodContent('本年度', { problems: [problem], unplaced: `其他${text}内容` });
    content.sections[1]!.body = body;
    await report.save('sf0101.reporter', content);
    return [body, ...Object.values(problem)];
  };

  it('are whole in Word and in plain text', async () => {
    await fc.assert(
      fc.asyncProperty(planeTexts(), planeLines(), async (text, line) => {
        const expected = await write(text, line);
        const path = `/reports/${report.id}/document?format=`;
        const word = await download(`${path}docx`, 'sf0101.reporter');
        const read = await readDocument({ bytes: word, filename: '报告.docx' });
        expect(read.losses).toEqual([]);
        const plain = (await download(`${path}txt`, 'sf0101.reporter')).toString();
        for (const part of expected) {
          expect(without(read.text)).toContain(legible(asPrinted(part)));
          expect(without(plain)).toContain(legible(asPrinted(part)));
        }
      }),
      { numRuns: 10 },
    );
  });

  describeWithProgram('pdftotext', { package: 'poppler-utils' }, (pdftotext: Opener) => {
    it('are whole on paper, but for what no font has', async () => {
      await fc.assert(
        fc.asyncProperty(planeTexts(), planeLines(), async (text, line) => {
          // pdftotext turns round what stands after this mark.
          const [forward, alone] = [text, line].map((given) => given.replaceAll('\u202E', ''));
          const expected = await write(forward ?? '', alone ?? '');
          const pdf = await download(`/reports/${report.id}/document?format=pdf`, 'sf0101.reporter');
          const read = await withFile('report.pdf', pdf, (path) => pdftotext(['-raw', path, '-']));
          // Page numbers stand within what goes on over the page.
          const seen = read.replace(/\s|\p{Default_Ignorable_Code_Point}/gu, '').replace(/—\d+—/g, '');
          for (const part of expected) expect(legible(seen.normalize('NFC'))).toMatch(onPaper(part));
        }),
        { numRuns: 6 },
      );
    });
  });

  it('are whole in the tables of units, as CSV and as XLSX, and come back as they went', async () => {
    const admin = await api.as('sf.admin');
    await fc.assert(
      fc.asyncProperty(planeLines(), async (line) => {
        const name = `支部${line}甲`;
        const unit = await admin.get<{ version: number }>('/org-units/sf0401');
        const renamed = await admin.patch<{ name: string }>(
          '/org-units/sf0401',
          { name },
          {
            headers: { 'if-match': `"${unit.body.version}"` },
          },
        );
        expect([renamed.status, renamed.body.name]).toEqual([200, name]);
        for (const format of ['csv', 'xlsx']) {
          const file = await download(`/org-units/export?under=sf0401&format=${format}`);
          const { rows } = await readTable(file, { mostRows: 10, columns });
          expect(rows.map(({ values }) => values.name)).toEqual([expect.stringContaining(name)]);
          const form = new FormData();
          form.append('file', new Blob([Uint8Array.from(file)]), `units.${format}`);
          const back = await admin.post('/org-units/import?dryRun=true', form);
          expect([back.status, back.body]).toMatchObject([200, { unchanged: 1, updated: 0 }]);
        }
      }),
      { numRuns: 10 },
    );
    const { body } = await admin.get<{ name: string }>('/org-units/sf0401');
    // A cycle shows the names of the day on which it was opened.
    const { code } = await openCycle(api);
    expect(await cellsOf(await download(`/cycles/${code}/completion.xlsx`))).toContain(
      legible(asPrinted(body.name)),
    );
  });

  it('are whole in the table of the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(planeTexts(), async (text) => {
        const problem = `问题${text}甲`;
        await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', problem });
        expect(await cellsOf(await download('/rectifications.xlsx'))).toContain(legible(asPrinted(problem)));
      }),
      { numRuns: 10 },
    );
  });
});

const columns: TableColumn[] = [
  { key: 'code', names: ['编码', 'code'], required: true, exact: true },
  { key: 'name', names: ['名称', 'name'], required: true, exact: false },
];
