import { type Draft, isBlank } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

function check({ content, template }: Draft): RuleFinding[] {
  const bodies = new Map(content.sections.map((section) => [section.key, section.body]));
  const sections = template.sections
    .filter((section) => section.required && isBlank(bodies.get(section.key) ?? ''))
    .map(
      (section): RuleFinding => ({
        anchor: { kind: 'section', key: section.key },
        message: `“${section.title}”是必填章节，还没有内容，请填写。`,
      }),
    );
  const indicators = template.indicators
    .filter((indicator) => indicator.required && indicator.aggregate.kind !== 'rate')
    .filter((indicator) => content.indicators[indicator.key] === undefined)
    .map(
      (indicator): RuleFinding => ({
        anchor: { kind: 'indicator', key: indicator.key },
        message: `“${indicator.name}”是必填指标，请填写；确实没有开展的填0。`,
      }),
    );
  return [...sections, ...indicators];
}

export const requiredMissing: DraftRule = {
  id: 'required-missing',
  explanation: '必填的章节和指标不能空着。没有开展的工作，指标填0，不能留空。',
  severity: 'error',
  fires: { text: ' \u3000\n' },
  silent: {},
  check,
};
