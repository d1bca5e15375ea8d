import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { contentOfProposal, proposeImport } from '@domain/importing';
import { readDocument } from '@features/importing';
import { renderDocx } from './docx-renderer';
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
