import { applyEdits, type TextEdit } from '@domain/checks/fix';
import type { OpenParts } from '@domain/review/open-parts';
import type { Finding } from '../../api/contract';
import type { Draft } from './draft';

/** One place that can be mended, with the words around it. */
export interface Mend {
  id: string;
  before: string;
  was: string;
  text: string;
  after: string;
}

export interface Mending {
  mends: Mend[];
  /** The draft with all of them made; the draft itself where there is none. */
  mended: Draft;
}

const around = 8;
const fields = ['problem', 'cause', 'measure'] as const;

/**
 * What the findings can mend of a draft, in the parts that are open. The checks speak of the saved text: an edit whose place
 * says something else by now is left out.
 */
export function mendingOf(draft: Draft, findings: Finding[], open: OpenParts): Mending {
  const mends: Mend[] = [];
  const mend = (kind: string, key: string, field: string, text: string): string => {
    const edits = findings.flatMap(({ anchor, fix }): TextEdit[] =>
      anchor.kind === kind && anchor.key === key && fix?.field === field ? fix.edits : [],
    );
    const result = applyEdits(text, edits);
    if (result === text) return text;
    for (const { from, to, was, text: wording } of edits) {
      if (text.slice(from, to) !== was) continue;
      mends.push({
        id: `${kind}-${key}-${field}-${from}-${to}`,
        before: text.slice(Math.max(0, from - around), from),
        was,
        text: wording,
        after: text.slice(to, to + around),
      });
    }
    return result;
  };
  const sections = Object.fromEntries(
    Object.entries(draft.sections).map(([key, body]) => [
      key,
      open.section(key) ? mend('section', key, 'body', body) : body,
    ]),
  );
  const problems = draft.problems.map((row) => {
    if (row.id === undefined || !open.problem(row.id)) return row;
    const changed = { ...row };
    for (const field of fields) {
      const text = row[field];
      if (text !== undefined) changed[field] = mend('problem', row.id, field, text);
    }
    return changed;
  });
  return { mends, mended: mends.length === 0 ? draft : { ...draft, sections, problems } };
}

/** The draft as it was before everything was mended, where nobody changed the mended parts since. */
export function takenBack(now: Draft, before: Draft, mended: Draft): Draft {
  const sections = Object.fromEntries(
    Object.entries(now.sections).map(([key, body]) => [
      key,
      body === mended.sections[key] ? (before.sections[key] ?? body) : body,
    ]),
  );
  const problems = now.problems.map((row) => {
    const [old, changed] = [before, mended].map((draft) => draft.problems.find(({ key }) => key === row.key));
    const same = changed !== undefined && fields.every((field) => changed[field] === row[field]);
    return same && old !== undefined
      ? { ...row, problem: old.problem, cause: old.cause, measure: old.measure }
      : row;
  });
  return { ...now, sections, problems };
}
