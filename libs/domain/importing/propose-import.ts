import type { Finding } from '../checks/finding';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from '../review/content';
import { assemble } from './assemble';
import { findClutter } from './clutter';
import { findIndicators } from './indicator-finder';
import { toHalfWidth } from './normal-text';
import { writeOutline } from './outline';
import { alignProblems } from './problem-aligner';
import type { ImportProposal } from './proposal';
import { contentOfProposal } from './proposal-content';
import { readReports } from './read-report';
import type { Piece } from './section-mapper';
import { SectionMatcher } from './section-matcher';
import { readLines, splitAtInlineHeadings } from './unit';

/** Longest text that callers pass on, in UTF-16 code units; more is refused with `import_too_long`. */
export const maxImportLength = 1_000_000;

export interface ImportOptions {
  /** The cycle's year: figures of other years are no indicator's value. */
  year?: number;
  /** Draft checks over what would be saved; their findings become the proposal's. */
  check?: (content: ReportContent) => Finding[];
}

/**
 * Reads a report's text and proposes a content for the template (design 1.7, 2.4). Pure; linear in the
 * length of `text`, which the caller bounds and has checked with `unreadableCharacter`. Every character
 * that is not blank lies in exactly one span of `sections`, `unplaced` or `dropped`; offsets count
 * UTF-16 code units.
 */
export function proposeImport(
  text: string,
  template: TemplateDefinition,
  options: ImportOptions = {},
): ImportProposal {
  const normal = toHalfWidth(text);
  const matcher = new SectionMatcher(template.sections);
  const { units: lines, excess } = readLines(normal);
  const clutter = findClutter(normal, lines);
  const pieces: Piece[] = [];
  if (excess < text.length) {
    const to = normal.trimEnd().length;
    pieces.push({ from: excess, to, report: 1, target: { type: 'unplaced', kind: 'text' } });
  }
  lines.forEach(({ from, to }, index) => {
    const code = clutter[index];
    if (code) pieces.push({ from, to, report: 0, target: { type: 'dropped', code } });
  });
  const units = splitAtInlineHeadings(
    normal,
    lines.filter((_, index) => !clutter[index]),
  );
  const reports = readReports(normal, units, template, matcher);
  for (const report of reports) for (const piece of report.pieces) pieces.push(piece);
  pieces.sort((a, b) => a.from - b.from);
  const assembled = assemble(
    text,
    pieces,
    template.sections.map((section) => section.key),
  );
  const proposal: ImportProposal = {
    ...assembled,
    indicators: findIndicators(text, normal, pieces, template.indicators, matcher, options.year),
    problems: template.problems.enabled
      ? reports.flatMap((report) => alignProblems(text, report, matcher)).slice(0, template.problems.maxItems)
      : [],
    outline: writeOutline(text, normal, reports),
    findings: [],
  };
  if (options.check) proposal.findings = options.check(contentOfProposal(proposal, template));
  return proposal;
}
