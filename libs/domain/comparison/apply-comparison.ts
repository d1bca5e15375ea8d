import type { ReportContent } from '../review/content';
import type { ContentComparison, ParagraphChange, SectionComparison } from './content-comparison';

/**
 * The new content, from the old one and what is different. Sections keep the old order; added ones
 * follow. This is what makes a comparison trustworthy: it leaves nothing out.
 */
export function applyComparison(a: ReportContent, comparison: ContentComparison): ReportContent {
  const changed = new Map(comparison.sections.map((section) => [section.key, section]));
  const old = new Set(a.sections.map(({ key }) => key));
  const sections = a.sections.flatMap((section) => {
    const change = changed.get(section.key);
    if (!change) return [section];
    return change.change === 'delete' ? [] : [{ key: section.key, body: newText(change) }];
  });
  const added = comparison.sections
    .filter(({ key }) => !old.has(key))
    .map((section) => ({ key: section.key, body: newText(section) }));
  const indicators = { ...a.indicators };
  for (const { key, after } of comparison.indicators) {
    if (after === null) delete indicators[key];
    else indicators[key] = after;
  }
  const rows = comparison.problems.flatMap((row) => (row.change === 'delete' ? [] : [row.problem]));
  return {
    sections: [...sections, ...added],
    indicators,
    problems: comparison.problems.length === 0 ? a.problems : rows,
    unplaced: comparison.unplaced ? newText(comparison.unplaced) : a.unplaced,
  };
}

/** The new text of a changed section. */
export function newText({ paragraphs }: SectionComparison): string {
  return paragraphs.flatMap((paragraph) => newLine(paragraph) ?? []).join('\n');
}

function newLine(paragraph: ParagraphChange): string | null {
  switch (paragraph.change) {
    case 'same':
    case 'insert':
    case 'moved_here':
      return paragraph.text;
    case 'change':
      return paragraph.words.map(({ change, text }) => (change === 'delete' ? '' : text)).join('');
    case 'delete':
    case 'moved_away':
      return null;
  }
}
