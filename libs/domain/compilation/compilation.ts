import type { TemplateDefinition } from '../cycle/template-definition';
import type { ProblemItem, ReportContent } from '../review/content';
import { type IndicatorValue, indicatorValues, mergeTables, tableOf } from '../rollup';

export interface SourceOrg {
  code: string;
  name: string;
}

/** An approved report of a direct child in the frozen tree, in its own tier (design 1.5). */
export interface CompilationSource {
  reportId: string;
  org: SourceOrg;
  revision: number;
  content: ReportContent;
}

/** A measure promised in last year's report of the same unit, to be accounted for in this one. */
export interface PromisedMeasure {
  reportId: string;
  problem: ProblemItem;
  /** The item of the rectification ledger that follows it. */
  itemId?: string | null;
}

/** What one indicator was computed from; `value` null where a source does not state it. */
export interface IndicatorBinding {
  computed: IndicatorValue;
  contributors: { reportId: string; org: SourceOrg; revision: number; value: number | null }[];
}

/** Where a row of the problem list came from, and what it said then. */
export interface ProblemBinding {
  kind: 'source' | 'promise';
  reportId: string;
  problemId: string;
  org: SourceOrg | null;
  original: string;
}

/** What a compilation remembers, so that compiling again tells edited from computed. */
export interface CompilationBindings {
  indicators: Record<string, IndicatorBinding>;
  problems: Record<string, ProblemBinding>;
}

export interface CompiledDraft {
  content: ReportContent;
  bindings: CompilationBindings;
}

export interface CompilationInput {
  definition: TemplateDefinition;
  /** The working copy as it stands. */
  draft: ReportContent;
  /** What the last compilation remembered; null at the first. */
  previous: CompilationBindings | null;
  sources: CompilationSource[];
  promises: PromisedMeasure[];
  /** Gives ids to new rows of the problem list. */
  newId: () => string;
}

/**
 * Compiles 汇编 a higher tier's draft: numbers are bound to the sources anew, text that somebody wrote or
 * edited is kept. A number the author changed stays and counts as overridden ({@link overriddenIndicators}).
 */
export function compileDraft(input: CompilationInput): CompiledDraft {
  const indicators = bindIndicators(input.definition, input.sources);
  const rows = compileProblems(input);
  return {
    content: {
      sections: compileSections(input),
      indicators: compileIndicators(input, indicators),
      problems: rows.problems,
      unplaced: input.draft.unplaced,
    },
    bindings: { indicators, problems: rows.bindings },
  };
}

/** Keys of the indicators whose value in the draft is not the computed one, with the computed value beside. */
export function overriddenIndicators(
  content: ReportContent,
  bindings: CompilationBindings,
): { key: string; computed: string | null; value: number | null }[] {
  return Object.entries(bindings.indicators).flatMap(([key, { computed }]) => {
    if (computed.aggregate === 'none' || computed.aggregate === 'rate') return [];
    const value = content.indicators[key] ?? null;
    return sameNumber(value, computed.value) ? [] : [{ key, computed: computed.value, value }];
  });
}

function bindIndicators(
  definition: TemplateDefinition,
  sources: CompilationSource[],
): Record<string, IndicatorBinding> {
  const table = mergeTables(
    sources.map((source) => tableOf(definition.indicators, source.content.indicators)),
  );
  const computed = indicatorValues(definition.indicators, table);
  return Object.fromEntries(
    definition.indicators.flatMap(({ key }) => {
      const value = computed[key];
      if (!value) return [];
      const contributors = sources.map(({ reportId, org, revision, content }) => ({
        reportId,
        org,
        revision,
        value: content.indicators[key] ?? null,
      }));
      return [[key, { computed: value, contributors }]];
    }),
  );
}

