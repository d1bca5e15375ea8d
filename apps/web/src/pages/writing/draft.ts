import { type OpenParts, openParts } from '@domain/review/open-parts';
import type { Problem, ReportContent, Scope, TemplateDefinition } from '../../api/contract';
import type { ContentDraft } from '../../api/report';

export interface DraftProblem extends Omit<Problem, 'id'> {
  /** Absent until the server gave it one. */
  id?: string;
  /** Stable on this page, for React and for the local copy. */
  key: string;
}

/** What is being written. Numbers stay text until they are sent, so that nothing typed is changed. */
export interface Draft {
  sections: Record<string, string>;
  indicators: Record<string, string>;
  problems: DraftProblem[];
  unplaced: string;
}

export function toDraft(content: ReportContent | null, template: TemplateDefinition): Draft {
  const bodies = new Map((content?.sections ?? []).map((section) => [section.key, section.body]));
  return {
    sections: Object.fromEntries(
      template.sections.map((section) => [section.key, bodies.get(section.key) ?? '']),
    ),
    indicators: Object.fromEntries(
      Object.entries(content?.indicators ?? {}).map(([key, value]) => [key, String(value)]),
    ),
    problems: (content?.problems ?? []).map((problem) => ({ ...problem, key: problem.id })),
    unplaced: content?.unplaced ?? '',
  };
}

/** A number as people type it: full-width digits and thousands commas are taken, nothing else. */
export function parseNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const textOrNone = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

/** Rows of the problem list in which nothing was written yet are left out. */
const isBlank = ({ problem, cause, measure, leader, unit, person, dueOn }: DraftProblem): boolean =>
  ![problem, cause, measure, leader, unit, person, dueOn].some((text) => text?.trim());

export function toContent(draft: Draft): ContentDraft {
  const indicators: Record<string, number> = {};
  for (const [key, text] of Object.entries(draft.indicators)) {
    const value = parseNumber(text);
    if (value !== null) indicators[key] = value;
  }
  return {
    sections: Object.entries(draft.sections).map(([key, body]) => ({ key, body })),
    indicators,
    problems: draft.problems
      .filter((problem) => !isBlank(problem))
      .map(({ id, problem, cause, measure, leader, unit, person, dueOn }) => ({
        ...(id ? { id } : {}),
        problem,
        cause: textOrNone(cause),
        measure: textOrNone(measure),
        leader: textOrNone(leader),
        unit: textOrNone(unit),
        person: textOrNone(person),
        dueOn: textOrNone(dueOn),
      })),
    unplaced: draft.unplaced,
  };
}

export const sameDraft = (a: Draft, b: Draft): boolean =>
  JSON.stringify(toContent(a)) === JSON.stringify(toContent(b));

/** Takes over the ids that the server gave to new problems, by their place. */
export function adoptIds(draft: Draft, saved: ReportContent | null): Draft {
  if (!saved) return draft;
  const known = new Set(draft.problems.map((problem) => problem.id));
  const fresh = saved.problems.filter((problem) => !known.has(problem.id));
  const problems = draft.problems.map((problem) => {
    if (problem.id || isBlank(problem)) return problem;
    const index = fresh.findIndex((candidate) => candidate.problem === problem.problem);
    const [match] = index < 0 ? [] : fresh.splice(index, 1);
    return match ? { ...problem, id: match.id } : problem;
  });
  return { ...draft, problems };
}

/**
 * What a return leaves open while `draft` is being written, by the rule that the server saves by. A figure that
 * differs from the returned one stays open until it is put back: it may have been opened by another that was mended.
 *
 * @param returned the revision that came back; null after a nil report, of which nothing is frozen
 */
export function openness(
  scope: Scope | null | undefined,
  returned: ReportContent | null,
  draft: Draft,
  template: TemplateDefinition,
): OpenParts {
  const { indicators } = toContent(draft);
  const open = openParts(scope, returned, indicators, template);
  const moved = (key: string) => returned !== null && returned.indicators[key] !== indicators[key];
  return { ...open, indicator: (key) => open.indicator(key) || moved(key) };
}

/** One part in which two texts differ, as shown side by side. */
export interface Difference {
  kind: 'section' | 'indicator' | 'problems' | 'unplaced';
  key: string;
  mine: string;
  theirs: string;
}

