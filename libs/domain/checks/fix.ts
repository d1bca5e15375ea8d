import type { ProblemItem, ReportContent } from '../review/content';

/** One replacement in a text: `was` stands at `[from, to)` and becomes `text`. UTF-16 units. */
export interface TextEdit {
  from: number;
  to: number;
  was: string;
  text: string;
}

/** How a finding is mended in place: edits of the text that its anchor names. */
export interface FindingFix {
  /** The section's body, or the field of the problem's row. */
  field: 'body' | 'problem' | 'cause' | 'measure';
  edits: TextEdit[];
}

/** What of a finding concerns its mending. */
export interface MendableFinding {
  anchor: { kind: string; key?: string | undefined };
  fix?: FindingFix | undefined;
}

/** Most edits that one finding carries; the next check finds the rest. */
export const mostEdits = 300;

/** The edit of `text.slice(from, to)` into another wording. */
export function editOf(text: string, from: number, to: number, wording: string): TextEdit {
  return { from, to, was: text.slice(from, to), text: wording };
}

/**
 * A text with edits made. An edit whose place says something else by now, or that overlaps one made before, is left out:
 * what somebody typed since is never overwritten.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, was, text: wording } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < at || to > text.length || text.slice(from, to) !== was) continue;
    result += text.slice(at, from) + wording;
    at = to;
  }
  return result + text.slice(at);
}

/**
 * A content with everything mended that the findings know how to mend (全部改正). Pure; what is not mended stays the very same,
 * so that a page can show what changes and take it back at once.
 */
export function applyFixes<Content extends Pick<ReportContent, 'sections' | 'problems'>>(
  content: Content,
  findings: readonly MendableFinding[],
): Content {
  const wanted = new Map<string, TextEdit[]>();
  for (const { anchor, fix } of findings) {
    if (fix === undefined) continue;
    const place = `${anchor.kind}/${anchor.key ?? ''}/${fix.field}`;
    wanted.set(place, [...(wanted.get(place) ?? []), ...fix.edits]);
  }
  const mend = (place: string, text: string) => applyEdits(text, wanted.get(place) ?? []);
  const fields = ['problem', 'cause', 'measure'] as const;
  return {
    ...content,
    sections: content.sections.map((section) => ({
      ...section,
      body: mend(`section/${section.key}/body`, section.body),
    })),
    problems: content.problems.map((item) => {
      const mended: ProblemItem = { ...item };
      for (const field of fields) {
        const text = item[field];
        if (text !== undefined) mended[field] = mend(`problem/${item.id}/${field}`, text);
      }
      return mended;
    }),
  };
}
