import type { ReportContent } from '@domain/review';
import { composeContent, demoPeople, demoUnit, demoUnits, figuresOf } from '@features/demo-data';

/** What a unit writes this year. */
export function contentOf(code: string, year: number): ReportContent {
  const unit = demoUnit(code);
  const index = demoUnits.indexOf(unit);
  const nameOf = (role: string) =>
    demoPeople.find(({ username }) => username === `${code}.${role}`)?.name ?? '';
  return composeContent({
    unit: unit.facts,
    figures: figuresOf(code, year),
    variant: index,
    superior: unit.kind !== 'branch',
    outlook: true,
    // Problems are new, so the server names them.
    problemIds: [],
    promisedOn: `${year + 1}-06-30`,
    leader: nameOf('secretary'),
    person: nameOf('reporter'),
  });
}

/** The same with a sentence more in its plan. */
export function mended(content: ReportContent, sentence: string): ReportContent {
  const sections = content.sections.map((section) =>
    section.key === 'plan' ? { ...section, body: `${section.body}\n${sentence}` } : section,
  );
  return { ...content, sections };
}

/** The same with an example in its shortcomings. */
export function withIssues(content: ReportContent): ReportContent {
  const sections = content.sections.map(({ key, body }) =>
    key === 'issues'
      ? { key, body: `${body}\n例如十月的一次集中学习，三名党员因监考缺席，事后没有人补课。` }
      : { key, body },
  );
  return { ...content, sections };
}
