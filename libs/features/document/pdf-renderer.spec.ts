import { buffer } from 'node:stream/consumers';
import { describeWithProgram, withFile } from '@testing/external-program';
import { characterPitch, linePitch, millimetre } from './official-format';
import { renderPdf } from './pdf-renderer';
import type { LayoutOptions, ReportDocument } from './report-document';
import { sampleReport } from './sample-report';

const pdf = (report: ReportDocument, options: LayoutOptions = {}): Promise<Buffer> =>
  buffer(renderPdf(report, { createdAt: new Date('2025-12-08T01:00:00Z'), ...options }));

interface Box {
  page: number;
  text: string;
  xMin: number;
  xMax: number;
  yMin: number;
  yMax: number;
}

/** Lines as pdftotext sees them, words of one line put together. */
function linesOf(bbox: string): Box[] {
  const lines: Box[] = [];
  let page = 0;
  for (const row of bbox.split('\n')) {
    if (row.includes('<page ')) page += 1;
    const word =
      /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/.exec(row);
    if (!word) continue;
    const [xMin, yMin, xMax, yMax] = word.slice(1, 5).map(Number) as [number, number, number, number];
    const middle = (yMin + yMax) / 2;
    const same = lines.find(
      (line) => line.page === page && Math.abs((line.yMin + line.yMax) / 2 - middle) < linePitch / 3,
    );
    if (same) {
      same.text += word[5];
      same.xMin = Math.min(same.xMin, xMin);
      same.xMax = Math.max(same.xMax, xMax);
    } else lines.push({ page, text: word[5]!, xMin, xMax, yMin, yMax });
  }
  return lines;
}

/** A section of 28-character lines: 2,000 characters without any punctuation. */
const denseReport = (): ReportDocument => ({
  ...sampleReport(1),
  indicators: [],
  problems: [],
  sections: [{ key: 'work', title: '主要工作完成情况', body: '党支部建设工作'.repeat(300) }],
});

const left = 28 * millimetre;
const right = (28 + 156) * millimetre;

describeWithProgram('pdftotext', { package: 'poppler-utils' }, (pdftotext) => {
  const boxes = async (report: ReportDocument, options?: LayoutOptions): Promise<Box[]> =>
    withFile('report.pdf', await pdf(report, options), (path) =>
      linesOf(pdftotext(['-bbox-layout', path, '-'])),
    );
  const text = async (report: ReportDocument, options?: LayoutOptions): Promise<string> =>
    withFile('report.pdf', await pdf(report, options), (path) => pdftotext(['-raw', path, '-']));

  it('fills a page with 22 lines of 28 characters', async () => {
    const all = await boxes(denseReport());
    const second = all.filter((line) => line.page === 2 && !line.text.includes('—'));
    expect(second).toHaveLength(22);
    for (const line of second) expect([...line.text]).toHaveLength(28);
    const first = second[0]!;
    const last = second.at(-1)!;
    expect(first.xMin).toBeCloseTo(left, 0);
    expect(first.xMax).toBeCloseTo(right, 0);
    expect((last.yMin - first.yMin) / 21).toBeCloseTo(linePitch, 1);
    expect(first.yMin).toBeGreaterThan(35 * millimetre);
    expect(last.yMax).toBeLessThan((37 + 225 + 2) * millimetre);
  });

  it('indents paragraphs and headings by two characters', async () => {
    const all = await boxes(denseReport());
    const heading = all.find((line) => line.text.startsWith('一、'))!;
    const paragraph = all.find((line) => line.text.startsWith('党支部'))!;
    expect(heading.xMin).toBeCloseTo(left + 2 * characterPitch, 0);
    expect(paragraph.xMin).toBeCloseTo(left + 2 * characterPitch, 0);
    expect([...paragraph.text]).toHaveLength(26);
  });

  it('puts the page number outside, 7 mm below the text', async () => {
    const numbers = (await boxes(denseReport())).filter((line) =>
      /^—\d+—$/.test(line.text.replace(/ /g, '')),
    );
    expect(numbers.map((line) => line.page)).toEqual(numbers.map((_, index) => index + 1));
    for (const line of numbers) {
      if (line.page % 2 === 1) expect(Math.abs(line.xMax - (right - 14))).toBeLessThan(1);
      else expect(Math.abs(line.xMin - (left + 14))).toBeLessThan(1);
      const middle = (line.yMin + line.yMax) / 2;
      expect(Math.abs(middle - (37 + 225 + 7) * millimetre)).toBeLessThan(3 * millimetre);
    }
  });

  it('begins no line with a closing mark, ends none with an opening one, and overfills none', async () => {
    const all = (await boxes(sampleReport(12))).filter((line) => line.yMin > 36 * millimetre);
    for (const line of all) {
      expect(line.text).not.toMatch(/^[，。、；：！？）》”’]/);
      expect(line.text).not.toMatch(/[（《“‘]$/);
      expect(line.xMax).toBeLessThan(right + 1);
    }
  });

  it('keeps a heading with the text after it', async () => {
    const report = denseReport();
    report.sections = Array.from({ length: 12 }, (_, index) => ({
      key: String(index),
      title: `部分${index}`,
      body: '党支部建设工作'.repeat(3 + index * 5),
    }));
    const all = (await boxes(report)).filter((line) => !line.text.includes('—'));
    for (const page of new Set(all.map((line) => line.page))) {
      const last = all.filter((line) => line.page === page).at(-1)!;
      expect(last.text).not.toMatch(/^[一二三四五六七八九十]+、/);
    }
  });

  it('keeps what no font can draw in the text, visibly replaced (case 38)', async () => {
    const report = sampleReport(1);
    const odd = '𠮷野 😀👨‍👩‍👧 \u200fשלום\u202c e\u0301 don’t\u0000 \ud800 行';
    report.sections = [{ key: 'work', title: '特殊𠮷字', body: odd }];
    const found = await text(report);
    expect(found).toContain('𠮷野');
    expect(found).toContain('😀');
    expect(found).toContain('👨‍👩‍👧');
    expect(found).toContain('don’t');
    expect(found.match(/\uFFFD/g)).toHaveLength(2);
  });

  it('prints every character of a report of 60,000 (case 38)', async () => {
    const body = Array.from(
      { length: 600 },
      (_, index) => `第${index}段，${'坚持学习、走访。'.repeat(12)}`,
    ).join('\n');
    const report = { ...denseReport(), sections: [{ key: 'work', title: '工作', body }] };
    const found = (await text(report)).replace(/^ ?— ?\d+ ?— ?$/gm, '').replace(/[\s\f]/g, '');
    expect(body.length).toBeGreaterThan(60_000);
    expect(found).toContain(body.replace(/\n/g, ''));
  });

  it('splits a table row that is taller than a page and repeats the head', async () => {
    const report = sampleReport(1);
    report.problems = [{ problem: '问题描述很长。'.repeat(280), measure: '措施。' }, { problem: '后一个。' }];
    const found = await text(report);
    expect(found.match(/时限/g)!.length).toBeGreaterThan(1);
    expect(found.replace(/[\s\f]/g, '').match(/问/g)!.length).toBeGreaterThanOrEqual(280);
    expect(found).toContain('后一个');
  });

  it('sets the red head only where it is asked for', async () => {
    const report = { ...sampleReport(1), number: '示范委〔2025〕3号' };
    const plain = await boxes(report);
    expect(plain[0]!.text).toContain('工作总结');
    const red = await boxes(report, { redHead: true });
    expect(red[0]!.text).toBe(report.orgName);
    expect(Math.abs(red[0]!.yMin - (37 + 35) * millimetre)).toBeLessThan(4 * millimetre);
    expect(red[1]!.text).toBe(report.number);
  });
});

