import type { TemplateDefinition } from '../cycle/template-definition';
import type { ReportContent } from '../review/content';
import { type OpenParts, openParts } from '../review/open-parts';
import { passageOf } from '../text';
import { contentsFault } from './contents-check';
import { type CheckContext, plainText, prepareDraft } from './draft';
import { maxFindingsPerRule, type RuleFinding } from './draft-rule';
import type { Finding, FindingSeverity } from './finding';
import { scanMarkers } from './marker';
import { endOfContents, numberingFaults } from './numbering';
import { draftRules } from './registry';
import { contentsMismatch } from './rules/structure/contents-mismatch';
import { headingNumber } from './rules/structure/heading-number';

/**
 * All findings of the draft checks (design 1.7) for one content, errors first, then in the order of
 * the registry. The template may raise or silence any rule through `checks`. Where a report came back
 * with a scope, findings in frozen parts only warn (`openParts`). Takes time linear in the length of the text.
 */
export function checkDraft(input: {
  content: ReportContent;
  template: TemplateDefinition;
  context: CheckContext;
}): Finding[] {
  const draft = prepareDraft(input.content, input.template, input.context);
  const { scope, returned } = input.context;
  const open = openParts(scope, returned ?? null, input.content.indicators, input.template);
  const findings: Finding[] = [];
  for (const rule of draftRules) {
    const chosen = input.template.checks[rule.id] ?? rule.severity;
    if (chosen === 'off') continue;
    for (const found of rule.check(draft).slice(0, maxFindingsPerRule)) {
      findings.push(complete(rule.id, isOpen(found.anchor, open) ? chosen : 'warning', found));
    }
  }
  const rank: Record<FindingSeverity, number> = { error: 0, warning: 1 };
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/**
 * Gaps and repetitions in the numbering of one whole text. An importer asks before it splits the text:
 * a heading that is missing between two sections shows only there (design 1.7, seed 001).
 */
export function outlineFindings(text: string): Finding[] {
  const place = (from: number, to: number) => ({ text, from, to });
  const plain = plainText(text);
  const markers = scanMarkers(plain);
  // Completing a finding looks through the text: only what is kept is completed.
  const faults = numberingFaults([{ text: plain, markers }], 'whole')
    .slice(0, maxFindingsPerRule)
    .map(({ from, to, message }) =>
      complete(headingNumber.id, headingNumber.severity, {
        anchor: { kind: 'report' },
        message,
        place: place(from, to),
      }),
    );
  const contents = contentsFault(plain, markers, endOfContents(plain, markers));
  const { id, severity } = contentsMismatch;
  const missing =
    contents === null
      ? []
      : [
          complete(id, severity, {
            anchor: { kind: 'report' },
            message: contents.message,
            place: place(contents.from, contents.to),
          }),
        ];
  return [...faults, ...missing];
}

/** Adds the quotation and says which of its places in the text is meant. */
function complete(rule: string, severity: FindingSeverity, found: RuleFinding): Finding {
  const { place, ...rest } = found;
  const finding: Finding = { rule, severity, ...rest };
  if (!place) return finding;
  const quote = passageOf(place.text, place.from, place.to);
  let occurrence = 1;
  for (
    let at = place.text.indexOf(quote);
    at >= 0 && at < place.from;
    at = place.text.indexOf(quote, at + 1)
  ) {
    occurrence += 1;
  }
  return { ...finding, anchor: { ...found.anchor, quote, occurrence }, quote };
}

function isOpen({ kind, key = '' }: Finding['anchor'], open: OpenParts): boolean {
  // What concerns the whole can be mended where nothing is frozen.
  return kind === 'report' ? open.unplaced : open[kind](key);
}

/** Whether anything among the findings stops submitting. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
