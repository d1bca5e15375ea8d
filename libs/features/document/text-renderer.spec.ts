import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { contentOfProposal, proposeImport } from '@domain/importing';
import fc from 'fast-check';
import type { ReportDocument } from './report-document';
import { sampleReport } from './sample-report';
import { renderText } from './text-renderer';

describe('renderText', () => {
  it('writes heads, numbered sections and tables, and leaves out what is blank', () => {
    const text = renderText(sampleReport(1));
    expect(text.split('\n').slice(0, 5)).toEqual([
      '示范区青禾小学党支部2025年度工作总结',
      '中共示范区青禾小学支部委员会',
      '2025年12月8日',
      '',
      '一、主要工作完成情况',
    ]);
    expect(text).toContain('\n三、下一步工作打算\n');
    expect(text).not.toContain('展望');
    expect(text).toContain('\n附件1　主要指标\n指标\t数值\t单位\n主题党日\t12\t次\n');
    expect(text).not.toContain('入党申请书');
    expect(text).toContain('\n2\t阵地偏旧。\t\t暑假翻新。\t\t\t\t\n');
  });

  it('divides cells by tabs that no cell can hold', () => {
    const report = sampleReport(1);
    report.problems = [{ problem: '一\t二\n三', measure: '措施' }];
    expect(renderText(report)).toContain('\n1\t一 二 三\t\t措施\t');
  });
});

describe('a report that was exported and imported again', () => {
  const sentence = fc
    .array(
      fc.constantFrom('支部', '党员', '认真学习原文', '按月走访家庭', '完善台账', '听取意见', '联系师生'),
      {
        minLength: 3,
        maxLength: 8,
      },
    )
    .map((words) => `${words.join('')}。`);
  const paragraph = fc
    .tuple(
      fc.constantFrom('', '（一）', '（二）', '1.', '（1）'),
      fc.array(sentence, { minLength: 1, maxLength: 4 }),
    )
    .map(([marker, sentences]) => `${marker}${sentences.join('')}`);
  const body = fc.array(paragraph, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
  const sectionsOf = fc
    .tuple(...branchAnnualTemplate.sections.map(() => body))
    .map((bodies) =>
      branchAnnualTemplate.sections.map(({ key, title }, index) => ({ key, title, body: bodies[index]! })),
    );

  it('has its sections again', () => {
    fc.assert(
      fc.property(sectionsOf, (sections) => {
        const report: ReportDocument = { ...sampleReport(1), sections, indicators: [], problems: [] };
        const found = proposeImport(renderText(report), branchAnnualTemplate, { year: 2025 });
        expect(found.sections.map(({ key, body: text }) => ({ key, body: text }))).toEqual(
          sections.map(({ key, body: text }) => ({ key, body: text })),
        );
      }),
    );
  });

  const field = fc.option(sentence, { nil: undefined });
  const problem = fc.record({
    problem: sentence,
    cause: field,
    measure: field,
    person: fc.constantFrom(undefined, '周敏', '陆一帆'),
    dueOn: fc.constantFrom(undefined, '2026-03-31', '2026-11-02'),
  });
  const problemsOf = fc.array(problem, { minLength: 1, maxLength: 6 });

  it('has its problems again', () => {
    fc.assert(
      fc.property(sectionsOf, problemsOf, (sections, problems) => {
        const text = renderText({ ...sampleReport(1), sections, problems });
        const found = proposeImport(text, branchAnnualTemplate, { year: 2025 }).problems;
        const kept = found.map(
          ({ spans: _spans, confidence: _confidence, report: _report, ...item }) => item,
        );
        expect(kept).toEqual(problems.map((item) => JSON.parse(JSON.stringify(item)) as unknown));
      }),
    );
  });

  it('is the same content as before, figures included', () => {
    const figures = branchAnnualTemplate.indicators.filter((each) => each.aggregate.kind !== 'rate');
    const valuesOf = fc.tuple(
      ...figures.map(({ scale }) =>
        fc.option(
          fc.integer({ min: 0, max: 100_000 }).map((value) => value / 10 ** scale),
          { nil: null },
        ),
      ),
    );
    fc.assert(
      fc.property(sectionsOf, valuesOf, problemsOf, (sections, values, problems) => {
        const indicators = figures.map(({ name, unit }, index) => ({ name, unit, value: values[index]! }));
        const text = renderText({ ...sampleReport(1), sections, indicators, problems });
        const content = contentOfProposal(
          proposeImport(text, branchAnnualTemplate, { year: 2025 }),
          branchAnnualTemplate,
        );
        const stated = figures.flatMap(({ key }, index) => {
          const value = values[index];
          return value === null || value === undefined ? [] : [[key, value]];
        });
        expect(content.sections).toEqual(sections.map(({ key, body: words }) => ({ key, body: words })));
        expect(content.indicators).toEqual(Object.fromEntries(stated));
        expect(content.problems).toHaveLength(problems.length);
      }),
    );
  });
});
