import { type Draft, type DraftProblem, isBlank, rowText } from './draft';

/** One part in which two texts differ, as shown side by side. */
export interface Difference {
  kind: 'section' | 'indicator' | 'problems' | 'unplaced';
  key: string;
  mine: string;
  theirs: string;
}

const shownRow = (row: DraftProblem, index: number): string =>
  `${index + 1}. ${[
    row.problem,
    row.cause,
    row.measure,
    row.leader,
    row.unit,
    row.person,
    row.dueOn,
    row.account,
  ]
    .filter((text) => text?.trim())
    .join(' → ')}`;

const listText = (problems: DraftProblem[]): string =>
  problems
    .filter((row) => !isBlank(row))
    .map(shownRow)
    .join('\n');

/** Every part in which the texts differ. */
export function differences(mine: Draft, theirs: Draft): Difference[] {
  const found: Difference[] = [];
  for (const kind of ['section', 'indicator'] as const) {
    const field = kind === 'section' ? 'sections' : 'indicators';
    for (const key of new Set([...Object.keys(mine[field]), ...Object.keys(theirs[field])])) {
      const pair = { mine: mine[field][key] ?? '', theirs: theirs[field][key] ?? '' };
      if (pair.mine !== pair.theirs) found.push({ kind, key, ...pair });
    }
  }
  const problems = { mine: listText(mine.problems), theirs: listText(theirs.problems) };
  if (problems.mine !== problems.theirs) found.push({ kind: 'problems', key: 'problems', ...problems });
  if (mine.unplaced !== theirs.unplaced)
    found.push({ kind: 'unplaced', key: 'unplaced', mine: mine.unplaced, theirs: theirs.unplaced });
  return found;
}

export const partOf = ({ kind, key }: Difference): string => `${kind}:${key}`;

/** The parts that were changed here and there, differently, since both were `base`: only those ask for a choice. */
export function contested(base: Draft, mine: Draft, theirs: Draft): Difference[] {
  const touched = (one: Draft) => new Set(differences(one, base).map(partOf));
  const [here, there] = [touched(mine), touched(theirs)];
  return differences(mine, theirs).filter((part) => here.has(partOf(part)) && there.has(partOf(part)));
}

export type Choice = 'mine' | 'theirs' | 'both';

/**
 * Puts together what was chosen for the {@link contested} parts; `both` keeps their text with mine after it. All other
 * parts are whoever's changed them since `base`.
 */
export function merge(base: Draft, mine: Draft, theirs: Draft, choices: Record<string, Choice>): Draft {
  const result = rebase(base, mine, theirs);
  for (const part of contested(base, mine, theirs)) {
    const { kind, key, mine: my, theirs: their } = part;
    const choice = choices[partOf(part)] ?? 'mine';
    const text = choice === 'both' ? `${their}\n${my}` : choice === 'mine' ? my : their;
    if (kind === 'section') result.sections[key] = text;
    else if (kind === 'indicator') result.indicators[key] = choice === 'theirs' ? their : my;
    else if (kind === 'unplaced') result.unplaced = text;
    else if (choice === 'theirs') result.problems = theirs.problems;
    else if (choice === 'mine') result.problems = mine.problems;
    else result.problems = bothLists(mine.problems, theirs.problems);
  }
  return result;
}

/** A row that both changed stands twice: theirs under its id, mine as a new one. */
function bothLists(mine: DraftProblem[], theirs: DraftProblem[]): DraftProblem[] {
  const texts = new Set(theirs.map(rowText));
  const ids = new Set(theirs.map((row) => row.id));
  const mineAlone = mine.filter((row) => !isBlank(row) && !texts.has(rowText(row)));
  return [
    ...theirs,
    ...mineAlone.map((row) =>
      row.id && ids.has(row.id) ? { ...row, id: undefined, key: `${row.key}+` } : row,
    ),
  ];
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
