import type { SectionDefinition, TemplateDefinition } from '../cycle/template-definition';
import type { LedgerFacts } from '../ledger/listed-item';
import type { ReportContent } from '../review/content';
import type { ReturnScope } from '../review/snapshot';
import { foldHan } from '../text/fold';
import { readMarks } from '../text/text-view';
import type { FindingFix } from './fix';
import { type Marker, scanMarkers } from './marker';
import { type Period, parsePeriod } from './period';
import { ToldText } from './told-text';

export interface CheckContext {
  /** The cycle's period: `2025`, `2025Q4` or `2025-11`. */
  period: string;
  /** Scope of the return under which the text is edited; null or absent when all is open. */
  scope?: ReturnScope | null;
  /** The revision that came back with the scope; null for a nil report, after which all is open. */
  returned?: ReportContent | null;
  /** The same unit's report of the year before, where there is one. */
  lastYear?: ReportContent | null;
  /** The unit's rectification ledger, where the template asks to account for it. */
  ledger?: LedgerFacts | null;
}

/** A text in which rules look for defects: a section's body or one field of a problem. */
export interface Passage {
  anchor: { kind: 'section' | 'problem'; key: string };
  /** Name as the reader knows it: 章节“存在的问题”, 问题清单第2条. */
  label: string;
  text: string;
  /** Which text of the anchor's it is. */
  field: FindingFix['field'];
  /**
   * The text as words are looked for in it: radicals, compatibility forms and traditional characters as ordinary simplified
   * ones, marks of Markdown as blanks; one code unit for one.
   */
  plain: string;
  /** Whether the text speaks of what is to come, so that later years and future tense belong there. */
  forwardLooking: boolean;
  /** Numbering marks of a section's body, in order; empty for problem fields. */
  markers: Marker[];
}

/** The content prepared once for all rules. */
export interface Draft {
  content: ReportContent;
  template: TemplateDefinition;
  period: Period | null;
  lastYear: ReportContent | null;
  ledger: LedgerFacts | null;
  /** Sections first, in the template's order, then the fields of the problems; blank texts left out. */
  passages: Passage[];
}

const visible = /[^\s\u200b-\u200f\u2060\ufeff]/u;
const invisible = /[\s\u200b-\u200f\u2060\ufeff]+/gu;
const lowSurrogate = /[\udc00-\udfff]/g;
const problemFields = ['problem', 'cause', 'measure'] as const;
const forwardTitle = /打算|计划|展望|下一步|下步|思路|规划|安排|措施|明年|未来/;

export function prepareDraft(
  content: ReportContent,
  template: TemplateDefinition,
  context: CheckContext,
): Draft {
  const passages: Passage[] = [];
  for (const { key, title, body } of orderedSections(content, template.sections)) {
    if (isBlank(body)) continue;
    const plain = plainText(body);
    passages.push({
      anchor: { kind: 'section', key },
      label: `“${title}”`,
      text: body,
      field: 'body',
      plain,
      forwardLooking: key === 'plan' || key === 'outlook' || forwardTitle.test(title),
      markers: scanMarkers(plain),
    });
  }
  // A row that the importer copied from a section is that section's text: its defects are told once.
  const told = new ToldText(passages.map(({ text }) => text.replace(invisible, '')).join('\n'));
  content.problems.forEach((item, index) => {
    for (const field of problemFields) {
      const text = item[field];
      if (text === undefined || isBlank(text) || told.includes(text.replace(invisible, ''))) continue;
      passages.push({
        anchor: { kind: 'problem', key: item.id },
        label: `问题清单第${index + 1}条`,
        text,
        field,
        plain: plainText(text),
        forwardLooking: field === 'measure',
        markers: [],
      });
    }
  });
  return {
    content,
    template,
    period: parsePeriod(context.period),
    lastYear: context.lastYear ?? null,
    ledger: context.ledger ?? null,
    passages,
  };
}

function orderedSections(content: ReportContent, definitions: SectionDefinition[]) {
  const order = new Map(
    definitions.map((definition, index) => [definition.key, { index, title: definition.title }]),
  );
  return content.sections
    .map((section) => ({ ...section, index: order.get(section.key)?.index ?? definitions.length }))
    .sort((a, b) => a.index - b.index)
    .map(({ key, body }) => ({ key, body, title: order.get(key)?.title ?? key }));
}

/** `Passage.plain` of a text. */
export function plainText(text: string): string {
  const folded = foldHan(text);
  let plain = '';
  let at = 0;
  for (const [from, to] of readMarks(text)) {
    plain += folded.slice(at, from) + ' '.repeat(to - from);
    at = to;
  }
  return plain + folded.slice(at);
}

/** Whether a reader would see nothing: white space of any width and zero-width characters only. */
export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** Length as the template counts it: characters (𠮷 is one) without white space. */
export function countCharacters(text: string): number {
  const dense = text.replace(invisible, '');
  return dense.length - (dense.match(lowSurrogate)?.length ?? 0);
}

/** Sections that have text, with their definition and length; blank ones are missing, not short. */
export function measuredSections({
  content,
  template,
}: Draft): Array<{ definition: SectionDefinition; length: number }> {
  return template.sections.flatMap((definition) => {
    const body = content.sections.find((section) => section.key === definition.key)?.body ?? '';
    return isBlank(body) ? [] : [{ definition, length: countCharacters(body) }];
  });
}
