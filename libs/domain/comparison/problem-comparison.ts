import { type ProblemItem, problemItemFields } from '../review/content';
import { longestRising, type Pair } from './alignment';
import type { ProblemComparison, ProblemFieldChange } from './content-comparison';
import { alikeness, bigrams } from './similarity';
import { type DiffBudget, markWords } from './word-diff';

const prose: ReadonlySet<string> = new Set(['problem', 'cause', 'measure', 'account']);
const sameProblem = 0.5;

/** Rows of two problem lists; empty when the lists are the same. */
export function compareProblems(
  a: readonly ProblemItem[],
  b: readonly ProblemItem[],
  budget: DiffBudget,
): ProblemComparison[] {
  if (a.length === b.length && a.every((item, at) => isSame(item, b[at]))) return [];
  const partner = matchRows(a, b);
  const rows: ProblemComparison[] = [];
  const deletedAfter = new Map<number, ProblemComparison[]>();
  // A deleted row is shown after the row that it followed.
  let anchor = -1;
  const partnerOfOld = new Map([...partner].map(([to, from]) => [from, to]));
  a.forEach((problem, from) => {
    const to = partnerOfOld.get(from);
    if (to !== undefined) anchor = to;
    else deletedAfter.set(anchor, [...(deletedAfter.get(anchor) ?? []), { change: 'delete', from, problem }]);
  });
  rows.push(...(deletedAfter.get(-1) ?? []));
  b.forEach((problem, to) => {
    const from = partner.get(to);
    const old = from === undefined ? undefined : a[from];
    if (from === undefined || !old) rows.push({ change: 'insert', to, problem });
    else if (isSame(old, problem)) rows.push({ change: 'same', from, to, problem });
    else rows.push({ change: 'change', from, to, problem, fields: compareFields(old, problem, budget) });
    rows.push(...(deletedAfter.get(to) ?? []));
  });
  return rows;
}

/** New row → old row: by id, then by wording in the order of both lists. */
function matchRows(a: readonly ProblemItem[], b: readonly ProblemItem[]): Map<number, number> {
  const byId = new Map(a.map((item, at) => [item.id, at]));
  const partner = new Map<number, number>();
  b.forEach((item, to) => {
    const from = byId.get(item.id);
    if (from !== undefined) partner.set(to, from);
    byId.delete(item.id);
  });
  const left = new Set([...a.keys()].filter((at) => ![...partner.values()].includes(at)));
  const grams = new Map([...left].map((at) => [at, bigrams(a[at]?.problem ?? '')]));
  const pairs: Pair[] = [];
  b.forEach((item, to) => {
    if (partner.has(to)) return;
    const own = bigrams(item.problem);
    let best = -1;
    let most = sameProblem;
    for (const from of left) {
      const alike =
        a[from]?.problem === item.problem ? 1 : alikeness(own, grams.get(from) ?? new Set(), sameProblem);
      if (alike > most || (alike === 1 && best < 0)) [best, most] = [from, alike];
    }
    if (best >= 0) {
      left.delete(best);
      pairs.push([to, best]);
    }
  });
  for (const [to, from] of longestRising(pairs)) partner.set(to, from);
  return partner;
}

function isSame(a: ProblemItem, b: ProblemItem | undefined): boolean {
  return b !== undefined && a.id === b.id && problemItemFields.every((field) => a[field] === b[field]);
}

function compareFields(a: ProblemItem, b: ProblemItem, budget: DiffBudget): ProblemFieldChange[] {
  return problemItemFields
    .filter((field) => a[field] !== b[field])
    .map((field) => {
      const [before, after] = [a[field] ?? null, b[field] ?? null];
      const words = prose.has(field) && before && after ? { words: markWords(before, after, budget) } : {};
      return { field, before, after, ...words };
    });
}
