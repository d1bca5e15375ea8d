import { brokenRules, crossFieldStops } from '../cycle/cross-field';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from './content';
import type { ReturnScope } from './snapshot';

/** What of a report its author's side may change. */
export interface OpenParts {
  section(key: string): boolean;
  indicator(key: string): boolean;
  /** By the row's id; undefined for a row that has none yet. */
  problem(id: string | undefined): boolean;
  /** Whether rows may be added to the problem list. */
  addProblem: boolean;
  unplaced: boolean;
}

export type Figures = Readonly<Record<string, number>>;
type Ruled = Pick<TemplateDefinition, 'rules' | 'checks'>;

const everything: OpenParts = {
  section: () => true,
  indicator: () => true,
  problem: () => true,
  addProblem: true,
  unplaced: true,
};

/**
 * What a return leaves open (design 1.4). A kind that the scope omits is frozen, `problems: []` allows additions
 * only, rows that the returned revision lacks are the author's own, and text without a place is frozen with the
 * rest. Nothing is frozen without a scope, nor after a nil report, which had no content to judge.
 *
 * @param returned the revision that came back, never the working copy: what an author saved since would freeze
 *   itself, and what an author broke would open itself
 * @param figures the indicators as they are being written
 */
export function openParts(
  scope: ReturnScope | null | undefined,
  returned: Pick<ReportContent, 'indicators' | 'problems'> | null,
  figures: Figures,
  template: Ruled,
): OpenParts {
  if (!scope || !returned) return everything;
  const indicators = openIndicators(scope, returned.indicators, figures, template);
  const judged = new Set(returned.problems.map(({ id }) => id));
  return {
    section: (key) => scope.sections?.includes(key) ?? false,
    indicator: (key) => indicators.has(key),
    problem: (id) => id === undefined || !judged.has(id) || (scope.problems?.includes(id) ?? false),
    addProblem: scope.problems !== undefined,
    unplaced: false,
  };
}

/**
 * Indicators that the scope names, and those of cross-field errors that stand in the returned revision or that an
 * open figure causes: nobody is told to mend what they cannot edit. Only open figures are read as they are being
 * written, so that a frozen one opens by no error of its own. What is opened may break another rule in turn.
 */
function openIndicators(
  scope: ReturnScope,
  returned: Figures,
  figures: Figures,
  template: Ruled,
): Set<string> {
  const open = new Set(scope.indicators ?? []);
  if (!crossFieldStops(template)) return open;
  for (let known = -1; known < open.size; ) {
    known = open.size;
    for (const { left, right } of brokenRules(template, withOpen(returned, figures, open)))
      open.add(left).add(right);
  }
  return open;
}

/** The returned figures with those that are open as they are being written. */
function withOpen(returned: Figures, figures: Figures, open: ReadonlySet<string>): Figures {
  const frozen = Object.entries(returned).filter(([key]) => !open.has(key));
  const written = Object.entries(figures).filter(([key]) => open.has(key));
  return Object.fromEntries([...frozen, ...written]);
}
