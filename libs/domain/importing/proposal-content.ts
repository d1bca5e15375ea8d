import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from '../review/content';
import type { ImportProposal } from './proposal';

/** Below this a reader should enter the figure: it is shown, not saved. */
export const sureEnough = 0.5;

/**
 * The content that applying a proposal saves: per section the bodies joined, per indicator the surest
 * value, the problems (whose ids are their numbers until the caller gives them real ones), and the
 * unplaced text. `report` takes only one report of a file that holds several; all of them are joined
 * when it is absent.
 */
export function contentOfProposal(
  proposal: ImportProposal,
  template: TemplateDefinition,
  report?: number,
): ReportContent {
  const chosen = <Entry extends { report: number }>(entries: Entry[]) =>
    entries.filter((entry) => report === undefined || entry.report === report);
  const sections = template.sections.flatMap(({ key }) => {
    const bodies = chosen(proposal.sections).filter((section) => section.key === key);
    const body = bodies.map((section) => section.body).join('\n\n');
    return body === '' ? [] : [{ key, body }];
  });
  const indicators: Record<string, number> = {};
  const sureness: Record<string, number> = {};
  for (const { key, value, confidence, upper } of chosen(proposal.indicators)) {
    if (key === null || upper !== undefined || confidence < sureEnough) continue;
    if (confidence <= (sureness[key] ?? 0)) continue;
    indicators[key] = value;
    sureness[key] = confidence;
  }
  const problems = chosen(proposal.problems).map(
    ({ spans: _spans, confidence: _confidence, report: _report, ...item }, index) => ({
      ...item,
      id: String(index + 1),
    }),
  );
  const unplaced = proposal.unplaced.map((entry) => entry.text).join('\n');
  return { sections, indicators, problems, unplaced };
}
