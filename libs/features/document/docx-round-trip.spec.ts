import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { contentOfProposal, proposeImport } from '@domain/importing';
import { readDocument } from '@features/importing';
import fc from 'fast-check';
import { renderDocx } from './docx-renderer';
import type { ReportDocument } from './report-document';
import { sampleReport } from './sample-report';

it('a Word document that was exported imports as the same content', async () => {
  const report = {
    ...sampleReport(3),
    sections: branchAnnualTemplate.sections.map(({ key, title }, index) => ({
      key,
      title,
      body: `（一）第${index + 1}个方面\n支部认真学习原文，联系师生，完善台账。\n1.规范程序\n按月走访家庭。`,
    })),
  };
  const { text } = await readDocument({ bytes: await renderDocx(report), filename: '报告.docx' });
  const content = contentOfProposal(
    proposeImport(text, branchAnnualTemplate, { year: 2025 }),
    branchAnnualTemplate,
  );
  expect(content.sections).toEqual(report.sections.map(({ key, body }) => ({ key, body })));
  expect(content.indicators).toEqual({ theme_days: 12, lectures: 5, funds: 3.65 });
  const [first, second] = report.problems;
  expect(content.problems).toMatchObject([
    { problem: first?.problem, cause: first?.cause, measure: first?.measure },
    { problem: second?.problem, measure: second?.measure },
  ]);
});

describe('a Word document of any report', () => {
  const prose = fc.constantFrom(
    '支部认真学习原文，联系师生，完善台账。',
    '按月走访家庭，记录需求，逐条回复。',
    '党员教师结对帮带青年教师，听课、评课都有记录。',
    '利用课后时间整理档案，做到随查随有。',
  );
  /** First and second rank of headings, as people number them. */
  const styles: Array<[(at: number) => string, (at: number) => string]> = [
    [(at) => `（${'一二三四五'.charAt(at)}）`, (at) => `${at + 1}.`],
    [(at) => `(${'一二三四五'.charAt(at)})`, (at) => `${at + 1}、`],
    [(at) => `${at + 1}.`, (at) => `（${at + 1}）`],
    [(at) => `${at + 1}．`, (at) => `(${at + 1})`],
    [(at) => `（${at + 1}）`, (at) => '①②③④⑤'.charAt(at)],
    [(at) => `${'一二三四五'.charAt(at)}是`, (at) => `${at + 1})`],
    [(at) => `第${'一二三四五'.charAt(at)}，`, (at) => '①②③④⑤'.charAt(at)],
  ];
  const body = fc
    .tuple(
      fc.constantFrom(...styles),
      fc.array(fc.tuple(prose, fc.array(prose, { maxLength: 2 })), { minLength: 1, maxLength: 4 }),
    )
    .map(([[first, second], parts]) =>
      parts
        .map(([lead, items], at) =>
          [`${first(at)}${lead}`, ...items.map((item, index) => `${second(index)}${item}`)].join('\n'),
        )
        .join('\n'),
    );
  const reportOf = (bodies: string[]) => ({
    ...sampleReport(1),
    indicators: [],
    problems: [],
    sections: branchAnnualTemplate.sections.map(({ key, title }, index) => ({
      key,
      title,
      body: bodies[index] ?? '',
    })),
  });
  const read = async (report: ReportDocument) =>
    readDocument({ bytes: await renderDocx(report), filename: '报告.docx' });

  it('reads as the lines that were written, whatever they say', async () => {
    const line = fc
      .array(fc.constantFrom(...'党建 工作12，。（一）①“”《》𠮷😀—·é&<>'), { minLength: 1, maxLength: 30 })
      .map((characters) => characters.join('').trim())
      .filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const { text, losses } = await read(reportOf([lines.join('\n')]));
        const all = text.split('\n').map((one) => one.trim());
        expect(all.filter((one) => lines.includes(one))).toEqual(expect.arrayContaining(lines));
        const at = all.indexOf('一、主要工作完成情况');
        expect(all.slice(at + 1, at + 1 + lines.length)).toEqual(lines);
        expect(losses).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('imports as the same sections, in every numbering style', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 4, maxLength: 4 }), async (bodies) => {
        const report = reportOf(bodies);
        const { text } = await read(report);
        const { sections } = contentOfProposal(
          proposeImport(text, branchAnnualTemplate, { year: 2025 }),
          branchAnnualTemplate,
        );
        expect(sections).toEqual(
          report.sections
            .filter((section) => section.body !== '')
            .map(({ key, body: written }) => ({ key, body: written })),
        );
      }),
      { numRuns: 40 },
    );
  });
});