describeWithProgram('pdffonts', { package: 'poppler-utils' }, (pdffonts) => {
  it('embeds a subset of every font and can map it back to text', async () => {
    const table = await withFile('report.pdf', await pdf(sampleReport()), (path) => pdffonts([path]));
    const rows = table.trim().split('\n').slice(2);
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const row of rows) expect(row).toMatch(/ yes yes yes /);
    expect(table).toMatch(/WenKai/);
    expect(table).toMatch(/NotoSerifSC-Bold/);
  });
});

describeWithProgram('pdfinfo', { package: 'poppler-utils' }, (pdfinfo) => {
  it('is A4 and says its title, author and date', async () => {
    const info = await withFile('report.pdf', await pdf(sampleReport()), (path) =>
      pdfinfo(['-isodates', path]),
    );
    expect(info).toMatch(/Page size:\s+595\.\d+ x 841\.89 pts \(A4\)/);
    expect(info).toMatch(/Title:\s+示范区青禾小学党支部2025年度工作总结/);
    expect(info).toMatch(/Author:\s+中共示范区青禾小学支部委员会/);
    expect(info).toMatch(/CreationDate:\s+2025-12-08/);
  });
});

describe('renderPdf', () => {
  it('names the language and has bookmarks', async () => {
    const raw = (await pdf(sampleReport())).toString('latin1');
    expect(raw.includes('/Lang (zh-CN)')).toBe(true);
    expect(raw.includes('/Outlines ')).toBe(true);
  });

  it('gives the same bytes for the same report', async () => {
    expect((await pdf(sampleReport(1))).equals(await pdf(sampleReport(1)))).toBe(true);
  });

  it('lets the process do other things while a long one is set', async () => {
    const report = sampleReport(200);
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await pdf(report);
    done = true;
    expect(turns).toBeGreaterThan(3);
  });

  it('prints an empty report', async () => {
    const empty: ReportDocument = {
      title: '',
      orgName: '',
      dateText: '',
      period: '',
      sections: [],
      indicators: [],
      problems: [],
    };
    expect((await pdf(empty)).length).toBeGreaterThan(500);
  });
});