const problemText = (problems: DraftProblem[]): string =>
  problems
    .map(
      (problem, index) =>
        `${index + 1}. ${[problem.problem, problem.cause, problem.measure, problem.person, problem.dueOn].filter(Boolean).join(' → ')}`,
    )
    .join('\n');

export function differences(mine: Draft, theirs: Draft): Difference[] {
  const found: Difference[] = [];
  for (const kind of ['section', 'indicator'] as const) {
    const field = kind === 'section' ? 'sections' : 'indicators';
    for (const key of new Set([...Object.keys(mine[field]), ...Object.keys(theirs[field])])) {
      const pair = { mine: mine[field][key] ?? '', theirs: theirs[field][key] ?? '' };
      if (pair.mine !== pair.theirs) found.push({ kind, key, ...pair });
    }
  }
  const problems = { mine: problemText(mine.problems), theirs: problemText(theirs.problems) };
  if (problems.mine !== problems.theirs) found.push({ kind: 'problems', key: 'problems', ...problems });
  if (mine.unplaced !== theirs.unplaced)
    found.push({ kind: 'unplaced', key: 'unplaced', mine: mine.unplaced, theirs: theirs.unplaced });
  return found;
}

export type Choice = 'mine' | 'theirs' | 'both';

/** Puts together what was chosen part by part; `both` keeps their text with mine after it. */
export function merge(mine: Draft, theirs: Draft, choices: Record<string, Choice>): Draft {
  const result: Draft = structuredClone(theirs);
  for (const { kind, key, mine: my, theirs: their } of differences(mine, theirs)) {
    const choice = choices[`${kind}:${key}`] ?? 'mine';
    if (choice === 'theirs') continue;
    if (kind === 'section') result.sections[key] = choice === 'both' ? `${their}\n${my}` : my;
    else if (kind === 'indicator') result.indicators[key] = my;
    else if (kind === 'unplaced') result.unplaced = choice === 'both' ? `${their}\n${my}` : my;
    else result.problems = choice === 'both' ? mergeProblems(mine.problems, theirs.problems) : mine.problems;
  }
  return result;
}

/**
 * What was typed on `base` put upon `theirs`: a part that was not touched since follows theirs, a touched one
 * stays mine. Rows of the problem list go one by one.
 */
export function rebase(base: Draft, mine: Draft, theirs: Draft): Draft {
  const fields = (field: 'sections' | 'indicators') => {
    const result = { ...theirs[field] };
    for (const key of new Set([...Object.keys(base[field]), ...Object.keys(mine[field])])) {
      const value = mine[field][key];
      if ((value ?? '') !== (base[field][key] ?? '')) result[key] = value ?? '';
    }
    return result;
  };
  return {
    sections: fields('sections'),
    indicators: fields('indicators'),
    problems: rebaseProblems(base.problems, mine.problems, theirs.problems),
    unplaced: mine.unplaced === base.unplaced ? theirs.unplaced : mine.unplaced,
  };
}

const rowText = ({ problem, cause, measure, leader, unit, person, dueOn }: DraftProblem): string =>
  JSON.stringify([problem, cause, measure, leader, unit, person, dueOn].map((text) => text?.trim() ?? ''));

function rebaseProblems(base: DraftProblem[], mine: DraftProblem[], theirs: DraftProblem[]): DraftProblem[] {
  const idOf = (problem: DraftProblem) => problem.id ?? problem.key;
  const before = new Map(base.map((problem) => [idOf(problem), problem]));
  const now = new Map(mine.map((problem) => [idOf(problem), problem]));
  const touched = (problem: DraftProblem) => {
    const old = before.get(idOf(problem));
    return old === undefined || rowText(old) !== rowText(problem);
  };
  const known = new Set(theirs.map(idOf));
  const kept = theirs.flatMap((problem) => {
    const own = now.get(idOf(problem));
    // Deleted here since.
    if (!own) return before.has(idOf(problem)) ? [] : [problem];
    return [touched(own) ? own : problem];
  });
  return [...kept, ...mine.filter((problem) => !known.has(idOf(problem)) && touched(problem))];
}

const mergeProblems = (mine: DraftProblem[], theirs: DraftProblem[]): DraftProblem[] => [
  ...theirs,
  ...mine.filter(
    (problem) =>
      !theirs.some((other) => (problem.id && other.id === problem.id) || other.problem === problem.problem),
  ),
];
