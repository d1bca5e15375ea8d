import { isBlank } from '../checks/draft';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { FieldProblem } from '../problems';
import type { ProblemItem, ReportContent } from '../review/content';
import { contentLimits } from '../review/content-limits';

type ProblemField = Exclude<keyof ProblemItem, 'id' | 'problem'>;
const fillable: readonly ProblemField[] = ['cause', 'measure', 'leader', 'unit', 'person', 'dueOn'];

/**
 * What a draft becomes when an import is applied to it. Nothing that stood in the draft is lost, and
 * applying the same import twice changes nothing more:
 * - a section for which the import has text takes that text; what it held before goes to the unplaced
 *   text under the section's title, unless the new text contains it; other sections stay;
 * - an indicator takes the imported value only where the draft has none: somebody typed the other one,
 *   and the draft checks show where prose and table disagree;
 * - problems of the draft stay, empty fields of a row with the same problem are filled, new rows are
 *   added; rows beyond the template's limit go to the unplaced text;
 * - the import's unplaced text is added to the draft's.
 * `newId` gives an added problem its id; the item it gets has its number in the import as its id.
 */
export function mergeImport(
  draft: ReportContent,
  imported: ReportContent,
  template: TemplateDefinition,
  newId: (item: ProblemItem) => string,
): ReportContent {
  const { problems, overflow } = mergeProblems(draft.problems, imported.problems, template, newId);
  const { sections, displaced } = mergeSections(draft, imported, template);
  return {
    sections,
    indicators: mergeIndicators(draft.indicators, imported.indicators, template),
    problems,
    unplaced: [...displaced, ...overflow.map(asText), imported.unplaced].reduce(append, draft.unplaced),
  };
}

/** What of a content is longer than may be saved, as pointers into it. */
export function oversizedParts(content: ReportContent): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const measure = (pointer: string, text: string | undefined, limit: number) => {
    if (text === undefined || text.length <= limit) return;
    faults.push({ pointer, code: 'too_long', detail: `有${text.length}字，最多${limit}字。` });
  };
  for (const { key, body } of content.sections) measure(`/sections/${key}`, body, contentLimits.section);
  content.problems.forEach((item, index) => {
    for (const field of ['problem', 'cause', 'measure'] as const)
      measure(`/problems/${index}/${field}`, item[field], contentLimits.problemField);
    for (const field of ['leader', 'person'] as const)
      measure(`/problems/${index}/${field}`, item[field], contentLimits.name);
    measure(`/problems/${index}/unit`, item.unit, contentLimits.unit);
  });
  measure('/unplaced', content.unplaced, contentLimits.unplaced);
  return faults;
}

function mergeSections(draft: ReportContent, imported: ReportContent, template: TemplateDefinition) {
  const taken = new Map(imported.sections.map(({ key, body }) => [key, body]));
  const held = new Map(draft.sections.map(({ key, body }) => [key, body]));
  const displaced: string[] = [];
  const sections = template.sections.flatMap(({ key, title }) => {
    const before = held.get(key) ?? '';
    const after = taken.get(key) ?? '';
    if (isBlank(after)) return held.has(key) ? [{ key, body: before }] : [];
    if (!isBlank(before) && !after.includes(before.trim()))
      displaced.push(`【原“${title}”】\n${before.trim()}`);
    return [{ key, body: after }];
  });
  return { sections, displaced };
}

/** A rate is computed from other indicators and never stored. */
function mergeIndicators(
  held: Record<string, number>,
  found: Record<string, number>,
  template: TemplateDefinition,
): Record<string, number> {
  const typed = template.indicators.filter(({ aggregate }) => aggregate.kind !== 'rate');
  const keys = new Set(typed.map(({ key }) => key));
  const fresh = Object.entries(found).filter(([key]) => keys.has(key) && held[key] === undefined);
  return { ...held, ...Object.fromEntries(fresh) };
}

function mergeProblems(
  held: readonly ProblemItem[],
  found: readonly ProblemItem[],
  template: TemplateDefinition,
  newId: (item: ProblemItem) => string,
) {
  const { enabled, maxItems } = template.problems;
  const problems = held.map((item) => ({ ...item }));
  const overflow: ProblemItem[] = [];
  const byText = new Map(problems.map((item) => [dense(item.problem), item]));
  for (const item of found) {
    const same = byText.get(dense(item.problem));
    if (same) {
      for (const field of fillable) if (isBlank(same[field] ?? '') && item[field]) same[field] = item[field];
    } else if (enabled && problems.length < maxItems) {
      const added = { ...item, id: newId(item) };
      problems.push(added);
      byText.set(dense(item.problem), added);
    } else overflow.push(item);
  }
  return { problems, overflow };
}

function dense(text: string): string {
  return text.replace(/\s+/g, '');
}

function asText({ problem, cause, measure }: ProblemItem): string {
  const parts = [problem, cause && `原因：${cause}`, measure && `措施：${measure}`];
  return `【问题】${parts.filter(Boolean).join('\n')}`;
}

function append(text: string, part: string): string {
  const added = part.trim();
  if (added === '' || text.includes(added)) return text;
  return text.trim() === '' ? added : `${text.trimEnd()}\n\n${added}`;
}
