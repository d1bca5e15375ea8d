import type { TemplateDefinition } from '../../cycle/template-definition';
import type { FieldProblem } from '../../problems';
import { type ProblemItem, problemItemFields, type ReportContent, storedContent } from '../content';
import { type OpenParts, openParts } from '../open-parts';
import type { ReturnScope } from '../snapshot';

/** Frozen parts that differ from the returned revision, as pointers into the saved body. */
export function frozenChanges(
  judged: ReportContent,
  after: ReportContent,
  scope: ReturnScope,
  template: TemplateDefinition,
): FieldProblem[] {
  // A revision of an earlier version may still hold other line ends.
  const returned = storedContent(judged);
  const open = openParts(scope, returned, after.indicators, template);
  const pointers: string[] = [];
  const bodyOf = (content: ReportContent, key: string) =>
    content.sections.find((section) => section.key === key)?.body ?? '';
  for (const key of keysOf(returned.sections, after.sections)) {
    if (open.section(key) || bodyOf(returned, key) === bodyOf(after, key)) continue;
    const at = after.sections.findIndex((section) => section.key === key);
    pointers.push(at < 0 ? '/sections' : `/sections/${at}/body`);
  }
  for (const key of new Set([...Object.keys(returned.indicators), ...Object.keys(after.indicators)])) {
    if (!open.indicator(key) && returned.indicators[key] !== after.indicators[key])
      pointers.push(`/indicators/${key}`);
  }
  pointers.push(...frozenProblems(returned.problems, after.problems, open));
  if (!open.unplaced && returned.unplaced !== after.unplaced) pointers.push('/unplaced');
  return pointers.map((pointer) => ({ pointer, code: 'frozen', detail: '退回时未开放，不能修改。' }));
}

function keysOf(...lists: Array<ReportContent['sections']>): Set<string> {
  return new Set(lists.flatMap((list) => list.map((section) => section.key)));
}

function frozenProblems(returned: ProblemItem[], after: ProblemItem[], open: OpenParts): string[] {
  const pointers: string[] = [];
  const judged = new Map(returned.map((item) => [item.id, item]));
  after.forEach((item, index) => {
    const old = judged.get(item.id);
    if (!old) {
      if (!open.addProblem) pointers.push(`/problems/${index}`);
    } else if (!open.problem(item.id)) {
      for (const field of problemItemFields) {
        if ((old[field] ?? '') !== (item[field] ?? '')) pointers.push(`/problems/${index}/${field}`);
      }
    }
  });
  const kept = new Set(after.map((item) => item.id));
  if (returned.some((item) => !kept.has(item.id) && !open.problem(item.id))) pointers.push('/problems');
  return pointers;
}

/** Keys the template does not know, as pointers into the saved body. */
export function unknownKeys(content: ReportContent, template: TemplateDefinition): FieldProblem[] {
  const errors: FieldProblem[] = [];
  const seen = new Set<string>();
  content.sections.forEach(({ key }, index) => {
    if (!template.sections.some((section) => section.key === key))
      errors.push({
        pointer: `/sections/${index}/key`,
        code: 'unknown_key',
        detail: `模板中没有章节“${key}”。`,
      });
    else if (seen.has(key))
      errors.push({ pointer: `/sections/${index}/key`, code: 'duplicate', detail: `章节“${key}”重复。` });
    seen.add(key);
  });
  for (const key of Object.keys(content.indicators)) {
    const known = template.indicators.find((indicator) => indicator.key === key);
    if (!known)
      errors.push({ pointer: `/indicators/${key}`, code: 'unknown_key', detail: `模板中没有指标“${key}”。` });
    else if (known.aggregate.kind === 'rate')
      errors.push({
        pointer: `/indicators/${key}`,
        code: 'computed',
        detail: '该指标由系统计算，不能填写。',
      });
  }
  const { enabled, maxItems } = template.problems;
  if (content.problems.length > (enabled ? maxItems : 0))
    errors.push({
      pointer: '/problems',
      code: 'too_many',
      detail: enabled ? `问题清单最多${maxItems}条。` : '本模板没有问题清单。',
    });
  const ids = new Set<string>();
  content.problems.forEach(({ id }, index) => {
    if (ids.has(id))
      errors.push({ pointer: `/problems/${index}/id`, code: 'duplicate', detail: '编号重复。' });
    ids.add(id);
  });
  return errors;
}

/** What a scope names but the report does not have. */
export function scopeFaults(
  scope: ReturnScope,
  content: { sections: string[]; indicators: string[]; problems: string[] },
): FieldProblem[] {
  const kinds = ['sections', 'indicators', 'problems'] as const;
  const errors: FieldProblem[] = kinds.flatMap((kind) =>
    (scope[kind] ?? []).flatMap((key, index) =>
      content[kind].includes(key)
        ? []
        : [{ pointer: `/scope/${kind}/${index}`, code: 'unknown_key', detail: `报告中没有“${key}”。` }],
    ),
  );
  if (kinds.every((kind) => scope[kind] === undefined))
    errors.push({ pointer: '/scope', code: 'empty', detail: '须至少开放一类内容。' });
  return errors;
}
