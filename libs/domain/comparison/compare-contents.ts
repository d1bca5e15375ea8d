import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from '../review/content';
import type {
  ContentComparison,
  IndicatorComparison,
  ParagraphChange,
  SectionComparison,
} from './content-comparison';
import { compareParagraphs } from './paragraph-comparison';
import { compareProblems } from './problem-comparison';
import { DiffBudget } from './word-diff';

/**
 * What is different in `b` from `a`: two revisions of a report, or this year's and last year's. The
 * template gives titles, names and the order; it is that of `b` where they differ. 60,000 characters
 * take well under 200 ms, however different they are.
 */
export function compareContents(
  a: ReportContent,
  b: ReportContent,
  template: TemplateDefinition,
): ContentComparison {
  const budget = new DiffBudget();
  const titles = new Map(template.sections.map(({ key, title }) => [key, title]));
  const bodies = [a, b].map(({ sections }) => new Map(sections.map(({ key, body }) => [key, body])));
  const keys = new Set([
    ...titles.keys(),
    ...b.sections.map(({ key }) => key),
    ...a.sections.map(({ key }) => key),
  ]);
  const texts = [...keys].map((key) => ({
    key,
    a: bodies[0]?.get(key) ?? null,
    b: bodies[1]?.get(key) ?? null,
  }));
  const unplaced = { key: 'unplaced', a: a.unplaced, b: b.unplaced };
  const paragraphs = compareParagraphs([...texts, unplaced], budget);
  const sections = texts.flatMap((text, index) =>
    toSection(text, titles.get(text.key) ?? text.key, paragraphs[index]),
  );
  const comparison = {
    sections,
    indicators: compareIndicators(a, b, template),
    problems: compareProblems(a.problems, b.problems, budget),
    unplaced: toSection(unplaced, '未归入章节的文字', paragraphs.at(-1))[0] ?? null,
  };
  const { indicators, problems } = comparison;
  const changes = sections.length + indicators.length + problems.length + (comparison.unplaced ? 1 : 0);
  return { equal: changes === 0, ...comparison };
}

function toSection(
  { key, a, b }: { key: string; a: string | null; b: string | null },
  title: string,
  paragraphs: ParagraphChange[] = [],
): SectionComparison[] {
  if (a === b) return [];
  return [{ key, title, change: a === null ? 'insert' : b === null ? 'delete' : 'change', paragraphs }];
}

function compareIndicators(
  a: ReportContent,
  b: ReportContent,
  template: TemplateDefinition,
): IndicatorComparison[] {
  const known = new Map(template.indicators.map((indicator) => [indicator.key, indicator]));
  const keys = new Set([...known.keys(), ...Object.keys(b.indicators), ...Object.keys(a.indicators)]);
  return [...keys].flatMap((key): IndicatorComparison[] => {
    const [before, after] = [a.indicators[key] ?? null, b.indicators[key] ?? null];
    if (before === after) return [];
    const { name = key, unit = '', scale = 6 } = known.get(key) ?? {};
    const difference =
      before === null || after === null ? null : Number((after - before).toFixed(Math.min(scale, 20)));
    return [{ key, name, unit, before, after, difference }];
  });
}
