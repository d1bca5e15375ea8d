import type { TemplateDefinition } from '../cycle/template-definition';
import type { LedgerFacts } from '../ledger/listed-item';
import type { ReportContent } from '../review/content';
import { passageOf } from '../text';
import type { Draft, Passage } from './draft';
import type { Finding, FindingSeverity } from './finding';
import { editOf, mostEdits, type TextEdit } from './fix';

/**
 * A small report that shows what a rule is about. What is left out comes from a sound sample report,
 * so an example names only what matters; `text` stands for the body of the section `work`.
 */
export interface RuleExample {
  text?: string;
  plan?: string;
  content?: Partial<ReportContent>;
  template?: Partial<TemplateDefinition>;
  lastYear?: Partial<ReportContent>;
  ledger?: LedgerFacts;
}

/**
 * What a rule returns: the template decides the severity, and the quotation is read from `place` only
 * for the findings that are kept, which keeps hostile texts with thousands of defects linear.
 */
export interface RuleFinding extends Pick<Finding, 'anchor' | 'message' | 'quote' | 'fix'> {
  place?: { text: string; from: number; to: number };
}

/** One draft check (design 1.7). Rules are pure, and linear in the length of the text. */
export interface DraftRule {
  /** Stable: templates name it to raise or silence the rule, and clients group by it. */
  id: string;
  /** What the rule looks for and why it matters, in Chinese, for the template's page. */
  explanation: string;
  severity: FindingSeverity;
  fires: RuleExample;
  silent: RuleExample;
  check(draft: Draft): RuleFinding[];
}

/** Most findings one rule gives for one report: more would bury the rest. */
export const maxFindingsPerRule = 50;

/** A finding about `text.slice(from, to)` of a passage. */
export function foundAt(passage: Passage, from: number, to: number, message: string): RuleFinding {
  return { anchor: passage.anchor, message, place: { text: passage.text, from, to } };
}

/**
 * One finding for each different text found, at its first place, with the number of places: a report
 * with forty XX needs one line, not forty. `mended` says what each place should read, where that is certain.
 */
export function foundOnce(
  passage: Passage,
  hits: Iterable<{ from: number; to: number }>,
  message: (quote: string, places: number) => string,
  mended: (quote: string) => string | null = () => null,
): RuleFinding[] {
  const groups = new Map<string, { from: number; to: number; places: number; edits: TextEdit[] }>();
  for (const { from, to } of hits) {
    const quote = passageOf(passage.text, from, to);
    const group = groups.get(quote) ?? { from, to, places: 0, edits: [] };
    groups.set(quote, group);
    group.places += 1;
    const wording = mended(passage.plain.slice(from, to));
    if (wording !== null && group.edits.length < mostEdits)
      group.edits.push(editOf(passage.text, from, to, wording));
  }
  return [...groups].map(([quote, { from, to, places, edits }]) => ({
    ...foundAt(passage, from, to, message(quote, places)),
    ...fixOf(passage, edits),
  }));
}

/** The part of a finding that mends it; nothing where there is nothing certain to do. */
export function fixOf(passage: Passage, edits: TextEdit[]): Pick<RuleFinding, 'fix'> {
  return edits.length === 0 ? {} : { fix: { field: passage.field, edits: edits.slice(0, mostEdits) } };
}

/** `，共3处` where there is more than one place. */
export function places(count: number): string {
  return count > 1 ? `，共${count}处` : '';
}