function compileIndicators(
  { definition, draft, previous }: CompilationInput,
  bound: Record<string, IndicatorBinding>,
): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { key, aggregate } of definition.indicators) {
    const present = draft.indicators[key];
    const before = previous?.indicators[key]?.computed.value ?? null;
    const computed = bound[key]?.computed.value ?? null;
    const typedByHand = present !== undefined && !sameNumber(present, before);
    // A rate is never typed; `none` says nothing that could be put in.
    const next =
      typedByHand || aggregate.kind === 'none' ? present : computed === null ? undefined : Number(computed);
    if (next !== undefined && aggregate.kind !== 'rate') values[key] = next;
  }
  return values;
}

/** Empty sections are filled with the children's texts under a heading each, where that fits the limit. */
function compileSections({ definition, draft, sources }: CompilationInput): ReportContent['sections'] {
  const written = new Map(draft.sections.map((section) => [section.key, section.body]));
  return definition.sections.flatMap(({ key, maxLength }) => {
    const body = written.get(key) ?? '';
    if (body.trim() !== '') return [{ key, body }];
    const parts = sources.flatMap(({ org, content }) => {
      const text = content.sections.find((section) => section.key === key)?.body.trim();
      return text ? [`${org.name}：\n${text}`] : [];
    });
    const merged = parts.join('\n');
    return merged.length > 0 && merged.length <= maxLength ? [{ key, body: merged }] : [{ key, body }];
  });
}

function compileProblems({ definition, draft, previous, sources, promises, newId }: CompilationInput) {
  const offered = [
    ...promises.map(({ reportId, problem: { account: _told, ...problem }, itemId }) => ({
      kind: 'promise' as const,
      reportId,
      org: null,
      // A link to the item; what became of it since is to be told anew.
      problem: itemId ? { ...problem, ledgerId: itemId } : problem,
    })),
    ...sources.flatMap(({ reportId, org, content }) =>
      content.problems.map((problem) => ({ kind: 'source' as const, reportId, org, problem })),
    ),
  ];
  const rowOf = new Map(
    Object.entries(previous?.problems ?? {}).map(([id, bound]) => [
      `${bound.reportId} ${bound.problemId}`,
      id,
    ]),
  );
  const rows = new Map(draft.problems.map((problem) => [problem.id, problem]));
  const bindings: Record<string, ProblemBinding> = {};
  const added: ProblemItem[] = [];
  for (const { kind, reportId, org, problem } of offered) {
    const known = rowOf.get(`${reportId} ${problem.id}`);
    const row = known === undefined ? undefined : rows.get(known);
    // A row that the author deleted after the last compilation stays deleted.
    if (known !== undefined && row === undefined) {
      bindings[known] = bindingOf(kind, reportId, org, problem);
      continue;
    }
    const original = previous?.problems[known ?? '']?.original;
    const untouched = row !== undefined && original === textOf(row);
    const id = known ?? newId();
    if (row === undefined) added.push({ ...problem, id });
    else if (untouched) rows.set(id, { ...problem, id });
    bindings[id] = bindingOf(kind, reportId, org, problem);
  }
  // What came from a source that no longer offers it goes, unless somebody edited it.
  const kept = [...rows.values()].filter((row) => {
    const bound = previous?.problems[row.id];
    return bound === undefined || bindings[row.id] !== undefined || bound.original !== textOf(row);
  });
  return { problems: [...kept, ...added].slice(0, definition.problems.maxItems), bindings };
}

function bindingOf(
  kind: ProblemBinding['kind'],
  reportId: string,
  org: SourceOrg | null,
  problem: ProblemItem,
): ProblemBinding {
  return { kind, reportId, problemId: problem.id, org, original: textOf(problem) };
}

function textOf(row: ProblemItem): string {
  const { problem, cause, measure, leader, unit, person, dueOn, ledgerId, account } = row;
  return JSON.stringify([
    problem,
    cause ?? '',
    measure ?? '',
    leader ?? '',
    unit ?? '',
    person ?? '',
    dueOn ?? '',
    // Left out where there is none, so that it equals what was remembered before rows had it.
    ...(ledgerId || account ? [ledgerId ?? '', account ?? ''] : []),
  ]);
}

function sameNumber(value: number | null | undefined, text: string | null): boolean {
  if (value === null || value === undefined || text === null)
    return (value ?? null) === null && text === null;
  return value === Number(text);
}
