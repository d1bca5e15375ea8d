import type { IndicatorDefinition } from '../cycle/template-definition';
import { type CountFigures, countReport, emptyCounts, mergeCounts, type ReportStanding } from './counts';
import { type IndicatorTable, mergeTables, tableOf } from './indicators';

/**
 * The figures of one node in one tier: of the reports in its subtree, its own included. Tiers are never added
 * up together (design 1.5), so figures of different tiers are never merged.
 */
export interface NodeFigures {
  counts: CountFigures;
  /** Reports whose indicators are in `indicators`: approved or published, with content. */
  contributing: number;
  indicators: IndicatorTable;
}

export interface ReportFacts extends ReportStanding {
  /** A nil report counts as submitted and contributes no value. */
  nil: boolean;
  /** Indicators of the approved revision. */
  indicators: Readonly<Record<string, number>>;
}

export function emptyFigures(): NodeFigures {
  return { counts: emptyCounts(), contributing: 0, indicators: {} };
}

/** What one report adds to its node: values only once approved (design 1.5, case 34). */
export function figuresOf(definitions: readonly IndicatorDefinition[], report: ReportFacts): NodeFigures {
  const counts = countReport(report);
  const contributes = (report.state === 'approved' || report.state === 'published') && !report.nil;
  if (!contributes) return { counts, contributing: 0, indicators: {} };
  return { counts, contributing: 1, indicators: tableOf(definitions, report.indicators) };
}

/** A node from what its reports contribute, or from its own report and its children's figures. */
export function mergeNode(parts: readonly NodeFigures[]): NodeFigures {
  return combine(parts, []);
}

/** What must be added to everything that contains `before` when it becomes `after`. */
export function differenceOf(after: NodeFigures, before: NodeFigures): NodeFigures {
  return combine([after], [before]);
}

function combine(parts: readonly NodeFigures[], less: readonly NodeFigures[]): NodeFigures {
  const contributing = (figures: readonly NodeFigures[]) =>
    figures.reduce((sum, part) => sum + part.contributing, 0);
  return {
    counts: mergeCounts(
      parts.map((part) => part.counts),
      less.map((part) => part.counts),
    ),
    contributing: contributing(parts) - contributing(less),
    indicators: mergeTables(
      parts.map((part) => part.indicators),
      less.map((part) => part.indicators),
    ),
  };
}

/**
 * Whether two figures say the same. An entry of zero equals an absent one, and the order of keys tells
 * nothing; used by `rollup verify`.
 */
export function sameFigures(a: NodeFigures, b: NodeFigures): boolean {
  if (a.contributing !== b.contributing) return false;
  return canonical(a.counts) === canonical(b.counts) && canonical(a.indicators) === canonical(b.indicators);
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== 0 && inner !== undefined)
    .map(([key, inner]) => [key, canonical(inner)] as const)
    .filter(([, inner]) => inner !== '{}')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${inner}`).join(',')}}`;
}
