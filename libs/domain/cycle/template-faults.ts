import type { FieldProblem } from '../problems';
import type { IndicatorDefinition, SectionDefinition, TemplateDefinition } from './template-definition';

/** Sizes that a definition keeps to; the API's document names them as well. */
export const templateLimits = {
  sections: 50,
  indicators: 100,
  rules: 50,
  checks: 100,
  aliases: 30,
  problems: 200,
  key: 40,
  title: 100,
  guidance: 2000,
  unit: 20,
  message: 200,
  /** Characters of one section. */
  sectionLength: 100_000,
  scale: 6,
  magnitude: 1e12,
} as const;

export const templateCodePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
export const templateKeyPattern = /^[a-z][a-z0-9_]{0,39}$/;
export const ruleIdPattern = /^[a-z][a-z0-9._-]{0,59}$/;

type Fault = (pointer: string, code: string, detail: string) => void;

/**
 * Everything that is wrong with a definition beyond its shape: keys that clash or do not exist, limits that
 * exclude each other, rates over what is no count. Pointers start at the definition.
 */
export function templateFaults(definition: TemplateDefinition): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const fault: Fault = (pointer, code, detail) => faults.push({ pointer, code, detail });
  if (definition.sections.length === 0 && definition.indicators.length === 0) {
    fault('/sections', 'empty', '模板至少要有一个章节或一个指标。');
  }
  sectionFaults(definition.sections, fault);
  indicatorFaults(definition.indicators, fault);
  ruleFaults(definition, fault);
  return faults;
}

function sectionFaults(sections: readonly SectionDefinition[], fault: Fault): void {
  const wordings = new Map<string, string>();
  uniqueKeys(sections, '/sections', fault);
  for (const [index, section] of sections.entries()) {
    const at = `/sections/${index}`;
    if (section.minLength > section.maxLength) {
      fault(`${at}/minLength`, 'limits', `“${section.title}”的最少字数大于最多字数。`);
    }
    // The importer maps a heading to the one section it names.
    for (const wording of new Set([section.title, ...section.aliases])) {
      const other = wordings.get(wording);
      if (other !== undefined && other !== section.key) {
        fault(at, 'ambiguous', `“${wording}”同时是两个章节的名称或别名。`);
      }
      wordings.set(wording, section.key);
    }
  }
}

function indicatorFaults(indicators: readonly IndicatorDefinition[], fault: Fault): void {
  const byKey = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  uniqueKeys(indicators, '/indicators', fault);
  for (const [index, indicator] of indicators.entries()) {
    const at = `/indicators/${index}`;
    const { min, max, aggregate } = indicator;
    if (min !== undefined && max !== undefined && min > max) {
      fault(`${at}/min`, 'limits', `“${indicator.name}”的最小值大于最大值。`);
    }
    if (aggregate.kind !== 'rate') continue;
    if (indicator.required) {
      fault(`${at}/required`, 'computed', `“${indicator.name}”由系统计算，不能设为必填。`);
    }
    for (const part of ['numerator', 'denominator'] as const) {
      const referred = byKey.get(aggregate[part]);
      if (!referred) {
        fault(`${at}/aggregate/${part}`, 'unknown_key', `没有指标“${aggregate[part]}”。`);
      } else if (referred.aggregate.kind !== 'sum') {
        fault(`${at}/aggregate/${part}`, 'not_a_sum', `“${referred.name}”不是求和的指标，不能用来计算比率。`);
      }
    }
    if (aggregate.numerator === aggregate.denominator) {
      fault(`${at}/aggregate`, 'same_key', `“${indicator.name}”的分子和分母相同。`);
    }
  }
}

function ruleFaults(definition: TemplateDefinition, fault: Fault): void {
  const byKey = new Map(definition.indicators.map((indicator) => [indicator.key, indicator]));
  const ids = new Set<string>();
  for (const [index, rule] of definition.rules.entries()) {
    const at = `/rules/${index}`;
    if (ids.has(rule.id)) fault(`${at}/id`, 'duplicate', `规则“${rule.id}”重复。`);
    ids.add(rule.id);
    for (const side of ['left', 'right'] as const) {
      const referred = byKey.get(rule[side]);
      if (!referred) fault(`${at}/${side}`, 'unknown_key', `没有指标“${rule[side]}”。`);
      else if (referred.aggregate.kind === 'rate') {
        fault(`${at}/${side}`, 'computed', `“${referred.name}”由系统计算，不能用于核对。`);
      }
    }
    if (rule.left === rule.right) fault(at, 'same_key', '规则两边是同一指标。');
  }
}

function uniqueKeys(items: readonly { key: string }[], at: string, fault: Fault): void {
  const seen = new Set<string>();
  for (const [index, { key }] of items.entries()) {
    if (seen.has(key)) fault(`${at}/${index}/key`, 'duplicate', `“${key}”重复。`);
    seen.add(key);
  }
}
