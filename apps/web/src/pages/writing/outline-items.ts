import type { OpenParts } from '@domain/review/open-parts';
import type { TFunction } from 'i18next';
import type { Finding, TemplateDefinition } from '../../api/contract';
import type { ListedItem } from '../../api/report';
import { characterCount, numberedTitle } from '../../report/section-title';
import type { Draft } from './draft';
import { untoldItems } from './item-panel';
import type { OutlineItem } from './outline';

const errorsIn = (findings: Finding[], key: string): number =>
  findings.filter(
    ({ severity, anchor }) => severity === 'error' && anchor.kind === 'section' && anchor.key === key,
  ).length;

/** The parts of a report for its outline: how much is written, what is wrong, what is frozen. */
export function outlineOf(
  t: TFunction<'writing'>,
  template: TemplateDefinition,
  draft: Draft,
  open: OpenParts,
  findings: Finding[],
  /** `items`: those of the unit that the report accounts for. */
  beside: { attachments: number; items: readonly ListedItem[] },
): OutlineItem[] {
  const { attachments, items } = beside;
  const sections = template.sections.map((section, index) => {
    const errors = errorsIn(findings, section.key);
    const count = t('count', { n: characterCount(draft.sections[section.key] ?? '').toLocaleString() });
    const isOpen = open.section(section.key);
    return {
      id: `section-${section.key}`,
      title: numberedTitle(index, section.title),
      frozen: !isOpen,
      note: isOpen ? `${count}${errors > 0 ? t('errors', { count: errors }) : ''}` : t('frozen'),
    };
  });
  const filled = Object.values(draft.indicators).filter((value) => value.trim()).length;
  const indicators = {
    id: 'part-indicators',
    title: t('indicators.title'),
    frozen: template.indicators.every((indicator) => !open.indicator(indicator.key)),
    note: t('indicators.filled', { count: filled }),
  };
  const untold = untoldItems(items, draft.problems).length;
  const account = {
    id: 'part-items',
    title: t('items.title'),
    frozen: !open.addProblem,
    note: untold > 0 ? t('items.left', { count: untold }) : t('items.allTold'),
  };
  const problems = {
    id: 'part-problems',
    title: t('problems.title'),
    frozen: !open.addProblem,
    note: t('problems.count', { count: draft.problems.length }),
  };
  const files = {
    id: 'part-attachments',
    title: t('attachments.title'),
    frozen: false,
    note: attachments > 0 ? t('attachments.number', { count: attachments }) : t('attachments.optional'),
  };
  const listed = template.problems.enabled ? [...(items.length > 0 ? [account] : []), problems] : [];
  return [...sections, indicators, ...listed, files];
}
