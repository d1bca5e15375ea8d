import { parsePeriod } from '@domain/checks/period';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { dateIn } from '@domain/deadlines';
import { type ItemList, itemStateNames, type ListedItem } from '@domain/ledger';
import type { ReportContent } from '@domain/review/content';
import { chineseOrdinal } from './heading';
import type { PrintedItem, ReportDocument } from './report-document';

/** What is stored of a report that a document shows. */
export interface DocumentSource {
  orgCode: string;
  orgName: string;
  cycleTitle: string;
  period: string;
  timeZone: string;
  definition: TemplateDefinition;
  content: ReportContent;
  /** Null for a working copy. */
  revision: number | null;
  nilReason: string | null;
  /** The unit's items as frozen with the revision, or as they stand beside a working copy. */
  list?: ItemList | null;
  /** When the revision was handed in, or the working copy was printed. */
  at: Date;
}

/** A working copy says on its face that it is one. */
const draftMark = '草稿';

/**
 * The document of a revision, with the names that it was handed in under. Sections come in the
 * template's order; rates are left out, since a single report states none of its own.
 */
export function documentOf(source: DocumentSource): ReportDocument {
  const { content, definition } = source;
  const bodies = new Map(content.sections.map((section) => [section.key, section.body]));
  const nil = source.nilReason !== null;
  return {
    title: documentTitle(source),
    orgName: source.orgName,
    dateText: dayText(dateIn(source.at, source.timeZone)),
    period: periodText(source.period),
    number: source.revision === null ? draftMark : undefined,
    sections: nil
      ? [{ key: 'nil', title: '零报告', body: source.nilReason ?? '' }]
      : definition.sections.map(({ key, title }) => ({ key, title, body: bodies.get(key) ?? '' })),
    indicators: nil
      ? []
      : definition.indicators
          .filter((indicator) => indicator.aggregate.kind !== 'rate')
          .map(({ key, name, unit }) => ({ name, unit, value: content.indicators[key] ?? null })),
    problems: nil ? [] : content.problems,
    ...((definition.ledger?.printed ?? 'none') === 'none' || !source.list
      ? {}
      : { items: printedItems(source.list.items) }),
  };
}

/** Items in the ledger's order, in the words of the field. */
export function printedItems(
  items: readonly Omit<ListedItem, 'id' | 'source' | 'enteredOn'>[],
): PrintedItem[] {
  return items.map(({ number, problem, state, closedOn, dueOn, measures, measuresDone }) => ({
    number,
    problem,
    state: itemStateNames[state],
    closedOn,
    dueOn,
    measures: measures === 0 ? '' : `${measuresDone}/${measures}`,
  }));
}

/** The same words as an edition's title. */
export function documentTitle(source: Pick<DocumentSource, 'orgName' | 'cycleTitle'>): string {
  return `${source.orgName}${source.cycleTitle}`;
}

/** 2025-12-08 → 2025年12月8日: Arabic figures without zeros in front (GB/T 9704-2012, 7.3.5.4). */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** 2025 → 2025年度, 2025Q4 → 2025年第四季度, 2025-11 → 2025年11月; anything else as it is. */
export function periodText(period: string): string {
  const parsed = parsePeriod(period);
  if (!parsed) return period;
  if (parsed.quarter) return `${parsed.year}年第${chineseOrdinal(parsed.quarter)}季度`;
  return parsed.month ? `${parsed.year}年${parsed.month}月` : `${parsed.year}年度`;
}
