import type { Finding } from '../checks/finding';
import { parsePeriod } from '../checks/period';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from '../review/content';
import { cutText } from '../text/cut-text';
import { readView, type TextView } from '../text/text-view';
import { assemble } from './assemble';
import { findClutter } from './clutter/clutter';
import { findIndicators } from './figures/indicator-finder';
import { alignProblems } from './problems/problem-aligner';
import type { ImportProposal, ReportInText } from './proposal';
import { contentOfProposal } from './proposal-content';
import type { Piece } from './sections/section-mapper';
import { SectionMatcher } from './sections/section-matcher';
import { splitAtAnnouncements } from './structure/announcement';
import { splitAtNames } from './structure/named-stretch';
import { writeOutline } from './structure/outline';
import { type ReadReport, readReports } from './structure/read-report';
import { shortPeriodOf } from './structure/title-period';
import { readLines, splitAtInlineHeadings } from './structure/unit';

/** Longest text that callers pass on, in UTF-16 code units; more is refused with `import_too_long`. */
export const maxImportLength = 1_000_000;

/** Graphemes of a report's title that a choice shows. */
const longestTitle = 40;

export interface ImportOptions {
  /** The cycle's year: figures of other years are no indicator's value. */
  year?: number;
  /** The cycle's period, as 2026, 2026Q3 or 2026-11: a report whose title names no shorter time is about it. */
  period?: string;
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
  const view = readView(text);
  const normal = view.text;
  const matcher = new SectionMatcher(template.sections);
  const { units: lines, excess } = readLines(normal);
  const clutter = findClutter(normal, lines);
  const pieces: Piece[] = [];
  if (excess < normal.trimEnd().length) {
    const to = normal.trimEnd().length;
    pieces.push({ from: excess, to, report: 1, target: { type: 'unplaced', kind: 'text' } });
  }
  lines.forEach(({ from, to }, index) => {
    const code = clutter[index];
    if (code) pieces.push({ from, to, report: 0, target: { type: 'dropped', code } });
  });
  const kept = lines.filter((_, index) => !clutter[index]);
  const named = splitAtNames(normal, kept, matcher);
  const units = splitAtAnnouncements(normal, splitAtInlineHeadings(normal, named));
  const reports = readReports(normal, units, template, matcher);
  for (const report of reports) for (const piece of report.pieces) pieces.push(piece);
  pieces.sort((a, b) => a.from - b.from);
  const assembled = assemble(
    view,
    pieces,
    template.sections.map((section) => section.key),
  );
  const proposal: ImportProposal = {
    ...assembled,
    reports: severalReports(view, reports),
    indicators: findIndicators(view, pieces, template.indicators, matcher, {
      ...options,
      plans: new Set(reports.flatMap(({ number, plan }) => (plan ? [number] : []))),
      shorts: new Map(
        reports.flatMap(({ number, short }) => {
          const own = short ?? shortPeriodOf(parsePeriod(options.period ?? ''));
          return own === null ? [] : [[number, own]];
        }),
      ),
    }),
    problems: template.problems.enabled
      ? reports
          .flatMap((report) => alignProblems(view, report, matcher, options.year))
          .slice(0, template.problems.maxItems)
      : [],
    outline: writeOutline(view, reports),
    findings: [],
  };
  if (options.check) proposal.findings = options.check(contentOfProposal(proposal, template));
  return proposal;
}

/** Names the reports of a text that holds several, by their titles or by what they begin with. */
function severalReports(view: TextView, reports: readonly ReadReport[]): ReportInText[] {
  const found = reports.filter(
    ({ number, pieces }) => number > 0 && pieces.some(({ target }) => target.type === 'section'),
  );
  if (found.length < 2) return [];
  return found.map(({ number, range, headings, pieces }) => {
    const title = range.announcement ?? headings[0];
    const [from, to] =
      title === undefined ? [pieces[0]!.from, pieces[0]!.to] : [title.textFrom, title.textTo];
    return {
      report: number,
      title: cutText(view.wordsOf(from, to).trim(), longestTitle),
      offset: view.offsetOf(from),
    };
  });
}
