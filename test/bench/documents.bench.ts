import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { renderArchive } from '@features/document/archive';
import { renderCompletionWorkbook } from '@features/document/completion-workbook';
import { renderDocx } from '@features/document/docx-renderer';
import { type PdfFontSet, pdfFonts } from '@features/document/pdf-font';
import { renderPdf } from '@features/document/pdf-renderer';
import type { ReportDocument } from '@features/document/report-document';
import { sampleReport } from '@features/document/sample-report';
import PDFDocument from 'pdfkit';
import { type Figure, percentile } from './figure';

const rounds = 9;
const at = new Date('2025-12-08T01:00:00Z');

/** Documents of 20,000 characters; each time beside that of the same text without layout or format. */
export async function run(): Promise<Figure[]> {
  const report = reportOf(20_000);
  const fonts = pdfFonts();
  const conditions: Figure['conditions'] = { characters: 20_000, rounds, fonts: 'loaded' };
  const figure = (name: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    bench: 'documents',
    figure: name,
    value: Math.round(value * 100) / 100,
    unit,
    conditions,
    ...more,
  });

  const bare = await median(() => barePdf(report, fonts));
  const pdf = await median(() => buffer(renderPdf(report, { createdAt: at })));
  const docx = await median(() => renderDocx(report));
  const xml = JSON.stringify(report).repeat(3);
  const deflate = await median(() => Promise.resolve(deflateRawSync(xml)));
  const zip = await median(() => buffer(renderArchive(manyPdfs(), { at })), 3);
  const single = await median(() => buffer(renderPdf(reportOf(3_000), { createdAt: at })));
  const sheet = await median(() => buffer(renderCompletionWorkbook(completionOf(10_000))), 3);
  return [
    figure('pdf_20k_ms', pdf, 'ms', { floor: round(bare) }),
    figure('pdf_vs_bare_pdfkit', pdf / bare, 'ratio', { goal: 6 }),
    figure('docx_20k_ms', docx, 'ms', { floor: round(deflate) }),
    figure('zip_100_pdf_ms', zip, 'ms', {
      floor: round(single * 100),
      conditions: { pdfs: 100, characters: 3_000, floor: 'one such PDF, 100 times' },
    }),
    figure('completion_xlsx_10k_ms', sheet, 'ms', { conditions: { units: 10_000, sheets: 2 } }),
  ];
}

function reportOf(characters: number): ReportDocument {
  const one = sampleReport(1);
  const body = one.sections[0]!.body;
  const times = Math.ceil(characters / body.length);
  const long = Array.from({ length: times }, () => body)
    .join('\n')
    .slice(0, characters);
  return { ...one, sections: [{ key: 'work', title: '主要工作完成情况', body: long }] };
}

/** The same text through pdfkit's own line breaking, in one font: what any layout at least costs. */
function barePdf(report: ReportDocument, fonts: PdfFontSet): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 80 });
  document.font(fonts.get('fang-song').source).fontSize(16);
  document.text(report.sections[0]!.body, { lineGap: 8 });
  document.end();
  return buffer(document as unknown as AsyncIterable<Uint8Array>);
}

async function* manyPdfs() {
  const report = reportOf(3_000);
  for (let index = 0; index < 100; index += 1) {
    const content = await buffer(renderPdf(report, { createdAt: at }));
    yield { folders: ['示范区'], name: `第${index}份`, ending: '.pdf', content };
  }
}

function completionOf(units: number): Parameters<typeof renderCompletionWorkbook>[0] {
  const counts = {
    expected: 1,
    waived: 0,
    not_started: 1,
    drafting: 0,
    in_review: 0,
    returned: 0,
    approved: 0,
    published: 0,
    overdue: 0,
    late: 0,
    extended: 0,
  };
  const name = (index: number): string => `第${index}党支部`;
  const indices = Array.from({ length: units }, (_, index) => index);
  return {
    cycleTitle: '年度报告',
    asOf: at,
    timeZone: 'Asia/Shanghai',
    tiers: [
      {
        name: '支部',
        nodes: indices.map((index) => ({
          code: String(index),
          name: name(index),
          depth: 1,
          counts,
          returnsPerReport: 0,
          medianReviewHours: null,
        })),
        reports: indices.map((index) => ({
          code: String(index),
          name: name(index),
          superior: '总支',
          state: 'not_started',
          late: false,
          overdue: false,
          dueAt: at,
          firstSubmittedAt: null,
          waitingOn: '',
        })),
      },
    ],
  };
}

async function median(work: () => Promise<unknown>, times = rounds): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return percentile(taken, 0.5);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
