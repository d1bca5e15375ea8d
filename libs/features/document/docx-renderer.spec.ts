import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithProgram, withFile } from '@testing/external-program';
import mammoth from 'mammoth';
import { renderDocx } from './docx-renderer';
import type { ReportDocument } from './report-document';
import { sampleReport } from './sample-report';

const dense = (): ReportDocument => ({
  ...sampleReport(1),
  indicators: [],
  problems: [],
  sections: [{ key: 'work', title: '主要工作完成情况', body: '党支部建设工作'.repeat(300) }],
});

describeWithProgram('unzip', { package: 'unzip' }, (unzip) => {
  const part = async (report: ReportDocument, name: string, redHead = false): Promise<string> =>
    withFile('report.docx', await renderDocx(report, { redHead }), (path) => unzip(['-p', path, name]));

  it('is a sound zip', async () => {
    const told = await withFile('report.docx', await renderDocx(sampleReport()), (path) =>
      unzip(['-t', path]),
    );
    expect(told).toContain('No errors detected');
  });

  it('declares the page of GB/T 9704-2012', async () => {
    const xml = await part(sampleReport(), 'word/document.xml');
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>');
  });

  it('sets title, headings and text in the faces and sizes of the standard', async () => {
    const xml = await part(sampleReport(), 'word/document.xml');
    const face = (text: string): string =>
      new RegExp(`w:eastAsia="([^"]+)"[^>]*/></w:rPr><w:t[^>]*>${text}`).exec(xml)?.[1] ?? '';
    expect(face('示范区青禾小学')).toBe('方正小标宋简体');
    expect(face('一、主要工作')).toBe('黑体');
    expect(face('（一）抓实')).toBe('楷体_GB2312');
    expect(face('1.规范程序')).toBe('仿宋_GB2312');
    expect(face('一年来')).toBe('仿宋_GB2312');
    const styles = await part(sampleReport(), 'word/styles.xml');
    const style = (id: string): string =>
      new RegExp(`w:styleId="${id}">.*?</w:style>`).exec(styles)?.[0] ?? '';
    expect(style('Title')).toMatch(/<w:sz w:val="44"\/>/);
    expect(style('Title')).toContain('<w:jc w:val="center"/>');
    expect(style('Normal')).toMatch(/仿宋_GB2312.*<w:sz w:val="32"\/>/);
    expect(style('Heading1')).toMatch(/<w:outlineLvl w:val="0"\/>.*黑体/);
    expect(style('Footer')).toMatch(/宋体.*<w:sz w:val="28"\/>/);
    expect(style('BodyText')).toContain('w:firstLineChars="200"');
  });

  it('names other fonts for where an office lacks the first', async () => {
    const table = await part(sampleReport(), 'word/fontTable.xml');
    expect(table).toMatch(/w:name="方正小标宋简体"><w:altName w:val="[^"]*宋体/);
    expect(table).toMatch(/w:name="仿宋_GB2312"><w:altName w:val="仿宋,/);
  });

  it('has page numbers outside on facing pages', async () => {
    expect(await part(sampleReport(), 'word/settings.xml')).toContain('<w:evenAndOddHeaders');
    const odd = await part(sampleReport(), 'word/footer1.xml');
    const even = await part(sampleReport(), 'word/footer2.xml');
    expect(odd).toMatch(/<w:jc w:val="right"\/>/);
    expect(even).toMatch(/<w:jc w:val="left"\/>/);
    for (const footer of [odd, even]) expect(footer).toMatch(/— .*PAGE.* —/s);
  });

  it('is red only where a red head is asked for', async () => {
    const report = { ...sampleReport(1), number: '示范委〔2025〕3号' };
    expect(await part(report, 'word/document.xml')).not.toContain('FF0000');
    const red = await part(report, 'word/document.xml', true);
    expect(red).toMatch(/<w:color w:val="FF0000"\/>/);
    expect(red).toContain('示范委〔2025〕3号');
  });

  it('keeps rare characters, emoji and marks, and shows what XML cannot hold (case 38)', async () => {
    const report = sampleReport(1);
    report.sections = [
      {
        key: 'work',
        title: '特殊<&"字',
        body: '𠮷野 😀👨‍👩‍👧 \u200fשלום\u202c ]]> &amp; \u0000\ud800\uffff 行\u000b换',
      },
    ];
    const xml = await part(report, 'word/document.xml');
    expect(xml).toContain('𠮷野 😀👨‍👩‍👧 \u200fשלום\u202c ]]&gt; &amp;amp; \uFFFD\uFFFD\uFFFD 行');
    expect(xml).toMatch(/特殊&lt;&amp;(&quot;|")字/);
  });
});

describeWithProgram('soffice', { package: 'libreoffice-writer-nogui', optional: true }, (soffice) => {
  describeWithProgram('pdftotext', { package: 'poppler-utils' }, (pdftotext) => {
    /** What each page says, of several reports: one start of the office lays them all out. */
    const pagesOf = async (reports: Record<'dense' | 'sample', ReportDocument>) => {
      const folder = await mkdtemp(join(tmpdir(), 'baoshen-office-'));
      try {
        const paths: string[] = [];
        for (const [name, report] of Object.entries(reports)) {
          const path = join(folder, `${name}.docx`);
          await writeFile(path, await renderDocx(report));
          paths.push(path);
        }
        const profile = `-env:UserInstallation=file://${folder}/profile`;
        soffice([profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths]);
        const read = (name: string) => pdftotext(['-layout', join(folder, `${name}.pdf`), '-']).split('\f');
        return { dense: read('dense'), sample: read('sample') };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    };
    let pages: Awaited<ReturnType<typeof pagesOf>>;
    beforeAll(async () => {
      pages = await pagesOf({ dense: dense(), sample: sampleReport(1) });
    });

    it('lays out 22 lines of 28 characters', () => {
      const lines = pages.dense[1]!.split('\n').map((line) => line.trim());
      const full = lines.filter((line) => line.includes('党支部'));
      expect(full).toHaveLength(22);
      for (const line of full) expect([...line]).toHaveLength(28);
      expect(lines).toContain('—2—');
    });

    it('puts the attachments on pages of their own', () => {
      expect(pages.sample.filter((page) => /^\s*附件\s?[12]\s/.test(page))).toHaveLength(2);
    });
  });
});

describe('renderDocx', () => {
  it('is read back by another library with its headings', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: await renderDocx(sampleReport(1)) });
    expect(value).toContain('<h1>一、主要工作完成情况</h1>');
    expect(value).toContain('<h2>（一）学用结合不够</h2>');
    expect(value).toContain('<h3>1.规范程序</h3>');
    expect(value).toContain('<td><p>主题党日</p></td>');
  });
});
