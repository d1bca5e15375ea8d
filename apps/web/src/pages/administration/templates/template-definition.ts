import type { IndicatorDefinition, SectionDefinition, TemplateDefinition } from '../../../api/contract';

/** The definition the API takes: also the wordings by which the importer knows a part. */
type WithAliases<T> = T & { aliases?: string[] };

export interface EditableDefinition extends Omit<TemplateDefinition, 'sections' | 'indicators'> {
  sections: WithAliases<SectionDefinition>[];
  indicators: WithAliases<IndicatorDefinition>[];
}

export const blankSection = (key: string, title: string): WithAliases<SectionDefinition> => ({
  key,
  title,
  guidance: '',
  required: true,
  minLength: 50,
  maxLength: 20_000,
  aliases: [],
});

export const blankIndicator = (key: string): WithAliases<IndicatorDefinition> => ({
  key,
  name: '',
  unit: '次',
  required: false,
  scale: 0,
  aggregate: { kind: 'sum' },
  aliases: [],
});

/** A template begins with one section and a problem list. */
export const blankDefinition = (title: string): EditableDefinition => ({
  sections: [blankSection('work', title)],
  indicators: [],
  rules: [],
  problems: { enabled: true, maxItems: 50 },
  checks: {},
});

/** A key not yet taken: section_2, indicator_3. */
export function freeKey(prefix: string, taken: string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${prefix}_${n}`)) n += 1;
  return `${prefix}_${n}`;
}

/** What has no name yet, or a rule without words, by JSON pointer: the server takes none of these. */
export function unnamedParts(
  { sections, indicators, rules }: EditableDefinition,
  needsName: string,
  needsMessage: string,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [index, { title }] of sections.entries())
    if (!title.trim()) found.set(`/sections/${index}/title`, needsName);
  for (const [index, { name }] of indicators.entries())
    if (!name.trim()) found.set(`/indicators/${index}/name`, needsName);
  for (const [index, { message }] of rules.entries())
    if (!message.trim()) found.set(`/rules/${index}/message`, needsMessage);
  return found;
}

/** The list with one item moved up or down by a place; unchanged at either end. */
export function moved<T>(list: T[], index: number, by: -1 | 1): T[] {
  const target = index + by;
  if (target < 0 || target >= list.length) return list;
  const next = [...list];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(target, 0, item);
  return next;
}

/** A code that a new template may have: whoever makes one has no reason to invent it. */
export function suggestedCode(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`report-${number}`)) number += 1;
  return `report-${number}`;
}
