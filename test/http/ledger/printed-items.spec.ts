import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { readDocument } from '@features/importing';
import { describeWithProgram, type Opener } from '@testing/external-program';
import { apiHarness } from '@testing/http';
import { ItemDriver } from '@testing/ledger-driver';
import { goodContent, openCycle, ReportDriver } from '@testing/reports';

const shown = '图书角登记不全';
const narrowed = '谈心谈话没有提纲';
const account = '登记本已补齐，每周五核对一次。';

interface Printed {
  items: { problem: string }[];
  problems: { account: string | null }[];
}

/** Where readers who have no part in the ledger meet its items (design 8.1). */
describe('the items of the ledger in Word, PDF and editions', () => {
  const api = apiHarness();
  let report: ReportDriver;
  let edition = '';
  let batch = { id: '', version: 0 };

  const download = async (format: string) =>
    (await (await api.as('sf.leader')).download(`/reports/${report.id}/document?format=${format}&revision=1`))
      .body;
  const word = async () =>
    (await readDocument({ bytes: await download('docx'), filename: '报告.docx' })).text;
  const published = async () => (await api.anonymous.get<Printed>(`/bulletin/${edition}`)).body;
  const pdf = async (open: Opener) => {
    const folder = mkdtempSync(join(tmpdir(), 'baoshen-items-'));
    try {
      writeFileSync(join(folder, 'report.pdf'), await download('pdf'));
      return open(['-raw', join(folder, 'report.pdf'), '-']).replace(/\s/g, '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  beforeAll(async () => {
    const admin = await api.as('sf.admin');
    const made = await admin.post<{ id: string; version: number }>('/rectification-batches', {
      org: 'sf',
      title: '专题反馈',
      source: 'supervision',
      closeBy: '2026-06-30',
    });
    batch = made.body;
    const entered = await ItemDriver.enter(api, 'sf.admin', { org: 'sf0101', problem: shown });
    await ItemDriver.enter(api, 'sf.admin', {
      org: 'sf0101',
      source: 'supervision',
      batch: batch.id,
      problem: narrowed,
    });
    const cycle = await openCycle(api, {
      route: [{ at: 'bureau', role: 'leader', mode: 'any', workingDays: 5 }],
      template: branchAnnualTemplate,
    });
    report = new ReportDriver(api, cycle.reports.get('sf0101') ?? '');
    await report.save(
      'sf0101.reporter',
      goodContent('本年度', {
        problems: [{ problem: shown, cause: '没有专人', measure: '专人登记', ledgerId: entered.id, account }],
      }),
    );
    await report.act('sf0101.secretary', 'submit');
    await report.act('sf.leader', 'approve', { revision: 1 });
    const review = { secrecy: true, necessity: true, accuracy: true };
    edition =
      (await report.act('sf.publisher', 'publish', { audience: 'public', review })).edition?.number ?? '';
  });

  it('stand in the Word document with what became of them', async () => {
    const text = await word();
    expect(text).toContain('问题整改情况');
    for (const words of [shown, narrowed, account]) expect(text).toContain(words);
  });

  it('stand in the edition that anybody reads, without who answers for them', async () => {
    const { items, problems } = await published();
    expect(items.map(({ problem }) => problem)).toEqual([shown, narrowed]);
    expect(problems.map((row) => row.account)).toEqual([account]);
    expect(items.flatMap((item) => Object.keys(item))).not.toContain('id');
  });

  describeWithProgram('pdftotext', { package: 'poppler-utils' }, (pdftotext) => {
    it('stand in the PDF', async () => {
      const text = await pdf(pdftotext);
      for (const words of ['问题整改情况', shown, narrowed, account]) expect(text).toContain(words);
    });
  });

  it('go from all of them once only the committee may see them', async () => {
    const admin = await api.as('sf.admin');
    const { status } = await admin.send(
      'PATCH',
      `/rectification-batches/${batch.id}`,
      { visibility: 'committee' },
      { headers: { 'if-match': String(batch.version) } },
    );
    expect(status).toBe(200);
    const { body } = await (await api.as('sf.leader')).get<{ list: { items: { problem: string }[] } }>(
      `/reports/${report.id}/rectifications?revision=1`,
    );
    expect(body.list.items.map(({ problem }) => problem)).toEqual([shown]);
    expect((await published()).items.map(({ problem }) => problem)).toEqual([shown]);
    expect(await word()).not.toContain(narrowed);
  });
});
